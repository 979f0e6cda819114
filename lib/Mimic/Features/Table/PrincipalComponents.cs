using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>
/// Principal components of the columns of one modality, fitted on training rows: columns without variation are dropped, the others
/// standardised (divisor n - 1), the eigenvectors of their covariance sorted by falling eigenvalue (Pearson 1901, Hotelling 1933).
/// </summary>
/// <remarks>
/// Rows are projected centred and scaled as in training. A missing number counts as the training mean, so that it pulls
/// nowhere. An eigenvector and its negative serve equally well; here its entry of largest magnitude (of equal ones the first) is positive.
/// </remarks>
[TypeFormatterSource]
public sealed class PrincipalComponents
{
    private const string Format = "mimic-pca-1";
    private const int ShownColumns = 4;

    private readonly Stored _fitted;
    private string? _hash;

    private PrincipalComponents(Stored fitted) => _fitted = fitted;

    /// <summary>The columns that the components are made of.</summary>
    public IReadOnlyList<string> Columns => _fitted.Columns;

    /// <summary>The columns of numbers that had no variation in training, which components cannot see.</summary>
    public IReadOnlyList<string> LeftOut => _fitted.LeftOut;

    /// <summary>The variances of the components kept, falling. All components together have one per column.</summary>
    public IReadOnlyList<double> Variances => _fitted.Variances;

    /// <summary>The share of the training rows' variance that each component explains, from 0 to 1.</summary>
    public IReadOnlyList<double> ExplainedShares => [.. Variances.Select(v => v / Columns.Count)];

    /// <summary>The components kept: one number per column, length 1.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Components => _fitted.Components;

    /// <summary>The names of the columns that <see cref="Transform"/> makes.</summary>
    public IReadOnlyList<string> Names => [.. Enumerable.Range(0, Variances.Count).Select(i => $"{_fitted.Options.Prefix}_attr{i}")];

    /// <summary>Fits the components.</summary>
    /// <param name="training">The training rows of one modality, and nothing else: <c>training.Only(Modality.Lab)</c>.</param>
    /// <param name="options">How many, and how they are named; null for the defaults.</param>
    /// <exception cref="MimicException">
    /// There are fewer than two rows, the columns are of several modalities, or none varies.
    /// </exception>
    public static PrincipalComponents Fit(FeatureTable training, PcaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        options ??= new();
        var numbers = training.Select(c => c.Kind == ColumnKind.Number);
        if (numbers.Modalities.Count > 1)
        {
            throw new MimicException(
                $"The columns are of {numbers.Modalities.Count} modalities.", "Fit components for each: training.Only(Modality.Lab).");
        }

        var standard = training.RowCount > 1 ? Standardisation.Fit(numbers) : null;
        var varying = standard?.Columns.Where((_, i) => standard.Deviations[i] > 0).ToArray() ?? [];
        if (varying.Length == 0)
        {
            throw new MimicException(
                Invariant($"None of the {numbers.Columns.Count:#,0} columns of numbers varies over the {training.RowCount:#,0} training rows."),
                "Give more rows, or other columns.");
        }

        var kept = Standardisation.Fit(numbers.Keep(varying));
        var z = varying.Select((name, c) => Scaled(numbers[name].Numbers, kept.Means[c], kept.Deviations[c])).ToArray();
        var (variances, components) = EigenDecomposition.OfCovariance(z, training.RowCount, options.Components);
        var varies = varying.ToHashSet(StringComparer.Ordinal);
        return new(new(
            Format, options, training.RowCount, varying, [.. numbers.Columns.Select(c => c.Name).Where(n => !varies.Contains(n))],
            [.. kept.Means], [.. kept.Deviations], variances, components));
    }

    /// <summary>Reads stored components.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <exception cref="MimicException">The text holds no components.</exception>
    public static PrincipalComponents FromJson(string json)
    {
        const string Remedy = "Fit the components again and store them with ToJson().";
        try
        {
            return JsonSerializer.Deserialize<Stored>(json) is { Format: Format, IsComplete: true } stored
                ? new(stored)
                : throw new MimicException($"The JSON text does not hold principal components of format {Format}.", Remedy);
        }
        catch (JsonException e)
        {
            throw new MimicException("The JSON text of the principal components is damaged.", Remedy, e);
        }
    }

    /// <summary>The components as JSON; reading it back gives the same numbers to the last bit.</summary>
    public string ToJson() => JsonSerializer.Serialize(_fitted);

    /// <summary>The rows of a table on the components, and nothing else.</summary>
    /// <param name="table">Has the columns of the training.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public FeatureTable Transform(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var own = table.Keep(Columns).Columns;
        var values = Components.Select(_ => new double[table.RowCount]).ToArray();
        for (var c = 0; c < own.Count; c++)
        {
            var (mean, deviation) = (_fitted.Means[c], _fitted.Deviations[c]);
            var input = _fitted.Options.AsPublishedRawProjection
                ? Array.ConvertAll(own[c].Numbers.ToArray(), x => double.IsNaN(x) ? mean : x)
                : Scaled(own[c].Numbers, mean, deviation);
            for (var k = 0; k < values.Length; k++)
            {
                var weight = Components[k][c];
                for (var i = 0; i < input.Length; i++)
                {
                    values[k][i] += weight * input[i];
                }
            }
        }

        return new(table.Source, table.Samples, [.. Names.Select((n, k) => new FeatureColumn(n, own[0].Modality, Origin(own, k), values[k]))])
        {
            Warnings = _fitted.Options.AsPublishedRawProjection
                ? [.. table.Warnings, $"{_fitted.Options.Prefix}: raw numbers times eigenvectors of standardised ones, as published."]
                : table.Warnings,
        };
    }

    /// <summary>A table with the components in place of their columns: the other columns first, as MEDomicsLab has it.</summary>
    /// <param name="table">Has the columns of the training.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public FeatureTable Replace(FeatureTable table) => table.Without(Columns).With(Transform(table));

    /// <summary>The variance that the components explain, one by one and together.</summary>
    public Table Describe()
    {
        var table = new Table("component", "variance", "share", "together", "largest weights")
        {
            Caption = Invariant($"{Variances.Count:#,0} principal components of {Columns.Count:#,0} columns")
                + Invariant($", fitted on {_fitted.TrainingRows:#,0} rows"),
        };
        var together = 0.0;
        for (var k = 0; k < Variances.Count; k++)
        {
            together += ExplainedShares[k];
            table.Add(Names[k], Variances[k], Percent(ExplainedShares[k]), Percent(together), Largest(k));
        }

        return table;
    }

    /// <summary>The share of variance that the first components explain together.</summary>
    public Chart ToChart() => new Chart("Variance explained by the first components") { XTitle = "components", YTitle = "share", YRange = (0, 1) }
        .AddLine(
            "together",
            [.. Variances.Select((_, k) => k + 1.0)],
            [.. Variances.Select((_, k) => ExplainedShares.Take(k + 1).Sum())],
            points: true);

    /// <summary><see cref="Describe"/> as HTML.</summary>
    public string ToHtml() => Describe().ToHtml();

    /// <summary><see cref="Describe"/> as text.</summary>
    public override string ToString() => Describe().ToString();

    private static double[] Scaled(ReadOnlySpan<double> values, double mean, double deviation) =>
        Array.ConvertAll(values.ToArray(), x => double.IsNaN(x) ? 0 : (x - mean) / deviation);

    private static string Percent(double share) => Invariant($"{100 * share:0.0} %");

    private FeatureOrigin Origin(IReadOnlyList<FeatureColumn> own, int k) => new()
    {
        Table = string.Join(" and ", own.Select(c => c.Origin.Table).Distinct(StringComparer.Ordinal)),
        Items = Invariant($"{own.Count:#,0} columns, {own[0].Name} to {own[^1].Name}"),
        Window = own.Select(c => c.Origin.Window).Distinct().Count() == 1 ? own[0].Origin.Window : "as stated for the columns",
        Statistic = $"principal component {k} of the standardised columns ({Percent(ExplainedShares[k])} of the variance; {Largest(k)})"
            + (_fitted.Options.AsPublishedRawProjection ? ", projection of the raw numbers as published" : string.Empty),
        Encoder = Invariant($"principal components fitted on {_fitted.TrainingRows:#,0} training rows"),
        EncoderHash = _hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson()))),
    };

    private string Largest(int k) => string.Join(", ", Components[k]
        .Select((w, c) => (Weight: w, Column: Columns[c])).OrderByDescending(p => Math.Abs(p.Weight)).Take(ShownColumns)
        .Select(p => p.Weight < 0 ? $"-{p.Column}" : p.Column));

    private sealed record Stored(
        string Format, PcaOptions Options, int TrainingRows, IReadOnlyList<string> Columns, IReadOnlyList<string> LeftOut,
        double[] Means, double[] Deviations, double[] Variances, double[][] Components)
    {
        public bool IsComplete => Options is not null && Columns is { Count: > 0 } columns && LeftOut is not null
            && Means?.Length == columns.Count && Deviations?.Length == columns.Count
            && Components is not null && Variances?.Length == Components.Length
            && Components.All(c => c?.Length == columns.Count);
    }
}
