using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Where the columns of events lie in a file, ours or another program's.</summary>
internal static class ShardColumns
{
    private static readonly ColumnKind[] WholeNumbers = [ColumnKind.Int32, ColumnKind.Int64];
    private static readonly ColumnKind[] Texts = [ColumnKind.String];

    private static readonly ColumnKind[] Times =
        [ColumnKind.Timestamp, ColumnKind.TimestampMilliseconds, ColumnKind.TimestampNanoseconds];

    /// <summary>
    /// Every column with its name, whether MEDS asks for it, and the types that it may have. Texts first: they decide how many
    /// rows a block has.
    /// </summary>
    public static readonly (EventColumns Column, string Name, bool Needed, ColumnKind[] Kinds)[] All =
    [
        (EventColumns.Text, "text_value", false, Texts),
        (EventColumns.Subject, "subject_id", true, WholeNumbers),
        (EventColumns.Time, "time", true, Times),
        (EventColumns.Code, "code", true, Texts),
        (EventColumns.Number, "numeric_value", false, [ColumnKind.Float, ColumnKind.Double]),
        (EventColumns.Unit, "unit", false, Texts),
        (EventColumns.Admission, "hadm_id", false, WholeNumbers),
        (EventColumns.Stay, "stay_id", false, WholeNumbers),
        (EventColumns.Table, "table", false, Texts),
        (EventColumns.Available, "available_time", false, Times),
    ];

    /// <summary>The columns that a file has in a type that can be read; of another program's own columns, others are left out.</summary>
    /// <exception cref="MimicException">One that MEDS asks for is missing or of another type.</exception>
    public static EventColumns In(ParquetReader file)
    {
        var found = EventColumns.None;
        foreach (var (column, name, needed, kinds) in All)
        {
            var position = file.Find(name);
            if (position >= 0 && kinds.Contains(file.Metadata.Columns[position].Kind))
            {
                found |= column;
            }
            else if (needed || (column == EventColumns.Number && position >= 0))
            {
                // The most fitting kind: the message then names what there is.
                file.Column(name, kinds[0]);
            }
        }

        return found;
    }

    /// <summary>A way to read one of the columns that a file has.</summary>
    public static ColumnInput Input(ParquetReader file, EventColumns column, string name, StoreNames names, int readAhead)
    {
        var position = file.Find(name);
        return (column, file.Metadata.Columns[position].Kind) switch
        {
            (EventColumns.Text, _) => new TextInput(position, new(file, readAhead, null)),
            (EventColumns.Code, _) => new NameInput(column, file, position, readAhead, names.Codes),
            (EventColumns.Unit, _) => new NameInput(column, file, position, readAhead, names.Units),
            (EventColumns.Table, _) => new NameInput(column, file, position, readAhead, names.Tables),
            (EventColumns.Number, ColumnKind.Float) => new FloatInput(file, position, readAhead),
            (EventColumns.Number, _) => new DoubleInput(file, position, readAhead),
            (_, ColumnKind.Int32) => new IntInput(column, file, position, readAhead),
            (_, ColumnKind.Int64) => new LongInput(column, file, position, readAhead),
            _ => new TimeInput(column, file, position, readAhead),
        };
    }
}
