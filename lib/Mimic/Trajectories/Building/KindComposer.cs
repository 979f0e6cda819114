using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Finds the kind of an event from the current row, composing each distinct code and unit only once.</summary>
internal sealed class KindComposer
{
    private const int None = -1;
    private const int NearBits = 12;

    /// <summary>Bytes that no text in UTF-8 has.</summary>
    private const ulong NoCell = ulong.MaxValue;

    private const ulong FirstMixer = 0x9E3779B97F4A7C15;
    private const ulong SecondMixer = 0xC2B2AE3D27D4EB4F;

    private readonly RowCells _row;
    private readonly int _table;
    private readonly KindBook _book;
    private readonly CodePart[] _parts;
    private readonly int[] _columns;
    private readonly int _unit;
    private readonly string _fixedUnit;
    private readonly int _label;
    private readonly bool _unitIsPart;
    private readonly NameList _keys = new();
    private readonly List<int> _kinds = [];
    private readonly int[] _short;
    private readonly (ulong First, ulong Second, int Kind)[] _near = [];
    private byte[] _key = new byte[256];

    public KindComposer(RowCells row, int table, KindBook book, EventRule rule)
    {
        (_row, _table, _book, _parts, _fixedUnit) = (row, table, book, [.. rule.Code], rule.FixedUnit ?? string.Empty);
        _columns = [.. _parts.Select(p => p.IsColumn ? row.Column(p.Text) : None)];
        _label = row.Column(rule.Label);
        _unit = row.Column(rule.Unit);
        _unitIsPart = _unit == None || _parts.Any(p => p.IsUnit && row.Column(p.Text) == _unit);
        int[] cells = [.. _columns.Append(_unit).Append(_label).Where(c => c != None).Distinct()];
        _short = cells.Length <= 2 ? cells : [];
        if (_short.Length > 0)
        {
            _near = new (ulong, ulong, int)[1 << NearBits];
            Array.Fill(_near, (NoCell, 0UL, None));
        }
    }

    /// <summary>The number of the kind in the book; -1 if the row lacks a part that is needed.</summary>
    public int Find()
    {
        // Most rows have an itemid and a unit, both short: two words tell them apart, and no key has to be composed.
        ulong second = 0;
        if (_short.Length == 0 || !_row.Reader.TryWord(_short[0], out var first, out _)
            || (_short.Length == 2 && !_row.Reader.TryWord(_short[1], out second, out _)))
        {
            return FindAny();
        }

        // Two places for each: of some hundred items a few meet in the first one, row after row.
        var place = (int)(((first * FirstMixer) + (second * SecondMixer)) >> (64 - NearBits));
        ref var near = ref _near[place];
        if (near.First == first && near.Second == second)
        {
            return near.Kind;
        }

        near = ref near.First == NoCell ? ref near : ref _near[place ^ 1];
        if (near.First != first || near.Second != second)
        {
            var kind = FindAny();
            if (kind == None)
            {
                return None;
            }

            near = (first, second, kind);
        }

        return near.Kind;
    }

    /// <summary>Whether the row has all parts that are needed.</summary>
    public bool IsNamed()
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_columns[i] != None && _parts[i].IsRequired && Cell(i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private int FindAny()
    {
        var length = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_columns[i] != None)
            {
                var cell = Cell(i);
                if (cell.IsEmpty && _parts[i].IsRequired)
                {
                    return None;
                }

                length = Append(length, cell);
            }
        }

        if (!_unitIsPart)
        {
            length = Append(length, Cells.Unit(_row.Reader.Bytes(_unit)));
        }

        if (_label != None)
        {
            length = Append(length, _row.Trimmed(_label));
        }

        var key = _key.AsSpan(0, length);
        var known = _keys.Find(key);
        if (known < 0)
        {
            known = _keys.Add(key);
            _kinds.Add(Compose());
        }

        return _kinds[known];
    }

    private int Append(int length, ReadOnlySpan<byte> cell)
    {
        if (_key.Length - length <= cell.Length)
        {
            Array.Resize(ref _key, (_key.Length * 2) + cell.Length);
        }

        cell.CopyTo(_key.AsSpan(length));
        _key[length + cell.Length] = (byte)'\n';
        return length + cell.Length + 1;
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

        return _book.Add(
            _table,
            EventCodes.Join(words),
            _unit == None ? _fixedUnit : Cells.Part(Cells.Unit(_row.Reader.Bytes(_unit))),
            _label == None ? string.Empty : Cells.Part(_row.Reader.Bytes(_label)));
    }
}
