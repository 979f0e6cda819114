namespace Mimic.Trajectories.Parquet;

/// <summary>Rows of a column: a value each, or the type's default where it is absent.</summary>
/// <param name="Values">One per row.</param>
/// <param name="Present">Whether the row has a value; null if all have.</param>
internal sealed record ColumnValues<T>(T[] Values, bool[]? Present)
{
    /// <summary>Whether a row has a value.</summary>
    public bool Has(int row) => Present is null || Present[row];
}

/// <summary>Rows of a column in arrays of their own: for small files, and for tests.</summary>
internal static class WholeColumn
{
    private const int ReadAhead = 1 << 16;
    private const int Batch = 1 << 12;

    public static ColumnValues<T> Read<T>(ParquetReader file, int group, int column, int from, int count)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        object values = default(T) switch
        {
            int => Fixed<int>(file, group, column, from, count),
            long => Fixed<long>(file, group, column, from, count),
            float => Fixed<float>(file, group, column, from, count),
            double => Fixed<double>(file, group, column, from, count),
            _ => Texts(file, group, column, from, count),
        };
        return (ColumnValues<T>)values;
    }

    private static ColumnValues<T> Fixed<T>(ParquetReader file, int group, int column, int from, int count)
        where T : unmanaged
    {
        using var values = new FixedCursor<T>(file, ReadAhead);
        values.Begin(group, column);
        values.Skip(from);
        return All(values, count, default, value => value, file.Metadata.Columns[column].Optional);
    }

    private static ColumnValues<string> Texts(ParquetReader file, int group, int column, int from, int count)
    {
        using var texts = new TextCursor(file, ReadAhead, null);
        texts.Begin(group, column);
        texts.Skip(from);
        return All(texts, count, -1, id => id < 0 ? null! : texts.Texts.Text(id), file.Metadata.Columns[column].Optional);
    }

    // Lists grow with what really comes: a false number of rows is no reason to allocate.
    private static ColumnValues<TResult> All<T, TResult>(
        ColumnCursor<T> cursor, int count, T none, Func<T, TResult> result, bool optional)
        where T : unmanaged
    {
        var values = new List<TResult>();
        var present = optional ? new List<bool>() : null;
        var rows = new T[Math.Min(count, Batch)];
        var bits = new byte[rows.Length];
        while (values.Count < count)
        {
            var wanted = Math.Min(rows.Length, count - values.Count);
            var read = cursor.Read(rows.AsSpan(0, wanted), none, bits);
            for (var i = 0; i < read; i++)
            {
                values.Add(result(rows[i]));
                present?.Add(bits[i] != 0);
            }
        }

        return new([.. values], present is null ? null : [.. present]);
    }
}
