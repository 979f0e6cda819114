using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>The columns of the events that wait for their row group: the five of MEDS, then our own.</summary>
internal sealed class EventBuffers
{
    private readonly ColumnBuffer<long, Int64Values> _subject = new(new("subject_id", ColumnKind.Int64, false), true);
    private readonly ColumnBuffer<long, Int64Values> _time = new(new("time", ColumnKind.Timestamp, true), true);
    private readonly ColumnBuffer<string, StringValues> _code = new(new("code", ColumnKind.String, false), true);
    private readonly ColumnBuffer<float, FloatValues> _number = new(new("numeric_value", ColumnKind.Float, true), false);
    private readonly ColumnBuffer<string, StringValues> _text = new(new("text_value", ColumnKind.String, true), true);
    private readonly ColumnBuffer<string, StringValues> _unit = new(new("unit", ColumnKind.String, true), true);
    private readonly ColumnBuffer<int, Int32Values> _admission = new(new("hadm_id", ColumnKind.Int32, true), true);
    private readonly ColumnBuffer<int, Int32Values> _stay = new(new("stay_id", ColumnKind.Int32, true), true);
    private readonly ColumnBuffer<string, StringValues> _table = new(new("table", ColumnKind.String, false), true);
    private readonly ColumnBuffer<long, Int64Values> _available = new(new("available_time", ColumnKind.Timestamp, true), true);

    public EventBuffers() => Columns = [_subject, _time, _code, _number, _text, _unit, _admission, _stay, _table, _available];

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<ColumnBuffer> Columns { get; }

    public int Rows => _subject.Rows;

    /// <summary>About how many characters of text wait: notes are what makes a row group large.</summary>
    public long TextLength { get; private set; }

    public void Add(in TrajectoryEvent e)
    {
        _subject.Add(e.SubjectId);
        AddTime(_time, e.Time);
        _code.Add(e.Code);
        if (e.NumericValue is { } number)
        {
            _number.Add((float)number);
        }
        else
        {
            _number.AddNull();
        }

        AddText(_text, e.TextValue);
        AddText(_unit, e.Unit);
        AddNumber(_admission, e.HadmId);
        AddNumber(_stay, e.StayId);
        _table.Add(e.Table);
        AddTime(_available, e.AvailableTime);
        TextLength += e.TextValue?.Length ?? 0;
    }

    /// <summary>Called when the row group is written, which empties the columns.</summary>
    public void Restart() => TextLength = 0;

    private static void AddTime(ColumnBuffer<long, Int64Values> column, DateTime? time)
    {
        if (time is { } t)
        {
            column.Add(MedsValues.FromTime(t));
        }
        else
        {
            column.AddNull();
        }
    }

    private static void AddText(ColumnBuffer<string, StringValues> column, string? text)
    {
        if (text is not null)
        {
            column.Add(text);
        }
        else
        {
            column.AddNull();
        }
    }

    private static void AddNumber(ColumnBuffer<int, Int32Values> column, int? number)
    {
        if (number is { } n)
        {
            column.Add(n);
        }
        else
        {
            column.AddNull();
        }
    }
}
