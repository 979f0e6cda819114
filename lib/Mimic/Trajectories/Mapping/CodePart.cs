namespace Mimic.Trajectories.Mapping;

/// <summary>A part of an event code: fixed words, or what a column holds.</summary>
/// <param name="Text">The words, or the name of the column.</param>
/// <param name="IsColumn">Whether <paramref name="Text"/> names a column.</param>
/// <param name="IsRequired">Whether a row without it has no code; otherwise the part becomes <see cref="EventCodes.NoUnit"/>.</param>
/// <param name="IsUnit">Whether it is a unit, which has ways of its own to say "none".</param>
internal readonly record struct CodePart(string Text, bool IsColumn = false, bool IsRequired = false, bool IsUnit = false)
{
    /// <summary>A column that identifies what happened; without it the row is refused.</summary>
    public static CodePart Key(string column) => new(column, true, true);

    /// <summary>A column that may be empty.</summary>
    public static CodePart Column(string column) => new(column, true);

    /// <summary>A column with the unit of the number.</summary>
    public static CodePart Unit(string column) => new(column, true, false, true);

    public static implicit operator CodePart(string words) => new(words);
}
