using System.Net;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>What a feature table holds, without its values: for tables that lie in a file only.</summary>
[TypeFormatterSource]
public sealed class FeatureSummary
{
    private readonly IReadOnlyList<ModalitySummary> _modalities;

    internal FeatureSummary(SourceTag source, int rows, IReadOnlyList<string> warnings, IReadOnlyList<ModalitySummary> modalities) =>
        (Source, RowCount, Warnings, _modalities) = (source, rows, warnings, modalities);

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns, those of the sample itself not counted.</summary>
    public int ColumnCount => _modalities.Sum(m => m.Columns);

    /// <summary>What a reader should know about the table: modalities without data, images that were not found.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>An overview: a row per modality.</summary>
    public Table Overview()
    {
        var table = new Table("modality", "columns", "values missing", "rows without any")
        {
            Caption = Invariant($"Feature table: {RowCount:#,0} rows, {ColumnCount:#,0} columns ({Source})"),
        };
        foreach (var (modality, columns, missing, empty) in _modalities)
        {
            table.Add(modality, columns, Percent(missing / columns), Percent(empty));
        }

        return table;
    }

    /// <summary>The overview as HTML, with the warnings.</summary>
    public string ToHtml() => Overview().ToHtml()
        + string.Concat(Warnings.Select(w => $"<p style=\"margin:0.2em 0\"><strong>Note.</strong> {WebUtility.HtmlEncode(w)}</p>"));

    /// <summary>The overview as text, with the warnings.</summary>
    public override string ToString() => string.Join('\n', [Overview().ToString(), .. Warnings.Select(w => $"Note. {w}")]);

    private string Percent(double rows) => RowCount == 0 ? "–" : Invariant($"{100 * rows / RowCount:0.0} %");
}

/// <summary>One kind of data in a feature table.</summary>
/// <param name="Modality">Which.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Missing">How many of their values are missing.</param>
/// <param name="EmptyRows">How many rows have none.</param>
internal sealed record ModalitySummary(Modality Modality, int Columns, double Missing, int EmptyRows);
