using System.Text;
using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>Invented batches of events, and row groups read back.</summary>
internal static class EventBatches
{
    /// <summary>Names under which texts and codes get numbers in another order.</summary>
    public static EventNames Names(bool reversed = false)
    {
        var names = new EventNames();
        foreach (var i in reversed ? Enumerable.Range(0, 500).Reverse() : Enumerable.Range(0, 500))
        {
            names.Codes.Add(Encoding.UTF8.GetBytes($"CODE//{i}"));
            names.Units.Add(Encoding.UTF8.GetBytes($"unit {i}"));
            names.Tables.Add(Encoding.UTF8.GetBytes($"table {i % 30}"));
        }

        return names;
    }

    /// <summary>Events with runs and repeats as real ones have them.</summary>
    public static EventBatch Random(EventNames names, int count, long seed, int firstSubject = 10_000_000)
    {
        var random = new SeededRandom(seed);
        var batch = new EventBatch(names);
        batch.Ensure(count);
        batch.Count = count;
        var (subject, time) = (firstSubject, 0L);
        for (var i = 0; i < count; i++)
        {
            if (random.Next(300) == 0)
            {
                (subject, time) = (subject + random.Next(1, 50), random.Next(int.MaxValue) * 3_000_000_000L);
            }

            time += random.Chance(0.6) ? 0 : random.Next(100) * 60_000_000L;
            batch.Subject[i] = subject;
            batch.Time[i] = random.Next(50) == 0 ? EventBatch.NoTime : time;
            batch.Code[i] = Id(names.Codes, $"CODE//{random.Next(500)}");
            batch.Number[i] = random.Chance(0.3) ? float.NaN : random.Next(2000) / 10f;
            batch.Text[i] = random.Chance(0.8) ? EventBatch.None : batch.AddText(Encoding.UTF8.GetBytes($"value {random.Next(300)}"));
            batch.Unit[i] = random.Chance(0.4) ? EventBatch.None : Id(names.Units, $"unit {random.Next(20)}");
            batch.Hadm[i] = random.Chance(0.2) ? EventBatch.None : 20_000_000 + subject;
            batch.Stay[i] = (i / 1000 % 2) == 0 ? EventBatch.None : 30_000_000 + subject;
            batch.Table[i] = (byte)Id(names.Tables, $"table {i / 70 % 30}");
            batch.Available[i] = random.Chance(0.3) ? EventBatch.NoTime : time + (random.Next(500) * 1_000_000L);
        }

        return batch;
    }

    /// <summary>One event, whose fields the test then changes.</summary>
    public static EventBatch Empty(int count)
    {
        var names = Names();
        var batch = new EventBatch(names);
        batch.Ensure(count);
        batch.Count = count;
        for (var i = 0; i < count; i++)
        {
            batch.Subject[i] = 1;
            batch.Time[i] = batch.Available[i] = EventBatch.NoTime;
            batch.Number[i] = float.NaN;
            batch.Text[i] = batch.Unit[i] = batch.Hadm[i] = batch.Stay[i] = EventBatch.None;
        }

        return batch;
    }

    /// <summary>The row group that a file of it alone holds, row by row as text.</summary>
    public static List<string> ReadBack(EncodedRowGroup group)
    {
        using var folder = new TemporaryFolder();
        using (var file = new ParquetAppender(folder["file.parquet"], StoreColumns.All))
        {
            file.Append(group.Metadata, group.Bytes.Span);
            file.Complete();
        }

        using var reader = ParquetReader.Open(folder["file.parquet"], "Write it again.");
        var columns = new List<string[]>();
        for (var i = 0; i < StoreColumns.All.Count; i++)
        {
            columns.Add(StoreColumns.All[i].Kind switch
            {
                ColumnKind.Int64 or ColumnKind.Timestamp => Strings(reader.Read<long>(0, i)),
                ColumnKind.Int32 => Strings(reader.Read<int>(0, i)),
                ColumnKind.Float => Strings(reader.Read<float>(0, i), v => $"{BitConverter.SingleToInt32Bits(v)}"),
                _ => Strings(reader.Read<string>(0, i)),
            });
        }

        return [.. Enumerable.Range(0, group.Rows).Select(row => string.Join('|', columns.Select(c => c[row])))];
    }

    /// <summary>The same of a batch.</summary>
    public static IEnumerable<string> Rows(EventBatch b, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            yield return string.Join(
                '|', b.Subject[i], Time(b.Time[i]), b.Names.Codes.Text(b.Code[i]),
                float.IsNaN(b.Number[i]) ? "-" : BitConverter.SingleToInt32Bits(b.Number[i]),
                b.Text[i] < 0 ? "-" : Encoding.UTF8.GetString(b.TextOf(b.Text[i])), b.Unit[i] < 0 ? "-" : b.Names.Units.Text(b.Unit[i]),
                Number(b.Hadm[i]), Number(b.Stay[i]), b.Names.Tables.Text(b.Table[i]), Time(b.Available[i]));
        }

        static string Time(long time) => time == EventBatch.NoTime ? "-" : $"{time}";
        static string Number(int number) => number == EventBatch.None ? "-" : $"{number}";
    }

    private static int Id(NameList names, string name) => names.Find(Encoding.UTF8.GetBytes(name));

    private static string[] Strings<T>(ColumnValues<T> column, Func<T, string>? text = null) =>
        [.. column.Values.Select((v, i) => column.Has(i) ? text?.Invoke(v) ?? $"{v}" : "-")];
}
