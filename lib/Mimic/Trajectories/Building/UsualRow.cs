using System.Runtime.CompilerServices;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Takes what most rows of the large tables hold, ids, times and a number, each written as it usually is, out of the columns of a
/// block. Any other row is left to those who know every case.
/// </summary>
internal sealed class UsualRow
{
    private readonly TableReader _reader;
    private readonly int _subjectColumn;
    private readonly int _hadmColumn;
    private readonly int _stayColumn;
    private readonly int _timeColumn;
    private readonly int _availableColumn;
    private readonly int _endColumn;
    private readonly int _numberColumn;
    private int _block;
    private int[] _subjects = [];
    private int[] _hadms = [];
    private int[] _stays = [];
    private long[] _times = [];
    private long[] _availables = [];
    private long[] _ends = [];
    private double[] _numbers = [];

    private UsualRow(RowCells row, TableMapping mapping)
    {
        var rule = mapping.Row;
        _reader = row.Reader;
        _subjectColumn = row.Column("subject_id");
        (_hadmColumn, _stayColumn) = (row.Column(mapping.HadmId), row.Column(mapping.StayId));
        _timeColumn = row.Column(rule.Time[0].Column);
        _availableColumn = row.Column(rule.Available is [var source] ? source.Column : null);
        _endColumn = row.Column(rule.EndTime);
        _numberColumn = row.Column(rule.Number?.Column);
    }

    /// <summary>A way to take the rows of a table; null if its rule asks for more than columns.</summary>
    public static UsualRow? Of(RowCells row, TableMapping mapping) => mapping is
    {
        IsEd: false,
        Row:
        {
            IsFact: false,
            OnlyIf: null,
            Time: [{ Kind: TimeKind.Column }, ..],
            Available: [] or [{ Kind: TimeKind.Column }],
            Number: null or { IsFreeText: false },
        },
    } ? new(row, mapping) : null;

    /// <summary>Takes the current row; false if it is not a usual one.</summary>
    /// <param name="e">Takes its admission, stay, times and number.</param>
    /// <param name="subject">The patient.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ref EventDraft e, out int subject)
    {
        if (_block != _reader.Block)
        {
            TakeBlock();
        }

        var row = _reader.RowOfBlock;
        subject = _subjects[row];
        var (hadm, stay) = (_hadms[row], _stays[row]);
        var (time, available, end) = (_times[row], _availables[row], _ends[row]);
        var number = _numbers[row];
        if (subject <= WholeCell.Unsure || hadm == WholeCell.Unsure || stay == WholeCell.Unsure || time <= TimeCell.Unsure
            || available == TimeCell.Unsure || end == TimeCell.Unsure || double.IsInfinity(number))
        {
            return false;
        }

        // An empty field is the smallest value of its column, and an empty time is no time.
        e.HadmId = Math.Max(hadm, EventDraft.None);
        e.StayId = Math.Max(stay, EventDraft.None);
        e.Time = time;
        e.Available = Math.Max(available, end);
        e.Number = (float)number;
        return true;
    }

    private void TakeBlock()
    {
        _block = _reader.Block;
        _subjects = _reader.WholeNumbers(_subjectColumn);
        _times = _reader.Times(_timeColumn);
        _hadms = _hadmColumn < 0 ? Absent(_hadms, WholeCell.Empty) : _reader.WholeNumbers(_hadmColumn);
        _stays = _stayColumn < 0 ? Absent(_stays, WholeCell.Empty) : _reader.WholeNumbers(_stayColumn);
        _availables = _availableColumn < 0 ? Absent(_availables, TimeCell.Empty) : _reader.Times(_availableColumn);
        _ends = _endColumn < 0 ? Absent(_ends, TimeCell.Empty) : _reader.Times(_endColumn);
        _numbers = _numberColumn < 0 ? Absent(_numbers, NumberCell.Empty) : _reader.Numbers(_numberColumn);
    }

    private T[] Absent<T>(T[] column, T empty)
    {
        if (column.Length < _subjects.Length)
        {
            column = new T[_subjects.Length];
            Array.Fill(column, empty);
        }

        return column;
    }
}
