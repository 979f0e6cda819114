using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>A column of a shard on its way into a block: of whatever width and unit the file has it.</summary>
internal abstract class ColumnInput(EventColumns column, int position) : IDisposable
{
    /// <summary>Where the values go in the block.</summary>
    public EventColumns Column { get; } = column;

    /// <summary>The position in the file.</summary>
    public int Position { get; } = position;

    public abstract void Begin(int group);

    public abstract void Skip(long rows);

    /// <summary>Fills the first rows of the block; returns how many.</summary>
    public abstract int Read(EventBlock block, int rows);

    /// <summary>Throws unless the row group ends here.</summary>
    public abstract void CheckEnd();

    public abstract void Dispose();
}

/// <summary>A column that comes from a cursor as it is, or with a change of each value.</summary>
internal abstract class CursorInput<T>(EventColumns column, int position, ColumnCursor<T> cursor, T none)
    : ColumnInput(column, position)
    where T : unmanaged
{
    /// <summary>So many rows pass through the buffer at once: few enough to stay near the processor.</summary>
    protected const int Batch = 1 << 11;

    private T[] _values = [];

    public override void Begin(int group) => cursor.Begin(group, Position);

    public override void Skip(long rows) => cursor.Skip(rows);

    public override void CheckEnd() => cursor.CheckEnd();

    public override void Dispose()
    {
        cursor.Dispose();
        Pooled.Return(ref _values);
    }

    protected int ReadInto(Span<T> rows) => cursor.Read(rows, none);

    /// <summary>The next rows in a buffer of this column's own.</summary>
    protected ReadOnlySpan<T> Take(int rows)
    {
        Pooled.Grow(ref _values, rows);
        ReadInto(_values.AsSpan(0, rows));
        return _values.AsSpan(0, rows);
    }
}

/// <summary>Numbers of patients, admissions or stays, of 32 bits.</summary>
internal sealed class IntInput(EventColumns column, ParquetReader file, int position, int readAhead)
    : CursorInput<int>(column, position, new FixedCursor<int>(file, readAhead), EventBlock.None)
{
    public override int Read(EventBlock block, int rows) => ReadInto(block.Buffer<int>(Column)[..rows]);
}

/// <summary>Numbers of patients, admissions or stays, of 64 bits; MIMIC's and nearly all others need only 32.</summary>
internal sealed class LongInput(EventColumns column, ParquetReader file, int position, int readAhead)
    : CursorInput<long>(column, position, new FixedCursor<long>(file, readAhead), EventBlock.None)
{
    public override int Read(EventBlock block, int rows)
    {
        long lost = 0;
        for (var from = 0; from < rows; from += Batch)
        {
            var wide = Take(Math.Min(Batch, rows - from));
            var narrow = block.Buffer<int>(Column).Slice(from, wide.Length);
            for (var i = 0; i < narrow.Length; i++)
            {
                narrow[i] = (int)wide[i];
                lost |= wide[i] ^ narrow[i];
            }
        }

        return lost == 0 ? rows : throw new ParquetUnsupportedException("numbers of more than 32 bits as identifiers");
    }
}

/// <summary>Times, in microseconds in the block whatever they are in the file; nanoseconds are cut off.</summary>
internal sealed class TimeInput(EventColumns column, ParquetReader file, int position, int readAhead)
    : CursorInput<long>(column, position, new FixedCursor<long>(file, readAhead), EventBlock.NoTime)
{
    private readonly ColumnKind _kind = file.Metadata.Columns[position].Kind;

    public override int Read(EventBlock block, int rows)
    {
        const long perThousand = 1000;
        var times = block.Buffer<long>(Column)[..rows];
        ReadInto(times);
        if (_kind == ColumnKind.TimestampMilliseconds)
        {
            foreach (ref var time in times)
            {
                time = time == EventBlock.NoTime ? time
                    : Math.Abs(time) < long.MaxValue / perThousand ? time * perThousand
                    : throw new ParquetDamageException("a time lies outside of the calendar");
            }
        }
        else if (_kind == ColumnKind.TimestampNanoseconds)
        {
            foreach (ref var time in times)
            {
                time = time == EventBlock.NoTime ? time : (time / perThousand) - (time % perThousand < 0 ? 1 : 0);
            }
        }

        return rows;
    }
}

/// <summary>Numeric values in single precision.</summary>
internal sealed class FloatInput(ParquetReader file, int position, int readAhead)
    : CursorInput<float>(EventColumns.Number, position, new FixedCursor<float>(file, readAhead), float.NaN)
{
    public override int Read(EventBlock block, int rows) => ReadInto(block.Buffer<float>(Column)[..rows]);
}

/// <summary>Numeric values in double precision; MEDS asks for single, and that is what they become.</summary>
internal sealed class DoubleInput(ParquetReader file, int position, int readAhead)
    : CursorInput<double>(EventColumns.Number, position, new FixedCursor<double>(file, readAhead), double.NaN)
{
    public override int Read(EventBlock block, int rows)
    {
        for (var from = 0; from < rows; from += Batch)
        {
            var wide = Take(Math.Min(Batch, rows - from));
            var narrow = block.Buffer<float>(Column).Slice(from, wide.Length);
            for (var i = 0; i < wide.Length; i++)
            {
                narrow[i] = (float)wide[i];
            }
        }

        return rows;
    }
}

/// <summary>Codes, units and tables: numbers of names that the whole store shares.</summary>
internal sealed class NameInput(EventColumns column, ParquetReader file, int position, int readAhead, StoreNameList names)
    : CursorInput<int>(column, position, new TextCursor(file, readAhead, names.List), EventBlock.None)
{
    public override int Read(EventBlock block, int rows) => ReadInto(block.Buffer<int>(Column)[..rows]);
}

/// <summary>Texts: numbers within the block, which ends early where they take much memory.</summary>
internal sealed class TextInput(int position, TextCursor cursor)
    : CursorInput<int>(EventColumns.Text, position, cursor, EventBlock.None)
{
    public override int Read(EventBlock block, int rows)
    {
        cursor.BeginBlock();
        block.TextTable = cursor.Texts;
        return ReadInto(block.Buffer<int>(Column)[..rows]);
    }
}
