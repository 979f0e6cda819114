using System.Text.Json.Serialization;

namespace Mimic.Features;

/// <summary>What a pipeline learned of one column, and how it makes numbers of it. Stored as JSON as it stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberEncoder), "number")]
[JsonDerivedType(typeof(OneHotEncoder), "one-hot")]
[JsonDerivedType(typeof(CodeEncoder), "code")]
[JsonDerivedType(typeof(TextEncoder), "text")]
internal abstract record ColumnEncoder(string Name, Modality Modality, FeatureOrigin Origin)
{
    /// <summary>The kind of column that it takes.</summary>
    [JsonIgnore]
    public abstract ColumnKind Kind { get; }

    /// <summary>What it learned, in words.</summary>
    [JsonIgnore]
    public abstract string Learned { get; }

    /// <summary>The columns that it makes.</summary>
    /// <param name="column">The column to encode; null if the table has none, which counts as missing throughout.</param>
    /// <param name="rows">The number of samples.</param>
    public abstract IEnumerable<FeatureColumn> Encode(FeatureColumn? column, int rows);

    protected static double[] Missing(int rows)
    {
        var values = new double[rows];
        Array.Fill(values, double.NaN);
        return values;
    }
}

/// <summary>Numbers stay as they are.</summary>
internal sealed record NumberEncoder(string Name, Modality Modality, FeatureOrigin Origin) : ColumnEncoder(Name, Modality, Origin)
{
    public override ColumnKind Kind => ColumnKind.Number;

    public override string Learned => "nothing";

    public override IEnumerable<FeatureColumn> Encode(FeatureColumn? column, int rows) =>
        [column ?? new FeatureColumn(Name, Modality, Origin, Missing(rows))];
}

/// <summary>A column per category.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Modality">Of the column.</param>
/// <param name="Origin">Of the column.</param>
/// <param name="Categories">Those with a column of their own.</param>
/// <param name="Rare">How many categories share the column of the others; 0 for no such column.</param>
internal sealed record OneHotEncoder(string Name, Modality Modality, FeatureOrigin Origin, IReadOnlyList<string> Categories, int Rare)
    : ColumnEncoder(Name, Modality, Origin)
{
    private const string Other = "(other)";

    public override ColumnKind Kind => ColumnKind.Category;

    public override string Learned => $"{Categories.Count} categories{(Rare > 0 ? $", {Rare} rare ones together" : string.Empty)}";

    public static OneHotEncoder Fit(FeatureColumn column, int minimumCount)
    {
        var counts = column.Texts.ToArray().OfType<string>().CountBy(t => t, StringComparer.Ordinal).ToArray();
        var common = counts.Where(c => c.Value >= minimumCount).Select(c => c.Key).Order(StringComparer.Ordinal).ToArray();
        return new(column.Name, column.Modality, column.Origin, common, counts.Length - common.Length);
    }

    public override IEnumerable<FeatureColumn> Encode(FeatureColumn? column, int rows)
    {
        foreach (var category in Categories)
        {
            yield return Indicator(column, rows, category, t => t == category);
        }

        if (Rare > 0)
        {
            yield return Indicator(column, rows, Other, t => !Categories.Contains(t));
        }
    }

    private FeatureColumn Indicator(FeatureColumn? column, int rows, string category, Func<string, bool> matches)
    {
        var values = Missing(rows);
        for (var i = 0; column is not null && i < rows; i++)
        {
            values[i] = column.Texts[i] is { } text ? (matches(text) ? 1 : 0) : double.NaN;
        }

        return new($"{Name}={category}", Modality, Origin with { Statistic = $"{Origin.Statistic}: 1 if {category}, 0 if not" }, values);
    }
}

/// <summary>One column with the number of a code book.</summary>
internal sealed record CodeEncoder(string Name, Modality Modality, FeatureOrigin Origin, IReadOnlyList<string> Categories)
    : ColumnEncoder(Name, Modality, Origin)
{
    private readonly CodeBook _book = new(Categories);

    public override ColumnKind Kind => ColumnKind.Category;

    public override string Learned => $"a code book of {Categories.Count} categories";

    public override IEnumerable<FeatureColumn> Encode(FeatureColumn? column, int rows)
    {
        var values = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = _book.Code(column?.Texts[i]);
        }

        const string Rule = "number in the code book of the training patients, -1 if missing or not in it";
        return [new(Name, Modality, Origin with { Statistic = $"{Origin.Statistic}: {Rule}" }, values)];
    }
}

/// <summary>A column per component of a text model.</summary>
internal sealed record TextEncoder(
    string Name, Modality Modality, FeatureOrigin Origin, IReadOnlyList<string> Terms, IReadOnlyList<double> InverseFrequencies,
    IReadOnlyList<double> SingularValues, double[][] Components) : ColumnEncoder(Name, Modality, Origin)
{
    private const string Suffix = "_text";
    private readonly TfidfSvd _model = new(new Tfidf(Terms, InverseFrequencies), Components, SingularValues);
    private FeatureOrigin[]? _origins;

    public override ColumnKind Kind => ColumnKind.Document;

    /// <summary>The names of the columns that it makes, the strongest component first.</summary>
    [JsonIgnore]
    public IEnumerable<string> ColumnNames =>
        Components.Select((_, k) => $"{(Name.EndsWith(Suffix, StringComparison.Ordinal) ? Name[..^Suffix.Length] : Name)}_attr{k}");

    public override string Learned => Invariant($"{Terms.Count:#,0} terms, {Components.Length} components");

    public static TextEncoder Fit(FeatureColumn column, FeaturePipelineOptions options)
    {
        var model = TfidfSvd.Fit(column.Texts.ToArray(), options.TextComponents, options.MaximumTerms, options.MinimumDocuments);
        return new(
            column.Name, column.Modality, column.Origin, model.Weights.Terms, model.Weights.InverseFrequencies,
            model.SingularValues, [.. model.Components.Select(c => c.ToArray())]);
    }

    public override IEnumerable<FeatureColumn> Encode(FeatureColumn? column, int rows)
    {
        var encoded = Enumerable.Range(0, rows).Select(i => _model.Transform(column?.Texts[i])).ToArray();
        // Sorting all terms for each component is slower than the rest of the encoding: once is enough.
        _origins ??=
        [
            .. Components.Select((_, k) => Origin with
            {
                Statistic = $"{Origin.Statistic}: component {k} ({_model.TopTerms(k)})",
                Encoder = $"TF-IDF and truncated SVD fitted on the training patients, {Learned}",
            }),
        ];
        return ColumnNames.Select((name, k) => new FeatureColumn(name, Modality, _origins[k], Array.ConvertAll(encoded, e => e[k])));
    }
}
