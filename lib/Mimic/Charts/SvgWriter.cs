using System.Globalization;
using System.Text;
using System.Xml;
using Mimic.Display;

namespace Mimic.Charts;

/// <summary>Writes well-formed SVG, with coordinates to a tenth of a pixel.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    /// <summary>A drawing that is legible as a file of its own too: dark on light, light on dark, and dark on white in print.</summary>
    /// <remarks>Within a page the drawing is not the root of its document, so that these rules do not apply and the page's colours do.</remarks>
    /// <param name="svg">The drawing.</param>
    /// <param name="source">Where its data come from.</param>
    public static string Standalone(string svg, string source) => svg.Insert(
        svg.IndexOf('>', StringComparison.Ordinal) + 1,
        "<style>svg:root{background:#fff;color:#1f2428}"
        + "@media (prefers-color-scheme:dark){svg:root{background:#16191c;color:#dfe3e6}}"
        + "@media print{svg:root{background:#fff;color:#000}}</style>").Insert("<svg".Length, $" {SourceMark.Attribute}=\"{source}\"");

    /// <summary>A coordinate as SVG writes it.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 1);
        return rounded == 0 ? "0" : rounded.ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Text as XML and HTML take it; characters that XML forbids are left out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(text[i]).Append(text[++i]);
                continue;
            }

            _ = text[i] switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                var c when XmlConvert.IsXmlChar(c) => escaped.Append(c),
                _ => escaped,
            };
        }

        return escaped.ToString();
    }

    /// <summary>Markup as it stands.</summary>
    public SvgWriter Raw(string markup)
    {
        _svg.Append(markup);
        return this;
    }

    /// <summary>A line of text.</summary>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="text">What is written.</param>
    /// <param name="size">Of the font, in pixels.</param>
    /// <param name="more">Further attributes, as they stand.</param>
    public SvgWriter Text(string anchor, double x, double y, string text, double size, string more = "")
    {
        _svg.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\"");
        if (anchor != "start")
        {
            _svg.Append(" text-anchor=\"").Append(anchor).Append('"');
        }

        _svg.Append(more.Length > 0 ? " " + more : string.Empty).Append('>').Append(Escape(text)).Append("</text>");
        return this;
    }

    /// <summary>Lines of text from the left edge.</summary>
    public SvgWriter Lines(IReadOnlyList<string> lines, double y, double height, double size, string more)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            Text("start", 0, y + (i * height), lines[i], size, more);
        }

        return this;
    }

    /// <summary>A straight line.</summary>
    public SvgWriter Line(double x1, double y1, double x2, double y2, string attributes) =>
        Raw($"<path d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\" {attributes}/>");

    /// <summary>A path.</summary>
    public SvgWriter Path(string d, string attributes) => d.Length == 0 ? this : Raw($"<path d=\"{d}\" {attributes}/>");

    /// <summary>A rectangle; with a tip, a reader sees it when pointing there.</summary>
    public SvgWriter Rectangle(double x, double y, double width, double height, string attributes, string? tip = null)
    {
        var size = $"width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\"";
        var open = $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" {size} {attributes}";
        return Raw(tip is null ? open + "/>" : $"{open}><title>{Escape(tip)}</title></rect>");
    }

    /// <summary>Everything written.</summary>
    public override string ToString() => _svg.ToString();
}
