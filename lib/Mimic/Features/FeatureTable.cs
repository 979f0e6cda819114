using Mimic.Access;

namespace Mimic.Features;

/// <summary>
/// What a model sees: a row per <see cref="Sample"/>, named columns grouped by modality. Missing values stay missing.
/// </summary>
public sealed class FeatureTable
{
    private readonly Dictionary<string, FeatureColumn> _byName;

    /// <summary>A table of finished columns.</summary>
    /// <param name="source">Where the data come from.</param>
    /// <param name="samples">One per row.</param>
    /// <param name="columns">Each with one value per sample, names unique.</param>
    /// <exception cref="ArgumentException">A column has another length, or a name comes twice.</exception>
    public FeatureTable(SourceTag source, IReadOnlyList<Sample> samples, IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(columns);
        (Source, Samples, Columns) = (source, samples, columns);
        _byName = new(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.Count != samples.Count)
            {
                throw new ArgumentException($"Column {column.Name} has {column.Count} values for {samples.Count} samples.", nameof(columns));
            }

            if (!_byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException($"Two columns are named {column.Name}.", nameof(columns));
            }
        }
    }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>One per row.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Samples.Count;

    /// <summary>The modalities that have a column, in the order of the enumeration.</summary>
    public IReadOnlyList<Modality> Modalities => [.. Columns.Select(c => c.Modality).Distinct().Order()];

    /// <summary>The column of a name.</summary>
    /// <param name="name">Exactly as in <see cref="FeatureColumn.Name"/>.</param>
    /// <exception cref="KeyNotFoundException">No column has the name.</exception>
    public FeatureColumn this[string name] => _byName.TryGetValue(name, out var column)
        ? column
        : throw new KeyNotFoundException($"The feature table has no column {name}; Columns lists the {Columns.Count} that it has.");

    /// <summary>The same rows with the columns of some modalities.</summary>
    /// <param name="modalities">Those to keep.</param>
    public FeatureTable Only(params IReadOnlyCollection<Modality> modalities) =>
        new(Source, Samples, [.. Columns.Where(c => modalities.Contains(c.Modality))]);

    /// <summary>The same columns for some of the rows.</summary>
    /// <param name="rows">Positions of the rows, in the order wanted.</param>
    public FeatureTable Rows(IReadOnlyList<int> rows) =>
        new(Source, [.. rows.Select(i => Samples[i])], [.. Columns.Select(c => c.Take(rows))]);

    /// <summary>This table with the columns of another one to the right; both must describe the same samples in the same order.</summary>
    /// <param name="other">The columns to add.</param>
    /// <exception cref="ArgumentException">The samples differ.</exception>
    public FeatureTable With(FeatureTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Samples.SequenceEqual(other.Samples)
            ? new(Source > other.Source ? Source : other.Source, Samples, [.. Columns, .. other.Columns])
            : throw new ArgumentException("The two tables describe different samples.", nameof(other));
    }
}
