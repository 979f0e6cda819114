using System.Globalization;
using System.Net;
using System.Text;

namespace Mimic.Display;

/// <summary>
/// A small table to look at: a report, a comparison, the first rows of something. Cells are text already; numbers are
/// formatted with the invariant culture by <see cref="Cell"/>.
/// </summary>
[TypeFormatterSource]
public sealed class Table
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _numeric;

    /// <summary>An empty table.</summary>
    /// <param name="headers">The column titles.</param>
    public Table(params IReadOnlyList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        Headers = headers;
        _numeric = [.. headers.Select(_ => true)];
    }

    /// <summary>The column titles.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The rows, as shown.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>A title above the table; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>Adds a row; each value is shown as by <see cref="Cell"/>.</summary>
    /// <param name="cells">One per column.</param>
    /// <returns>The table itself.</returns>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public Table Add(params IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count != Headers.Count)
        {
            throw new ArgumentException($"The row has {cells.Count} cells, the table {Headers.Count} columns.", nameof(cells));
        }

        for (var i = 0; i < cells.Count; i++)
        {
            _numeric[i] &= cells[i] is null or sbyte or byte or short or int or long or float or double or decimal;
        }

        _rows.Add([.. cells.Select(Cell)]);
        return this;
    }

    /// <summary>A value as the table shows it: whole numbers grouped by thousands, other numbers with up to 4 significant decimals.</summary>
    /// <param name="value">Any value; null and NaN are shown as a dash.</param>
    public static string Cell(object? value) => value switch
    {
        null or double.NaN or float.NaN => "–",
        sbyte or byte or short or int or long => Invariant($"{value:#,0}"),
        double or float or decimal => Invariant($"{value:#,0.####}"),
        DateTime time => time.TimeOfDay == TimeSpan.Zero ? Invariant($"{time:yyyy-MM-dd}") : Invariant($"{time:yyyy-MM-dd HH:mm}"),
        bool truth => truth ? "yes" : "no",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>The table as HTML with its own styles, readable on light and dark pages.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder($"<table{SourceMark.Shown(null)} style=\"border-collapse:collapse;font-size:0.92em;margin:0.6em 0\">");
        if (Caption is not null)
        {
            html.Append("<caption style=\"text-align:left;font-weight:600;padding:0.2em 0\">").Append(Encode(Caption)).Append("</caption>");
        }

        html.Append("<thead><tr>");
        for (var i = 0; i < Headers.Count; i++)
        {
            html.Append("<th scope=\"col\" style=\"").Append(Style(i)).Append(";border-bottom:1px solid currentColor\">").Append(Encode(Headers[i])).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                html.Append("<td style=\"").Append(Style(i)).Append("\">").Append(Encode(row[i])).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The table as text with aligned columns.</summary>
    public override string ToString()
    {
        var widths = Headers.Select((h, i) => _rows.Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        var text = new StringBuilder();
        if (Caption is not null)
        {
            text.Append(Caption).Append('\n');
        }

        AppendLine(text, Headers, widths);
        text.Append(string.Join("  ", widths.Select(w => new string('-', w)))).Append('\n');
        foreach (var row in _rows)
        {
            AppendLine(text, row, widths);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private string Style(int column) =>
        $"padding:0.15em 0.7em;text-align:{(_numeric[column] && _rows.Count > 0 ? "right" : "left")};vertical-align:top";

    private void AppendLine(StringBuilder text, IReadOnlyList<string> cells, int[] widths)
    {
        var padded = cells.Select((c, i) => _numeric[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i]));
        text.Append(string.Join("  ", padded).TrimEnd()).Append('\n');
    }
}
