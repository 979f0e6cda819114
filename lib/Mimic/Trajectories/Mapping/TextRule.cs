namespace Mimic.Trajectories.Mapping;

/// <summary>How the text of an event is made.</summary>
internal enum TextKind
{
    /// <summary>One column without the blanks around it.</summary>
    Plain,

    /// <summary>One column as it stands, line breaks and all.</summary>
    Whole,

    /// <summary>One column unless it reads as a number.</summary>
    Words,

    /// <summary>Several columns with a blank between; none unless the first is filled.</summary>
    Joined,

    /// <summary>Those of several columns that are filled, each on a line of its own.</summary>
    Lines,

    /// <summary>A result: value unless it only repeats the number, else comments.</summary>
    Result,

    /// <summary>Organism, antibiotic and interpretation, else comments.</summary>
    Culture,

    /// <summary>The path of a radiograph.</summary>
    ImagePath,
}

/// <summary>Where the text of an event comes from.</summary>
/// <param name="Kind">How it is made.</param>
/// <param name="Columns">The columns that are read, in the order that the kind expects.</param>
internal sealed record TextRule(TextKind Kind, params IReadOnlyList<string> Columns)
{
    public static TextRule Whole(string column) => new(TextKind.Whole, column);

    public static TextRule Words(string column) => new(TextKind.Words, column);

    public static TextRule Joined(params IReadOnlyList<string> columns) => new(TextKind.Joined, columns);

    public static TextRule Lines(params IReadOnlyList<string> columns) => new(TextKind.Lines, columns);

    /// <param name="value">The result as written.</param>
    /// <param name="number">The result as a number.</param>
    /// <param name="comments">What stands in for an empty result; null if the table has no such column.</param>
    public static TextRule Result(string value, string number, string? comments = null) =>
        comments is null ? new(TextKind.Result, value, number) : new(TextKind.Result, value, number, comments);

    public static implicit operator TextRule(string column) => new(TextKind.Plain, column);
}
