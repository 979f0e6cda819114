namespace Mimic.Trajectories;

/// <summary>Some ranges of a column of a batch, taken page by page.</summary>
internal ref struct RowSource<T>(ReadOnlySpan<T> column, ReadOnlySpan<(int Start, int End)> ranges)
{
    private readonly ReadOnlySpan<T> _column = column;
    private readonly ReadOnlySpan<(int Start, int End)> _ranges = ranges;
    private int _range;
    private int _taken;

    /// <summary>The next rows, as many as there is memory for or are left; without a copy where one range has them all.</summary>
    public ReadOnlySpan<T> Take(Span<T> memory)
    {
        var count = 0;
        while (_range < _ranges.Length && count < memory.Length)
        {
            var (start, end) = _ranges[_range];
            var part = Math.Min(end - start - _taken, memory.Length - count);
            var rows = _column.Slice(start + _taken, part);
            _taken += part;
            if (start + _taken == end)
            {
                (_range, _taken) = (_range + 1, 0);
            }

            if (part == memory.Length)
            {
                return rows;
            }

            rows.CopyTo(memory[count..]);
            count += part;
        }

        return memory[..count];
    }
}
