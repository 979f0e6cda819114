using System.Text;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Reads <c>subject_splits.parquet</c> of a store of ours: some hundred thousand rows whenever a store is opened.</summary>
internal static class SplitColumn
{
    private const int ReadAhead = 1 << 18;
    private const int Batch = 1 << 12;

    /// <summary>The patients and their splits, as they stand in the file.</summary>
    /// <exception cref="MimicException">The file is damaged, or a patient or a split is none.</exception>
    public static (int[] Subjects, Split[] Splits) Read(ParquetReader file)
    {
        var (ids, names) = (file.Column("subject_id", ColumnKind.Int64), file.Column("split", ColumnKind.String));
        var (subjects, splits, list) = (new List<int>(), new List<Split>(), new NameList());
        using var numbers = new FixedCursor<long>(file, ReadAhead);
        using var texts = new TextCursor(file, ReadAhead, list);
        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
        {
            ForEach(file, group, ids, numbers, rows => Add(subjects, rows));
            ForEach(file, group, names, texts, rows => Add(splits, rows, list));
        }

        return ([.. subjects], [.. splits]);
    }

    private static void ForEach<T>(ParquetReader file, int group, int column, ColumnCursor<T> cursor, Action<ArraySegment<T>> add)
        where T : unmanaged, System.Numerics.ISignedNumber<T>
    {
        try
        {
            var values = new T[Batch];
            cursor.Begin(group, column);
            for (var left = file.Metadata.RowGroups[group].Rows; left > 0;)
            {
                var rows = (int)Math.Min(left, Batch);
                left -= cursor.Read(values.AsSpan(0, rows), T.NegativeOne);
                add(new(values, 0, rows));
            }

            cursor.CheckEnd();
        }
        catch (Exception e) when (file.Explained(e, group, column) is { } error)
        {
            throw error;
        }
    }

    private static void Add(List<int> subjects, ArraySegment<long> ids)
    {
        foreach (var id in ids.AsSpan())
        {
            subjects.Add(id is >= 0 and <= int.MaxValue ? (int)id : throw new ParquetDamageException("a patient has no number"));
        }
    }

    private static void Add(List<Split> splits, ArraySegment<int> names, NameList list)
    {
        Span<Split?> known = new Split?[list.Count];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = Splits.Parse(Encoding.UTF8.GetString(list[i]));
        }

        foreach (var name in names.AsSpan())
        {
            splits.Add((name >= 0 ? known[name] : null) ?? throw new ParquetDamageException("it names an unknown split"));
        }
    }
}
