using System.Globalization;
using System.Text;
using System.Xml;

namespace Mimic.Charts;

/// <summary>Writes well-formed SVG, with coordinates to a tenth of a pixel.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

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
