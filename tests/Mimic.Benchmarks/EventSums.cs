using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>
/// Sums over all events that need every value of every column: what <c>duckdb/read.mjs</c> asks of DuckDB. Texts count by their
/// bytes.
/// </summary>
internal sealed class EventSums
{
    private readonly NameLengths _codes = new();
    private readonly NameLengths _units = new();
    private readonly NameLengths _tables = new();
    private long _subjects;
    private long _times;
    private long _texts;
    private long _admissions;
    private long _stays;
    private long _available;
    private double _numbers;

    /// <summary>Of all columns, in the order of the file.</summary>
    public static double[] AllColumns(TrajectoryStore store, int cpus) => Sum(store, EventColumns.All, cpus, static (s, b) => s.AddAll(b));

    /// <summary>Of the numbers, and the bytes of the codes.</summary>
    public static double[] TwoColumns(TrajectoryStore store, int cpus) =>
        Sum(store, EventColumns.Code | EventColumns.Number, cpus, static (s, b) => s.AddTwo(b));

    private static double[] Sum(TrajectoryStore store, EventColumns columns, int cpus, Action<EventSums, EventBlock> add)
    {
        IReadOnlyList<EventSums> parts;
        if (cpus == 1)
        {
            parts = [new EventSums()];
            foreach (var block in store.Scan(columns))
            {
                add(parts[0], block);
            }
        }
        else
        {
            parts = store.ScanParallel(columns, () => new EventSums(), add, cpus: cpus);
        }

        return [.. parts.Select(p => p.Values()).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])];
    }

    private double[] Values() => [_subjects, _times, _codes.Bytes, _numbers, _texts, _units.Bytes, _admissions, _stays, _tables.Bytes, _available];

    private void AddTwo(EventBlock block)
    {
        _codes.Add(block.Codes, block.CodeOf);
        AddNumbers(block.Numbers);
    }

    private void AddAll(EventBlock block)
    {
        AddTwo(block);
        _units.Add(block.Units, block.UnitOf);
        _tables.Add(block.Tables, block.TableOf);
        _subjects += Sum(block.Subjects);
        _admissions += Sum(block.Admissions);
        _stays += Sum(block.Stays);
        _times += SumSeconds(block.Times);
        _available += SumSeconds(block.AvailableTimes);
        foreach (var text in block.Texts)
        {
            _texts += text == EventBlock.None ? 0 : block.Utf8TextOf(text).Length;
        }
    }

    private void AddNumbers(ReadOnlySpan<float> numbers)
    {
        foreach (var number in numbers)
        {
            _numbers += float.IsNaN(number) ? 0 : number;
        }
    }

    private static long Sum(ReadOnlySpan<int> ids)
    {
        var sum = 0L;
        foreach (var id in ids)
        {
            sum += id == EventBlock.None ? 0 : id;
        }

        return sum;
    }

    // Of microseconds the sum would not fit.
    private static long SumSeconds(ReadOnlySpan<long> times)
    {
        var sum = 0L;
        foreach (var time in times)
        {
            sum += time == EventBlock.NoTime ? 0 : time / 1_000_000;
        }

        return sum;
    }
}
