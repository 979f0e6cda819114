using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>The list of patients and splits that is read whenever a store is opened.</summary>
public class SplitColumnTests
{
    [Fact]
    public void Patients_and_splits_come_back_over_many_batches()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => (10_000_000L + (3 * i), Splits.All[i % 7 % 3])).ToList();
        var (subjects, splits) = Read([.. rows.Select(r => (r.Item1, r.Item2.Name()))]);
        Assert.Equal(rows, subjects.Select(s => (long)s).Zip(splits));
    }

    [Theory]
    [InlineData(1L, "validation", "unknown split")]
    [InlineData(-1L, "train", "no number")]
    [InlineData(1L << 40, "train", "no number")]
    public void What_is_no_patient_or_no_split_is_damage(long subject, string split, string expected)
    {
        var message = Assert.Throws<MimicException>(() => Read([(1, "train"), (subject, split)])).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("Write it again.", message, StringComparison.Ordinal);
    }

    private static (int[] Subjects, Split[] Splits) Read(IReadOnlyList<(long Subject, string Split)> rows)
    {
        using var folder = new TemporaryFolder();
        var subject = new ColumnBuffer<long, Int64Values>(new("subject_id", ColumnKind.Int64, false), false);
        var split = new ColumnBuffer<string, StringValues>(new("split", ColumnKind.String, false), true);
        foreach (var (id, name) in rows)
        {
            subject.Add(id);
            split.Add(name);
        }

        using (var writer = new ParquetWriter(folder["splits.parquet"], [subject, split]))
        {
            writer.Complete();
        }

        using var file = ParquetReader.Open(folder["splits.parquet"], "Write it again.");
        return SplitColumn.Read(file);
    }
}
