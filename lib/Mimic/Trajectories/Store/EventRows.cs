using System.Collections.Concurrent;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Some rows of a row group of events, read.</summary>
internal sealed class EventRows
{
    private readonly ColumnValues<long> _subject;
    private readonly ColumnValues<long> _time;
    private readonly ColumnValues<string> _code;
    private readonly ColumnValues<float> _number;
    private readonly ColumnValues<string> _text;
    private readonly ColumnValues<string> _unit;
    private readonly ColumnValues<int> _admission;
    private readonly ColumnValues<int> _stay;
    private readonly ColumnValues<string> _table;
    private readonly ColumnValues<long> _available;
    private readonly ConcurrentDictionary<string, string> _pool;
    private readonly ParquetReader _file;

    /// <summary>Reads rows.</summary>
    /// <param name="file">The shard.</param>
    /// <param name="group">The row group.</param>
    /// <param name="from">The first row, counted within the row group.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="pool">Codes, units and table names, each of which is kept once in memory.</param>
    public EventRows(ParquetReader file, int group, int from, int count, ConcurrentDictionary<string, string> pool)
    {
        (_file, _pool, Count) = (file, pool, count);
        _subject = Read<long>("subject_id", ColumnKind.Int64);
        _time = Read<long>("time", ColumnKind.Timestamp);
        _code = Read<string>("code", ColumnKind.String);
        _number = Read<float>("numeric_value", ColumnKind.Float);
        _text = Read<string>("text_value", ColumnKind.String);
        _unit = Read<string>("unit", ColumnKind.String);
        _admission = Read<int>("hadm_id", ColumnKind.Int32);
        _stay = Read<int>("stay_id", ColumnKind.Int32);
        _table = Read<string>("table", ColumnKind.String);
        _available = Read<long>("available_time", ColumnKind.Timestamp);

        ColumnValues<T> Read<T>(string name, ColumnKind kind)
            where T : notnull => file.Read<T>(group, file.Column(name, kind), from, count);
    }

    public int Count { get; }

    /// <summary>The patient of a row.</summary>
    public long Subject(int row) => _subject.Values[row];

    /// <summary>The event of a row.</summary>
    public TrajectoryEvent Event(int row) => new(
        (int)_subject.Values[row],
        Time(_time, row),
        Pooled(_code, row)!,
        _number.Has(row) ? MedsValues.ToDouble(_number.Values[row]) : null,
        _text.Has(row) ? _text.Values[row] : null,
        Pooled(_unit, row),
        _admission.Has(row) ? _admission.Values[row] : null,
        _stay.Has(row) ? _stay.Values[row] : null,
        Pooled(_table, row)!,
        Time(_available, row));

    private DateTime? Time(ColumnValues<long> column, int row) => !column.Has(row) ? null
        : MedsValues.ToTime(column.Values[row]) ?? throw TrajectoryStore.Damaged(_file.Path, "a time lies outside of the calendar");

    private string? Pooled(ColumnValues<string> column, int row)
    {
        if (!column.Has(row))
        {
            return null;
        }

        var value = column.Values[row];
        return _pool.TryGetValue(value, out var pooled) ? pooled : _pool.GetOrAdd(value, value);
    }
}
