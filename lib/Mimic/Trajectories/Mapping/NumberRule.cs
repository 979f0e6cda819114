namespace Mimic.Trajectories.Mapping;

/// <summary>Where the number of an event comes from.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsFreeText">
/// Whether the column is typed by people and only mostly holds numbers (pain, dose_val_rx, result_value): then what is not a
/// number is left to the text. In any other column it is an error of the file.
/// </param>
internal sealed record NumberRule(string Column, bool IsFreeText = false)
{
    /// <summary>A number that stands for none; a derived event whose number it is does not exist. Null if there is no such number.</summary>
    public double? Absent { get; init; }

    /// <summary>A column that holds numbers in some rows and words in others.</summary>
    public static NumberRule IfAny(string column) => new(column, true);

    public static implicit operator NumberRule(string column) => new(column);
}
