using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Makes numbers of a table's columns with a <see cref="FeaturePipeline"/> fitted on training rows only, and holds on to the
/// names that a table must have: the pipeline alone would take a forgotten column for a missing value.
/// </summary>
internal sealed class Preparation
{
    private readonly FeaturePipeline _pipeline;
    private readonly string[] _columns;

    private Preparation(FeaturePipeline pipeline, string[] columns) => (_pipeline, _columns) = (pipeline, columns);

    /// <summary>The columns that a table must have: those that held any value in training.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The prepared columns made of texts, each with the position of its component, 0 for the strongest.</summary>
    public IReadOnlyDictionary<string, int> TextColumns => _pipeline.TextColumns;

    /// <summary>Fits on training rows.</summary>
    /// <param name="training">The training rows, and nothing else.</param>
    /// <param name="textComponents">The most numbers that a document becomes.</param>
    public static Preparation Fit(FeatureTable training, int textComponents)
    {
        var pipeline = FeaturePipeline.Fit(training, new() { TextComponents = textComponents });
        var leftOut = pipeline.LeftOut.ToHashSet();
        return new(pipeline, [.. training.Columns.Select(c => c.Name).Where(n => !leftOut.Contains(n))]);
    }

    /// <summary>What <see cref="Save"/> gave.</summary>
    /// <param name="json">The saved preparation.</param>
    public static Preparation Load(JsonObject json) =>
        new(FeaturePipeline.FromJson((string)json["pipeline"]!), json["columns"].Deserialize<string[]>()!);

    /// <summary>All that is needed to load it again.</summary>
    public JsonObject Save() => new() { ["columns"] = JsonSerializer.SerializeToNode(_columns), ["pipeline"] = _pipeline.ToJson() };

    /// <summary>The numbers of a table.</summary>
    /// <param name="table">Has the columns of the training.</param>
    /// <exception cref="MimicException">A column is missing or holds another kind of values.</exception>
    public NumericMatrix Transform(FeatureTable table) => NumericMatrix.From(_pipeline.Transform(ColumnCheck.Take(table, _columns)));
}
