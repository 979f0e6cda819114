using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Makes the text of an event from the current row, as UTF-8.</summary>
internal sealed class TextComposer(RowCells row, TextRule rule)
{
    private readonly int[] _columns = row.Columns(rule.Columns);
    private readonly bool _isResult = rule.Kind == TextKind.Result;
    private byte[] _joined = new byte[256];
    private int _length;

    /// <summary>The text, valid until the next row; empty if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Find() => _isResult && RepeatsNumber() ? [] : FindAny();

    private ReadOnlySpan<byte> FindAny()
    {
        switch (rule.Kind)
        {
            case TextKind.Plain:
                return row.Trimmed(_columns[0]);
            case TextKind.Whole:
                return row.Reader.IsEmpty(_columns[0]) ? [] : row.Reader.Bytes(_columns[0]);
            case TextKind.Words:
                var words = row.Trimmed(_columns[0]);
                return Cells.Number(words) is null ? words : [];
            case TextKind.Result:
                return Result();
        }

        _length = 0;
        switch (rule.Kind)
        {
            case TextKind.Joined:
                WriteJoined();
                break;
            case TextKind.Lines:
                WriteLines();
                break;
            case TextKind.Culture:
                WriteCulture();
                break;
            case TextKind.ImagePath:
                WriteImagePath();
                break;
            default:
                throw new InvalidOperationException($"{rule.Kind} is not a kind of text.");
        }

        return _joined.AsSpan(0, _length);
    }

    /// <summary>Whether a short result is its number letter by letter, as most are.</summary>
    private bool RepeatsNumber() =>
        row.Reader.TryWord(_columns[0], out var said, out _) && row.Reader.TryWord(_columns[1], out var meant, out _)
        && said == meant && (byte)said > (byte)' ';

    private static bool IsJust(double number, ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out double read, out var used) && used == value.Length && read.Equals(number);

    // A lab's value is often only its number again, or ___ beside a number that is still there; and in 9 of 10 rows without a
    // value the comments hold the result ("NEGATIVE.", "<0.2.").
    private ReadOnlySpan<byte> Result()
    {
        var value = row.Trimmed(_columns[0]);
        var spelled = row.Trimmed(_columns[1]);
        if (!spelled.IsEmpty
            && (value.IsEmpty || value.SequenceEqual(spelled) || value.SequenceEqual(Cells.Removed)
                || (row.Reader.Double(_columns[1]) is { } number && IsJust(number, value))))
        {
            return [];
        }

        var says = !value.IsEmpty && !value.SequenceEqual(Cells.Removed);
        var comments = says || _columns.Length < 3 ? [] : row.Trimmed(_columns[2]);
        return says || comments.IsEmpty ? value : comments;
    }

    private void WriteJoined()
    {
        if (row.Trimmed(_columns[0]).IsEmpty)
        {
            return;
        }

        foreach (var column in _columns)
        {
            var part = row.Trimmed(column);
            Write(_length > 0 && !part.IsEmpty ? " "u8 : []);
            Write(part);
        }
    }

    private void WriteLines()
    {
        foreach (var column in _columns)
        {
            var line = row.Trimmed(column);
            Write(_length > 0 && !line.IsEmpty ? "\n"u8 : []);
            Write(line);
        }
    }

    private void WriteCulture()
    {
        var organism = row.Trimmed(_columns[0]);
        var antibiotic = row.Trimmed(_columns[1]);
        if (organism.IsEmpty)
        {
            Write(row.Trimmed(_columns[4]));
            return;
        }

        Write(organism);
        if (antibiotic.IsEmpty)
        {
            return;
        }

        Write(": "u8);
        Write(antibiotic);
        var interpretation = row.Trimmed(_columns[2]);
        var dilution = row.Trimmed(_columns[3]);
        if (!interpretation.IsEmpty)
        {
            Write(" "u8);
            Write(interpretation);
        }

        if (!dilution.IsEmpty)
        {
            Write(" ("u8);
            Write(dilution);
            Write(")"u8);
        }
    }

    private void WriteImagePath()
    {
        if (row.Id(_columns[0]) is { } subject && row.Id(_columns[1]) is { } study && row.Trimmed(_columns[2]) is { IsEmpty: false } dicom)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"p{subject:00000000}/s{study:00000000}/");
            Write(Encoding.UTF8.GetBytes($"{folder[..3]}/{folder}"));
            Write(dicom);
            Write(".jpg"u8);
        }
    }

    private void Write(ReadOnlySpan<byte> part)
    {
        if (_joined.Length - _length < part.Length)
        {
            Array.Resize(ref _joined, (_joined.Length * 2) + part.Length);
        }

        part.CopyTo(_joined.AsSpan(_length));
        _length += part.Length;
    }
}
