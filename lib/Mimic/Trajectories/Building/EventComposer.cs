using System.Buffers;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Makes one event of the current row by one rule.</summary>
internal sealed class EventComposer
{
    private readonly RowCells _row;
    private readonly EventRule _rule;
    private readonly CodeBook _book;
    private readonly CodeComposer _code;
    private readonly TimeFinder _time;
    private readonly TimeFinder _available;
    private readonly TextComposer? _text;
    private readonly ByteKeys _units = new();
    private readonly int _onlyIf;
    private readonly int _number;
    private readonly int _unit;
    private readonly int _end;
    private readonly int _fixedUnit;

    public EventComposer(RowCells row, EventRule rule, KeyTables keys, CodeBook book)
    {
        (_row, _rule, _book) = (row, rule, book);
        _code = new(row, book, rule);
        _time = new(row, keys, rule.Time);
        _available = new(row, keys, rule.Available);
        _text = rule.Text is null ? null : new(row, rule.Text);
        _onlyIf = row.Column(rule.OnlyIf);
        _number = row.Column(rule.Number?.Column);
        _unit = row.Column(rule.Unit);
        _end = row.Column(rule.EndTime);
        _fixedUnit = rule.FixedUnit is null ? -1 : book.Units.Add(rule.FixedUnit);
    }

    /// <summary>Makes the event.</summary>
    /// <param name="e">The patient, admission and stay are set already; a derived event also finds the row's time here.</param>
    /// <param name="text">Takes the text.</param>
    /// <returns>Why there is no event, if there is none.</returns>
    public Refusal Compose(ref SpilledEvent e, ArrayBufferWriter<byte> text)
    {
        text.ResetWrittenCount();
        if (_onlyIf >= 0 && _row.Reader.IsEmpty(_onlyIf))
        {
            return Refusal.NoCode;
        }

        e.Code = _code.Find();
        if (e.Code < 0)
        {
            return Refusal.NoCode;
        }

        e.Available = null;
        if (_rule.IsFact)
        {
            e.Time = null;
        }
        else if (FindTime(ref e) is var refusal and not Refusal.None)
        {
            return refusal;
        }

        e.Number = _number < 0 ? null : _rule.Number!.IsFreeText ? Cells.Number(_row.Reader.Bytes(_number)) : _row.Reader.Double(_number);
        e.Unit = e.Number is null ? -1 : _unit < 0 ? _fixedUnit : Unit();
        _text?.Write(text);
        return Refusal.None;
    }

    private Refusal FindTime(ref SpilledEvent e)
    {
        if (!_time.IsEmpty)
        {
            var refusal = _time.Find(e.SubjectId, e.HadmId, e.StayId, out var time, out var isDay);
            if (refusal != Refusal.None)
            {
                return refusal;
            }

            e.Time = time;
            e.Available = isDay ? TimeFinder.EndOf(time) : null;
        }

        if (_available.Find(e.SubjectId, e.HadmId, e.StayId, out var seen, out var seenOnDay) == Refusal.None)
        {
            e.Available = seenOnDay ? TimeFinder.EndOf(seen) : seen;
        }

        if (_end >= 0 && _row.Reader.Time(_end) is { } end && !(end <= e.Available))
        {
            e.Available = end;
        }

        return Refusal.None;
    }

    private int Unit()
    {
        var cell = Cells.Unit(_row.Reader.Bytes(_unit));
        if (cell.IsEmpty)
        {
            return -1;
        }

        if (!_units.TryGet(cell, out var unit))
        {
            unit = _book.Units.Add(Cells.Part(cell));
            _units.Set(cell, unit);
        }

        return unit;
    }
}
