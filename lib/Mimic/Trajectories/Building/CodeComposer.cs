using System.Buffers;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Makes the code of an event from the current row, each distinct code only once.</summary>
internal sealed class CodeComposer
{
    private const int None = -1;

    private readonly RowCells _row;
    private readonly CodeBook _book;
    private readonly CodePart[] _parts;
    private readonly int[] _columns;
    private readonly int _label;
    private readonly ByteKeys _known = new();
    private readonly ArrayBufferWriter<byte> _key = new();

    public CodeComposer(RowCells row, CodeBook book, EventRule rule)
    {
        (_row, _book, _parts) = (row, book, [.. rule.Code]);
        _columns = [.. _parts.Select(p => p.IsColumn ? row.Column(p.Text) : None)];
        _label = row.Column(rule.Label);
    }

    /// <summary>The number of the code in the code book; -1 if the row lacks a part that is needed.</summary>
    public int Find()
    {
        _key.ResetWrittenCount();
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_columns[i] != None)
            {
                var cell = Cell(i);
                if (cell.IsEmpty && _parts[i].IsRequired)
                {
                    return None;
                }

                _key.Write(cell);
                _key.Write("\n"u8);
            }
        }

        if (_label != None)
        {
            _key.Write(_row.Trimmed(_label));
        }

        if (!_known.TryGet(_key.WrittenSpan, out var code))
        {
            code = Compose();
            _known.Set(_key.WrittenSpan, code);
        }

        return code;
    }

    private ReadOnlySpan<byte> Cell(int part) =>
        _parts[part].IsUnit ? Cells.Unit(_row.Reader.Bytes(_columns[part])) : _row.Trimmed(_columns[part]);

    private int Compose()
    {
        var words = new string[_parts.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _columns[i] == None ? _parts[i].Text : Cells.Part(Cell(i));
        }

        var code = _book.Codes.Add(EventCodes.Join(words));
        if (_label != None && Cells.Part(_row.Reader.Bytes(_label)) is { Length: > 0 } label)
        {
            _book.AddLabel(code, label);
        }

        return code;
    }
}
