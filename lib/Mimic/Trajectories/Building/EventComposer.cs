using System.Runtime.CompilerServices;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Makes one event of the current row by one rule.</summary>
internal sealed class EventComposer
{
    private readonly RowCells _row;
    private readonly EventRule _rule;
    private readonly KindComposer _kind;
    private readonly TimeFinder _time;
    private readonly TimeFinder _available;
    private readonly TextComposer? _text;
    private readonly int _onlyIf;
    private readonly int _number;
    private readonly bool _isFreeText;
    private readonly double? _absent;
    private readonly int _end;

    public EventComposer(RowCells row, int table, EventRule rule, KeyTables keys, KindBook book)
    {
        (_row, _rule) = (row, rule);
        _kind = new(row, table, book, rule);
        _time = new(row, keys, rule.Time);
        _available = new(row, keys, rule.Available);
        _text = rule.Text is null ? null : new(row, rule.Text);
        _onlyIf = row.Column(rule.OnlyIf);
        _number = row.Column(rule.Number?.Column);
        _isFreeText = rule.Number is { IsFreeText: true };
        _absent = rule.Number?.Absent;
        _end = row.Column(rule.EndTime);
    }

    /// <summary>Makes the event, but for its text.</summary>
    /// <param name="subject">The patient of the row.</param>
    /// <param name="e">The patient, admission and stay are set already; a derived event also finds the row's time here.</param>
    /// <returns>Why there is no event, if there is none.</returns>
    public Refusal Compose(int subject, ref EventDraft e)
    {
        if ((_onlyIf >= 0 && _row.Reader.IsEmpty(_onlyIf)) || (_absent is not null && _row.Reader.Double(_number) == _absent))
        {
            return Refusal.NoCode;
        }

        e.Available = EventBatch.NoTime;
        if (_rule.IsFact)
        {
            e.Time = EventBatch.NoTime;
        }
        else if (FindTime(subject, ref e) is var refusal and not Refusal.None)
        {
            return _kind.IsNamed() ? refusal : Refusal.NoCode;
        }

        // Last: what a refused row calls a code is not to be remembered.
        var named = Name(ref e);
        e.Number = named != Refusal.None || _number < 0 ? float.NaN : Number();
        return named;
    }

    /// <summary>Finds what kind of event it is, of which all else is known.</summary>
    /// <param name="e">Takes the kind.</param>
    /// <returns>Why there is no event, if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Refusal Name(ref EventDraft e)
    {
        e.Kind = _kind.Find();
        return e.Kind < 0 ? Refusal.NoCode : Refusal.None;
    }

    /// <summary>The text of the event, valid until the next row; empty if there is none.</summary>
    public ReadOnlySpan<byte> Text() => _text is null ? [] : _text.Find();

    private Refusal FindTime(int subject, ref EventDraft e)
    {
        if (!_time.IsEmpty)
        {
            var refusal = _time.Find(subject, e.HadmId, e.StayId, out e.Time, out var isDay);
            if (refusal != Refusal.None)
            {
                return refusal;
            }

            e.Available = isDay ? TimeFinder.EndOf(e.Time) : EventBatch.NoTime;
        }

        if (_available.Find(subject, e.HadmId, e.StayId, out var seen, out var seenOnDay) == Refusal.None)
        {
            e.Available = seenOnDay ? TimeFinder.EndOf(seen) : seen;
        }

        if (_end >= 0 && _row.Reader.TryMicroseconds(_end, out var end))
        {
            // An unknown time is the smallest of all, so that any end is later.
            e.Available = Math.Max(e.Available, end);
        }

        return Refusal.None;
    }

    private float Number()
    {
        double value;
        if (_isFreeText)
        {
            value = Cells.Number(_row.Reader.Bytes(_number)) ?? double.NaN;
        }
        else if (!_row.Reader.TryNumber(_number, out value))
        {
            return float.NaN;
        }

        if (double.IsNaN(value))
        {
            return float.NaN;
        }

        return (float)value is var stored && float.IsFinite(stored)
            ? stored
            : throw _row.Reader.Error(_number, "the number is too large to be stored.", "MEDS keeps numbers up to 3.4e38; correct the row or get the file again.");
    }
}
