using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Makes the text of an event from the current row, as UTF-8.</summary>
internal sealed class TextComposer(RowCells row, TextRule rule)
{
    private readonly int[] _columns = row.Columns(rule.Columns);

    /// <summary>Writes the text; nothing if there is none.</summary>
    public void Write(ArrayBufferWriter<byte> text)
    {
        switch (rule.Kind)
        {
            case TextKind.Plain:
                text.Write(row.Trimmed(_columns[0]));
                break;
            case TextKind.Whole:
                text.Write(row.Reader.IsEmpty(_columns[0]) ? [] : row.Reader.Bytes(_columns[0]));
                break;
            case TextKind.Words:
                var words = row.Trimmed(_columns[0]);
                text.Write(Cells.Number(words) is null ? words : []);
                break;
            case TextKind.Joined:
                WriteJoined(text);
                break;
            case TextKind.Result:
                WriteResult(text);
                break;
            case TextKind.Culture:
                WriteCulture(text);
                break;
            case TextKind.ImagePath:
                WriteImagePath(text);
                break;
            default:
                throw new InvalidOperationException($"{rule.Kind} is not a kind of text.");
        }
    }

    private void WriteJoined(ArrayBufferWriter<byte> text)
    {
        if (row.Trimmed(_columns[0]).IsEmpty)
        {
            return;
        }

        foreach (var column in _columns)
        {
            var part = row.Trimmed(column);
            text.Write(text.WrittenCount > 0 && !part.IsEmpty ? " "u8 : []);
            text.Write(part);
        }
    }

    // A lab's value is often only its number again, or ___ beside a number that is still there; and in 9 of 10 rows without a
    // value the comments hold the result ("NEGATIVE.", "<0.2.").
    private void WriteResult(ArrayBufferWriter<byte> text)
    {
        var value = row.Trimmed(_columns[0]);
        var number = row.Reader.Double(_columns[1]);
        if (number is not null && (value.IsEmpty || value.SequenceEqual(Cells.Removed) || IsJust(number.Value, value)))
        {
            return;
        }

        var says = !value.IsEmpty && !value.SequenceEqual(Cells.Removed);
        var comments = _columns.Length > 2 ? row.Trimmed(_columns[2]) : [];
        text.Write(says || comments.IsEmpty ? value : comments);
    }

    private static bool IsJust(double number, ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out double read, out var used) && used == value.Length && read.Equals(number);

    private void WriteCulture(ArrayBufferWriter<byte> text)
    {
        var organism = row.Trimmed(_columns[0]);
        var antibiotic = row.Trimmed(_columns[1]);
        if (organism.IsEmpty)
        {
            text.Write(row.Trimmed(_columns[4]));
            return;
        }

        text.Write(organism);
        if (antibiotic.IsEmpty)
        {
            return;
        }

        text.Write(": "u8);
        text.Write(antibiotic);
        var interpretation = row.Trimmed(_columns[2]);
        var dilution = row.Trimmed(_columns[3]);
        if (!interpretation.IsEmpty)
        {
            text.Write(" "u8);
            text.Write(interpretation);
        }

        if (!dilution.IsEmpty)
        {
            text.Write(" ("u8);
            text.Write(dilution);
            text.Write(")"u8);
        }
    }

    private void WriteImagePath(ArrayBufferWriter<byte> text)
    {
        if (row.Id(_columns[0]) is { } subject && row.Id(_columns[1]) is { } study && row.Trimmed(_columns[2]) is { IsEmpty: false } dicom)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"p{subject:00000000}/s{study:00000000}/");
            Encoding.UTF8.GetBytes($"{folder[..3]}/{folder}", text);
            text.Write(dicom);
            text.Write(".jpg"u8);
        }
    }
}
