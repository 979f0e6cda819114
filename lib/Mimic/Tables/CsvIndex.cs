using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mimic.Tables;

/// <summary>What ended the index of a stretch of CSV before its last byte.</summary>
internal enum CsvFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text follows a closing quotation mark.</summary>
    TextAfterQuote,

    /// <summary>A quotation mark is never closed.</summary>
    OpenQuote,

    /// <summary>A row of more fields than any table has columns.</summary>
    TooManyFields,
}

/// <summary>The end of a row in the index.</summary>
/// <param name="Mark">Which mark ends it.</param>
/// <param name="Extra">Zero for a plain row; else the line breaks in its quoted fields, and whether marks in them are doubled.</param>
internal readonly record struct RowEnd(int Mark, int Extra)
{
    /// <summary>The part of <see cref="Extra"/> for doubled quotation marks.</summary>
    public const int Doubled = 1;

    /// <summary>The part of <see cref="Extra"/> for a line break.</summary>
    public const int Line = 2;
}

/// <summary>
/// Finds where fields and rows end in a stretch of CSV that begins with a row: 64 bytes a step, and byte by byte only where quotation
/// marks are. A quotation mark that is not the first character of its field is a character like others.
/// </summary>
internal sealed class CsvIndex
{
    private const int Step = 64;

    private readonly Filler _fill;
    private int[] _marks = new int[1 << 14];
    private RowEnd[] _rows = new RowEnd[1 << 12];
    private int _markCount;
    private int _rowCount;
    private int _extra;
    private bool _quoted;
    private int _ignoreBelow;

    private CsvIndex(Filler fill) => _fill = fill;

    private delegate void Filler(CsvIndex index, byte[] bytes, int start, int end, bool isLast);

    /// <summary>More fields than this in a row are an error; the widest table of MIMIC-IV has some 40.</summary>
    public const int MostFields = 1 << 20;

    /// <summary>
    /// The positions of the commas and line feeds that end fields, from the second on; the first is the one before the stretch.
    /// </summary>
    public int[] Marks => _marks;

    /// <summary>The ends of the rows, of which the first <see cref="RowCount"/> hold.</summary>
    public RowEnd[] Rows => _rows;

    /// <summary>The number of whole rows.</summary>
    public int RowCount => _rowCount;

    /// <summary>The beginning of the row that is not whole, or the end.</summary>
    public int Rest { get; private set; }

    /// <summary>Whether the last row ends with the stretch rather than with a line feed.</summary>
    public bool EndsWithoutBreak { get; private set; }

    /// <summary>Whether there are bytes which only a look at the text as a whole can allow.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>What is wrong with the row behind the last whole one.</summary>
    public CsvFault Fault { get; private set; }

    /// <summary>The field where it is wrong, from 1.</summary>
    public int FaultColumn { get; private set; }

    /// <summary>The mark before the row that is not whole yet.</summary>
    private int RowStart => _rowCount > 0 ? _rows[_rowCount - 1].Mark : 0;

    /// <summary>An index that looks at bytes in the widest way of this processor.</summary>
    public static CsvIndex Create() =>
        Vector512.IsHardwareAccelerated ? Create<Masks512>()
        : Vector256.IsHardwareAccelerated ? Create<Masks256>()
        : Vector128.IsHardwareAccelerated ? Create<Masks128>()
        : Create<Masks8>();

    /// <summary>An index that looks at bytes in a given way.</summary>
    public static CsvIndex Create<TMasks>()
        where TMasks : struct, IByteMasks => new(Fill<TMasks>);

    /// <summary>Makes the index of a stretch.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="end">Behind its last byte.</param>
    /// <param name="isLast">Whether the table ends with it.</param>
    public void Make(byte[] bytes, int start, int end, bool isLast)
    {
        (_extra, _quoted, _ignoreBelow) = (0, false, 0);
        (IsOdd, EndsWithoutBreak, Fault) = (false, false, CsvFault.None);
        _marks[0] = start - 1;
        (_markCount, _rowCount) = (1, 0);
        _fill(this, bytes, start, end, isLast);
        Rest = _marks[RowStart] + 1;
        if (!isLast || Fault != CsvFault.None)
        {
            return;
        }

        if (_quoted)
        {
            Stop(CsvFault.OpenQuote);
        }
        else if (Rest < end && Reserve())
        {
            _marks[_markCount++] = end;
            AddRow(_markCount - 1);
            (Rest, EndsWithoutBreak) = (end, true);
        }
    }

    private static void Fill<TMasks>(CsvIndex index, byte[] bytes, int start, int end, bool isLast)
        where TMasks : struct, IByteMasks
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        var (at, odd, goesOn) = (start, 0UL, true);
        for (; goesOn && end - at >= Step; at += Step)
        {
            var masks = TMasks.Of(ref Unsafe.Add(ref first, at));
            odd |= masks.Odd;
            goesOn = index.Take(masks, bytes, at, end, isLast);
        }

        if (goesOn && at < end)
        {
            Span<byte> last = stackalloc byte[Step];
            last.Fill((byte)' ');
            bytes.AsSpan(at, end - at).CopyTo(last);
            var masks = TMasks.Of(ref MemoryMarshal.GetReference(last));
            odd |= masks.Odd;
            index.Take(masks, bytes, at, end, isLast);
        }

        index.IsOdd = odd != 0;
    }

    /// <summary>Adds what 64 bytes hold; false if the rest is not to be looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(in ByteMasks masks, byte[] bytes, int at, int end, bool isLast)
    {
        if ((_markCount + Step + 1 >= _marks.Length || _rowCount + Step + 1 >= _rows.Length) && !Reserve())
        {
            return false;
        }

        if (masks.Quotes != 0 || _quoted)
        {
            return TakeQuoted(masks, bytes, at, end, isLast);
        }

        var all = masks.Commas | masks.Breaks;
        for (var breaks = masks.Breaks; breaks != 0; breaks &= breaks - 1)
        {
            AddRow(_markCount + BitOperations.PopCount(all & ((breaks & (0UL - breaks)) - 1)));
        }

        AddMarks(all, at);
        return true;
    }

    /// <summary>Writes positions in groups of eight: a few too many cost less than to ask for each whether it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddMarks(ulong all, int at)
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_marks), _markCount);
        _markCount += BitOperations.PopCount(all);
        while (all != 0)
        {
            all = AddTwo(ref to, all, at);
            all = AddTwo(ref Unsafe.Add(ref to, 2), all, at);
            all = AddTwo(ref Unsafe.Add(ref to, 4), all, at);
            all = AddTwo(ref Unsafe.Add(ref to, 6), all, at);
            to = ref Unsafe.Add(ref to, 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddTwo(ref int to, ulong all, int at)
    {
        to = at + BitOperations.TrailingZeroCount(all);
        all &= all - 1;
        Unsafe.Add(ref to, 1) = at + BitOperations.TrailingZeroCount(all);
        return all & (all - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddRow(int mark)
    {
        _rows[_rowCount++] = new RowEnd(mark, _extra);
        _extra = 0;
    }

    private bool TakeQuoted(in ByteMasks masks, byte[] bytes, int at, int end, bool isLast)
    {
        if (masks.Quotes == 0)
        {
            _extra += BitOperations.PopCount(masks.Breaks) * RowEnd.Line;
            return true;
        }

        for (var all = masks.Commas | masks.Breaks | masks.Quotes; all != 0; all &= all - 1)
        {
            var p = at + BitOperations.TrailingZeroCount(all);
            if (p < _ignoreBelow)
            {
                continue;
            }

            var isQuote = (masks.Quotes & all & (0UL - all)) != 0;
            if (_quoted && isQuote)
            {
                if (!TakeQuoteInside(bytes, p, end, isLast))
                {
                    return false;
                }
            }
            else if (_quoted)
            {
                _extra += bytes[p] == (byte)'\n' ? RowEnd.Line : 0;
            }
            else if (isQuote)
            {
                _quoted = p == _marks[_markCount - 1] + 1;
            }
            else
            {
                _marks[_markCount++] = p;
                if (bytes[p] == (byte)'\n')
                {
                    AddRow(_markCount - 1);
                }
            }
        }

        return true;
    }

    /// <summary>A quotation mark inside a quoted field is doubled or closes it; false if that is not known yet or an error.</summary>
    private bool TakeQuoteInside(byte[] bytes, int p, int end, bool isLast)
    {
        var next = p + 1;
        if (next < end && bytes[next] == (byte)'"')
        {
            (_extra, _ignoreBelow) = (_extra | RowEnd.Doubled, next + 1);
            return true;
        }

        next += next < end && bytes[next] == (byte)'\r' ? 1 : 0;
        if (next >= end)
        {
            // Of a table that goes on, the row is left for the next stretch as it is.
            _quoted = false;
            return isLast;
        }

        if (bytes[next] == (byte)'\n' || (bytes[next] == (byte)',' && next == p + 1))
        {
            _quoted = false;
            return true;
        }

        Stop(CsvFault.TextAfterQuote);
        return false;
    }

    /// <summary>Makes room for another 64 bytes; false if a row has so many fields that it must be damage.</summary>
    private bool Reserve()
    {
        if (_markCount - RowStart > MostFields)
        {
            Stop(CsvFault.TooManyFields);
            return false;
        }

        Array.Resize(ref _marks, Math.Max(_marks.Length, (_markCount + Step) * 2));
        Array.Resize(ref _rows, Math.Max(_rows.Length, (_rowCount + Step) * 2));
        return true;
    }

    private void Stop(CsvFault fault) => (Fault, FaultColumn) = (fault, _markCount - RowStart);
}
