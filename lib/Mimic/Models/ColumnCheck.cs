using Mimic.Features;

namespace Mimic.Models;

/// <summary>Brings a table to the columns of a model's training, by name.</summary>
internal static class ColumnCheck
{
    /// <summary>The columns of the given names, in that order; further columns are left out.</summary>
    /// <param name="table">Any table.</param>
    /// <param name="names">The columns of the training.</param>
    /// <exception cref="MimicException">Some are not there.</exception>
    public static FeatureTable Take(FeatureTable table, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(table);
        var byName = table.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var missing = names.Where(n => !byName.ContainsKey(n)).ToArray();
        return missing.Length == 0
            ? new(table.Source, table.Samples, [.. names.Select(n => byName[n])])
            : throw new MimicException(
                $"The table lacks {missing.Length} of the {names.Count} columns that the model was trained on, first {missing[0]}.",
                "Build the features with the same options as for the training.");
    }

    /// <summary>The numbers of the columns of the given names.</summary>
    /// <param name="table">Any table.</param>
    /// <param name="names">The columns of the training.</param>
    /// <exception cref="MimicException">Some are not there or hold texts.</exception>
    public static NumericMatrix Numbers(FeatureTable table, IReadOnlyList<string> names) => NumericMatrix.From(Take(table, names));
}
