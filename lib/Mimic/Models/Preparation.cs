using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>Makes numbers of a table's columns, with code books and text models fitted on training rows only.</summary>
internal sealed class Preparation
{
    private readonly string[] _columns;

    private Preparation(string[] columns) => _columns = columns;

    /// <summary>The columns that a table must have.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Fits on training rows.</summary>
    /// <param name="training">The training rows, and nothing else.</param>
    /// <param name="textComponents">How many numbers a document becomes.</param>
    public static Preparation Fit(FeatureTable training, int textComponents) => new([.. training.Columns.Select(c => c.Name)]);

    /// <summary>What <see cref="Save"/> gave.</summary>
    /// <param name="json">The saved preparation.</param>
    public static Preparation Load(JsonObject json) => new(json["columns"].Deserialize<string[]>()!);

    /// <summary>All that is needed to load it again.</summary>
    public JsonObject Save() => new() { ["columns"] = JsonSerializer.SerializeToNode(_columns) };

    /// <summary>The numbers of a table.</summary>
    /// <param name="table">Has the columns of the training.</param>
    /// <exception cref="MimicException">A column is missing.</exception>
    public NumericMatrix Transform(FeatureTable table) => NumericMatrix.From(ColumnCheck.Take(table, _columns));
}
