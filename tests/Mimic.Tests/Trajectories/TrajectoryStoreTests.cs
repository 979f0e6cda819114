using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class TrajectoryStoreTests
{
    [Fact]
    public void All_patients_come_back_in_order_with_every_event_as_written()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(60).ToList();
        var store = StoreSamples.Store(folder["store"], patients);
        Assert.Equal(patients.Select(p => p.SubjectId), store.SubjectIds);
        Assert.Equal(patients.SelectMany(p => p), store.ReadAll().SelectMany(p => p));
        Assert.Equal(patients.Sum(p => p.Count), store.EventCount);
    }

    [Fact]
    public void One_patient_is_read_from_small_row_groups_shards_and_splits()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(60, 50).ToList();
        var store = StoreSamples.Store(folder["store"], patients, new() { GroupRows = 120, ShardRows = 300 });
        Assert.True(File.Exists(Path.Combine(store.Folder, "data", "train", "3.parquet")));
        foreach (var patient in patients)
        {
            Assert.Equal(patient.ToList(), store.Read(patient.SubjectId).ToList());
        }
    }

    [Fact]
    public void A_patient_larger_than_a_row_group_spans_several_and_comes_back_whole()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(3, 1000).ToList();
        var store = StoreSamples.Store(folder["store"], patients, new() { GroupRows = 100 });
        Assert.Equal(patients[1].ToList(), store.Read(patients[1].SubjectId).ToList());
        Assert.Equal(patients.SelectMany(p => p), store.ReadAll().SelectMany(p => p));
    }

    [Fact]
    public void Absent_empty_and_foreign_texts_long_notes_and_extreme_times_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        const int id = StoreSamples.FirstSubject;
        var note = string.Concat(Enumerable.Range(0, 5000).Select(i => $"Line {i}: Zürich 東京 \"°C\" 🫀\n"));
        Assert.True(note.Length > 100_000);
        TrajectoryEvent[] events =
        [
            new(id, null, "A", null, null),
            new(id, null, "A", null, string.Empty, string.Empty),
            new(id, DateTime.MinValue, "B", 0, "a\0b,\"\r\n"),
            new(id, new DateTime(1969, 12, 31, 23, 59, 59, 999).AddTicks(9990), "C", -0.5, note),
            new(id, new DateTime(1970, 1, 1), "C", 1e30, note + "!"),
            new(id, DateTime.MaxValue.AddTicks(-9), "é//°", 16_777_216, null, null, int.MaxValue, int.MinValue, "", DateTime.MinValue),
        ];
        var store = StoreSamples.Store(folder["store"], [new(id, SourceTag.Synthetic, events)]);
        Assert.Equal(events, store.Read(id).ToArray());
    }

    [Fact]
    public void A_patient_without_events_is_listed_and_reads_as_empty()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], [new(5, SourceTag.Synthetic, []), StoreSamples.Patient(90_000_001)]);
        Assert.Empty(store.Read(5));
        Assert.Equal(2, store.ReadAll().Count());
    }

    [Fact]
    public void A_store_without_patients_opens()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(StoreSamples.Store(folder["store"], []).ReadAll());
    }

    [Fact]
    public void Source_version_report_and_descriptions_are_kept()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(5));
        Assert.Equal((SourceTag.Synthetic, "1.0", "sample 0.1"), (store.Source, store.Version, store.Dataset));
        Assert.Equal((7L, "none"), (store.Seed, store.InputFingerprint));
        Assert.Equal("{\"made\":\"by hand\"}", store.ReportJson);
        Assert.Equal("Creatinine, Blood", store.Descriptions["LAB//50912//mg/dL"]);
        Assert.Contains("CHART//220045//bpm", store.Codes);
        Assert.DoesNotContain("CHART//220045//bpm", store.Descriptions.Keys);
        Assert.Contains("patients", store.ToString());
        Assert.Contains("<table", store.ToHtml());
    }

    [Fact]
    public void Equal_codes_of_different_patients_are_one_object()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(40));
        var codes = store.ReadAll().SelectMany(p => p).Select(e => e.Code).Where(c => c.StartsWith("LAB")).ToList();
        Assert.All(codes, c => Assert.Same(codes[0], c));
    }

    [Fact]
    public void A_store_that_was_replaced_since_it_was_opened_is_a_clear_error()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(40));
        Assert.Equal(40, store.ReadAll().Count());
        StoreSamples.Store(folder["store"], StoreSamples.Patients(40).Select(p => StoreSamples.Patient(p.SubjectId, 21)));
        var error = Assert.Throws<MimicException>(() => store.Read(StoreSamples.FirstSubject));
        Assert.Contains("the store was replaced", error.Problem);
        Assert.Equal("Open the store again.", error.Remedy);
    }

    [Fact]
    public void An_unknown_patient_is_a_clear_error()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(5));
        Assert.Contains("has no patient 12", Assert.Throws<MimicException>(() => store.Read(12)).Message);
        Assert.Throws<MimicException>(() => store.SplitOf(12));
    }
}
