using Mimic.Access;
using Mimic.Features;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features.Table;

public sealed class FeatureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_written_row_by_row_is_the_table_that_was_built_in_memory()
    {
        var options = new FeatureOptions();
        var builder = new FeatureBuilder(options);
        var table = builder.Build(Samples(), null);
        table.WriteCsv(In("memory.csv"));
        var summary = builder.WriteCsv(Samples(), null, In("stream.csv"));
        Assert.Equal(File.ReadAllText(In("memory.csv")), File.ReadAllText(In("stream.csv")));
        Assert.Equal(File.ReadAllText(In("memory.columns.json")), File.ReadAllText(In("stream.columns.json")));
        Assert.Equal(table.ToString(), summary.ToString());
        Assert.Equal(table.Fingerprint(), FeatureTable.ReadCsv(In("stream.csv")).Fingerprint());
    }

    [Fact]
    public void The_summary_counts_what_is_missing()
    {
        var summary = new FeatureBuilder(new() { Modalities = [Modality.Note, Modality.Image] }).WriteCsv(Samples(), null, In("notes.csv"));
        Assert.Equal((70, 1), (summary.RowCount, summary.ColumnCount));
        Assert.Contains("28.6 %", summary.ToString()); // 20 of 70
        Assert.Contains("no Image columns", Assert.Single(summary.Warnings));
    }

    [Fact]
    public void An_error_in_the_middle_leaves_no_file()
    {
        var late = Samples().Append((Patient(Event(EventCodes.Death, -5)), new Sample(Subject, Noon, null)));
        Assert.Contains("Sample 71 ", Assert.Throws<MimicException>(() => new FeatureBuilder(new()).WriteCsv(late, null, In("never.csv"))).Problem);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Patients_with_very_many_events_are_not_held_together()
    {
        var held = new List<WeakReference>();
        IEnumerable<(Trajectory, Sample)> Long()
        {
            for (var i = 1; i <= 4; i++)
            {
                var patient = new Trajectory(
                    i, SourceTag.Synthetic, Enumerable.Range(0, 110_000).Select(k => Event("CHART//220045//bpm", -k / 60.0, 70, subject: i)));
                held.Add(new(patient));
                yield return (patient, new(i, Noon, null));
            }
        }

        var most = 0;
        new FeatureBuilder(new() { Modalities = [Modality.Chart], Extra = [] }).WriteCsv(
            Long().Select(s =>
            {
                GC.Collect();
                most = Math.Max(most, held.Count(h => h.IsAlive));
                return s;
            }),
            null, In("long.csv"));
        Assert.InRange(most, 1, 2); // The one that is asked for, and perhaps the one before.
    }

    [Fact]
    public void A_patient_whose_samples_follow_each_other_is_read_once()
    {
        var info = new MedsStoreInfo { Source = SourceTag.Synthetic, DatasetName = "invented", InputFingerprint = "print" };
        using (var writer = new MedsStoreWriter(In("store"), info))
        {
            writer.Add(Patient(Event("LAB//50912//mg/dL", -1, 2)));
            writer.Complete(new Dictionary<string, string>(), "{}");
        }

        var samples = new[] { new Sample(Subject, Noon, true), new Sample(Subject, Noon.AddHours(1), false) };
        var pairs = FeatureBuilder.WithPatients(TrajectoryStore.Open(In("store")), samples).ToList();
        Assert.Same(pairs[0].Patient, pairs[1].Patient);
        Assert.Equal(samples, pairs.Select(p => p.Sample));
    }

    /// <summary>Two samples of each of 35 patients, one of unknown outcome; 10 patients have no note.</summary>
    private static List<(Trajectory, Sample)> Samples()
    {
        var samples = new List<(Trajectory, Sample)>();
        for (var i = 1; i <= 35; i++)
        {
            var events = new List<TrajectoryEvent>
            {
                Event("CHART//220045//bpm", -3, 60 + i, subject: i), Event("CHART//220045//bpm", -2, 1.0 / i, subject: i),
                Event("INSURANCE//Medicare, \"old\"", -100, subject: i),
            };
            if (i % 7 > 1)
            {
                events.Add(Event("NOTE//RADIOLOGY//RR", -5, text: $"Line one,\nline \"{i}\".", subject: i));
            }

            var patient = new Trajectory(i, SourceTag.Synthetic, events);
            samples.Add((patient, new(i, Noon, i % 2 == 0)));
            samples.Add((patient, new(i, Noon.AddHours(2), null)));
        }

        return samples;
    }

    private string In(string name) => Path.Combine(_folder.Path, name);
}
