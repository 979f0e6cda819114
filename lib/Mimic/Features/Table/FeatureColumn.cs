namespace Mimic.Features;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers; NaN is a missing value.</summary>
    Number,

    /// <summary>Names of categories; null is a missing value. A code book fitted on training patients makes numbers of them.</summary>
    Category,

    /// <summary>Whole texts; null is a missing value. A text model fitted on training patients makes numbers of them.</summary>
    Document,
}

/// <summary>One named column of a <see cref="FeatureTable"/>, with one value per sample.</summary>
public sealed class FeatureColumn
{
    private readonly double[]? _numbers;
    private readonly string?[]? _texts;

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Unique in its table, as <c>chart_attr_Heart_Rate__mean</c>.</param>
    /// <param name="modality">The kind of data it was made from.</param>
    /// <param name="origin">Where the values come from.</param>
    /// <param name="numbers">One per sample; NaN where missing.</param>
    public FeatureColumn(string name, Modality modality, FeatureOrigin origin, double[] numbers)
        : this(name, modality, origin, ColumnKind.Number) => _numbers = numbers;

    /// <summary>A column of categories or documents.</summary>
    /// <param name="name">Unique in its table.</param>
    /// <param name="modality">The kind of data it was made from.</param>
    /// <param name="origin">Where the values come from.</param>
    /// <param name="kind"><see cref="ColumnKind.Category"/> or <see cref="ColumnKind.Document"/>.</param>
    /// <param name="texts">One per sample; null where missing.</param>
    public FeatureColumn(string name, Modality modality, FeatureOrigin origin, ColumnKind kind, string?[] texts)
        : this(name, modality, origin, kind)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)kind, (int)ColumnKind.Number);
        _texts = texts;
    }

    private FeatureColumn(string name, Modality modality, FeatureOrigin origin, ColumnKind kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(origin);
        (Name, Modality, Origin, Kind) = (name, modality, origin, kind);
    }

    /// <summary>The name, unique in its table.</summary>
    public string Name { get; }

    /// <summary>The kind of data it was made from.</summary>
    public Modality Modality { get; }

    /// <summary>Where the values come from.</summary>
    public FeatureOrigin Origin { get; }

    /// <summary>What the values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of values.</summary>
    public int Count => _numbers?.Length ?? _texts!.Length;

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">The column does not hold numbers.</exception>
    public ReadOnlySpan<double> Numbers => _numbers
        ?? throw new InvalidOperationException($"Column {Name} holds {Kind} values; fit a FeaturePipeline to make numbers of them.");

    /// <summary>The categories or documents.</summary>
    /// <exception cref="InvalidOperationException">The column holds numbers.</exception>
    public ReadOnlySpan<string?> Texts => _texts
        ?? throw new InvalidOperationException($"Column {Name} holds numbers, not texts.");

    /// <summary>How many values are missing.</summary>
    public int MissingCount => _numbers is null ? _texts!.Count(t => t is null) : _numbers.Count(double.IsNaN);

    /// <summary>Whether the value of a sample is missing.</summary>
    /// <param name="row">Position of the sample.</param>
    public bool IsMissing(int row) => _numbers is null ? _texts![row] is null : double.IsNaN(_numbers[row]);

    /// <summary>The same column for some of the samples only.</summary>
    /// <param name="rows">Positions of the samples, in the order wanted.</param>
    public FeatureColumn Take(IReadOnlyList<int> rows) => _numbers is null
        ? new(Name, Modality, Origin, Kind, [.. rows.Select(i => _texts![i])])
        : new(Name, Modality, Origin, [.. rows.Select(i => _numbers[i])]);

    /// <summary>The same column for some of the samples; a position below 0 is a sample that it lacks.</summary>
    internal FeatureColumn TakeOrMissing(IReadOnlyList<int> rows) => _numbers is null
        ? new(Name, Modality, Origin, Kind, [.. rows.Select(i => i < 0 ? null : _texts![i])])
        : new(Name, Modality, Origin, [.. rows.Select(i => i < 0 ? double.NaN : _numbers[i])]);

    /// <summary>Name, kind of data and origin.</summary>
    public override string ToString() => $"{Name} ({Modality}): {Origin}";
}
