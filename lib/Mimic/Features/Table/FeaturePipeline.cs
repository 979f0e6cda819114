using System.Text.Json;
using System.Text.Json.Serialization;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>
/// What must be learned before a model can read a <see cref="FeatureTable"/>: the categories of the demographics, the terms and components
/// of the notes. It is fitted on training rows only and then applied to any rows, so nothing of the held-out patients enters.
/// Missing values stay missing.
/// </summary>
[TypeFormatterSource]
public sealed class FeaturePipeline
{
    private const string Format = "mimic-feature-pipeline-1";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new SourceTagConverter(), new JsonStringEnumConverter() } };

    private readonly IReadOnlyList<ColumnEncoder> _encoders;

    private FeaturePipeline(SourceTag source, int trainingRows, IReadOnlyList<string> leftOut, IReadOnlyList<ColumnEncoder> encoders) =>
        (Source, TrainingRows, LeftOut, _encoders) = (source, trainingRows, leftOut, encoders);

    /// <summary>Where the training data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The number of rows that it was fitted on.</summary>
    public int TrainingRows { get; }

    /// <summary>Columns that had no value in any training row, and so teach nothing.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The code book of each column of categories, where <see cref="CategoryEncoding.Code"/> was chosen; it is stored with the pipeline.</summary>
    public IReadOnlyDictionary<string, CodeBook> CodeBooks =>
        _encoders.OfType<CodeEncoder>().ToDictionary(e => e.Name, e => new CodeBook(e.Categories), StringComparer.Ordinal);

    /// <summary>
    /// The columns made of texts, each with the position of its component, 0 for the strongest. The first components are the same
    /// however many are kept, so fewer can be had by leaving out columns.
    /// </summary>
    internal IReadOnlyDictionary<string, int> TextColumns => _encoders.OfType<TextEncoder>()
        .SelectMany(e => e.ColumnNames.Select((name, position) => (name, position))).ToDictionary(c => c.name, c => c.position);

    /// <summary>Learns from training rows.</summary>
    /// <param name="training">The training rows and no others: <c>table.Rows(trainingRows)</c>.</param>
    /// <param name="options">How categories and texts become numbers; null for the defaults.</param>
    /// <exception cref="MimicException">There is no row, or more documents than the text model can take.</exception>
    public static FeaturePipeline Fit(FeatureTable training, FeaturePipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        options ??= new();
        if (training.RowCount == 0)
        {
            throw new MimicException(
                "The feature table has no row to learn from.", "Check that the training part of the split is not empty.");
        }

        var leftOut = training.Columns.Where(c => c.MissingCount == c.Count).Select(c => c.Name).ToHashSet();
        return new(training.Source, training.RowCount, [.. leftOut],
            [.. training.Columns.Where(c => !leftOut.Contains(c.Name)).Select(c => FitColumn(c, options))]);
    }

    /// <summary>Reads a stored pipeline.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <exception cref="MimicException">The text is no stored pipeline.</exception>
    public static FeaturePipeline FromJson(string json)
    {
        const string Remedy = "Fit the pipeline again and store it with ToJson().";
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(json, Json);
            return stored is { Format: Format, Columns: not null, LeftOut: not null }
                ? new(stored.Source, stored.TrainingRows, stored.LeftOut, stored.Columns)
                : throw new MimicException($"The JSON text is not a feature pipeline of format {Format}.", Remedy);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new MimicException("The JSON text of the feature pipeline is damaged.", Remedy, e);
        }
    }

    /// <summary>The pipeline as JSON; reading it back gives the same numbers to the last bit.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Stored(Format, Source, TrainingRows, LeftOut, _encoders), Json);

    /// <summary>The table as numbers only.</summary>
    /// <param name="table">
    /// Any rows. A column that the pipeline knows and the table lacks counts as missing (a patient without notes); one that the pipeline
    /// does not know is left out.
    /// </param>
    /// <returns>The same samples; names, modalities and origins say what each number is.</returns>
    /// <exception cref="MimicException">A column holds another kind of values than in training.</exception>
    public FeatureTable Transform(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = new List<FeatureColumn>();
        foreach (var encoder in _encoders)
        {
            var column = table.Find(encoder.Name);
            if (column is not null && column.Kind != encoder.Kind)
            {
                throw new MimicException(
                    $"Column {encoder.Name} held {encoder.Kind} values in training and holds {column.Kind} values now.",
                    "Build both tables with the same FeatureOptions.");
            }

            columns.AddRange(encoder.Encode(column, table.RowCount));
        }

        return new(SourceTags.Stricter(Source, table.Source), table.Samples, columns) { Warnings = table.Warnings };
    }

    /// <summary>What was learned: a row per modality for its numbers, a row per column of categories or texts.</summary>
    public Table Describe()
    {
        var table = new Table("columns", "modality", "learned from training")
        {
            Caption = Invariant($"Feature pipeline, fitted on {TrainingRows:#,0} rows ({Source})"),
        };
        foreach (var numbers in _encoders.OfType<NumberEncoder>().GroupBy(e => e.Modality))
        {
            table.Add(Invariant($"{numbers.Count():#,0} numbers"), numbers.Key, "nothing");
        }

        foreach (var encoder in _encoders.Where(e => e is not NumberEncoder))
        {
            table.Add(encoder.Name, encoder.Modality, encoder.Learned);
        }

        if (LeftOut.Count > 0)
        {
            table.Add(Invariant($"{LeftOut.Count:#,0} left out"), "–", "they have no value in training");
        }

        return table;
    }

    /// <summary><see cref="Describe"/> as HTML.</summary>
    public string ToHtml() => Describe().ToHtml();

    /// <summary><see cref="Describe"/> as text.</summary>
    public override string ToString() => Describe().ToString();

    private static ColumnEncoder FitColumn(FeatureColumn column, FeaturePipelineOptions options) => column.Kind switch
    {
        ColumnKind.Number => new NumberEncoder(column.Name, column.Modality, column.Origin),
        ColumnKind.Document => TextEncoder.Fit(column, options),
        _ when options.Categories == CategoryEncoding.OneHot => OneHotEncoder.Fit(column, options.MinimumCategoryCount),
        _ => new CodeEncoder(column.Name, column.Modality, column.Origin, CodeBook.Fit(column.Texts.ToArray()).Categories),
    };

    private sealed record Stored(
        string Format, SourceTag Source, int TrainingRows, IReadOnlyList<string> LeftOut, IReadOnlyList<ColumnEncoder> Columns);
}
