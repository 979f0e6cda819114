using Mimic.Charts;
using Mimic.Display;
using Mimic.Native;
using static Mimic.Features.DescribedImage;

namespace Mimic.Features;

/// <summary>
/// What <see cref="ImageDescriptor"/> sees in a film: the film with the grid of fields, the edges of each field by direction, and the difference
/// of the two halves. In a notebook: <c>ImageDescriptor.View(path)</c>.
/// </summary>
[TypeFormatterSource]
public sealed class ImageDescriptorView
{
    private const int Side = 224; // of a panel, in pixels
    private const int Gap = 16;
    private const int Top = 22;
    private const int Cell = Side / Grid;
    private const int Quality = 85;
    private const string FilmAttributes = "preserveAspectRatio=\"none\"";

    private readonly DescribedImage _image;
    private readonly Dictionary<string, double> _values;

    internal ImageDescriptorView(DescribedImage image, double[] values)
    {
        _image = image;
        Values = values;
        _values = ImageDescriptor.Names.Zip(values).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    /// <summary>The descriptor, one number for each of <see cref="ImageDescriptor.Names"/>.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>One value of the descriptor.</summary>
    /// <param name="name">One of <see cref="ImageDescriptor.Names"/>.</param>
    /// <exception cref="KeyNotFoundException">The descriptor has no such value.</exception>
    public double this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The image descriptor has no value {name}; ImageDescriptor.Names lists the {Values.Count} that it has.");

    /// <summary>The directions of the edges over the whole picture, weighted by their strength; the six shares add up to 1.</summary>
    public Chart Directions()
    {
        var strength = ByField("edges");
        var total = strength.Sum();
        var shares = Enumerable.Range(0, ImageGradients.Directions).Select(d =>
            Enumerable.Range(0, Grid * Grid).Sum(f => total > 0 ? strength[f] * Share(f, d) / total : 0));
        var chart = new Chart("Directions of the gradient") { XTitle = "degrees (0 across, 90 upward)", YTitle = "share of the gradient" };
        return chart.AddBars("film", [.. Enumerable.Range(0, ImageGradients.Directions).Select(Angle)], [.. shares]);
    }

    /// <summary>The three panels as one SVG with a line on how to read them.</summary>
    public string ToHtml()
    {
        var (width, height) = ((3 * Side) + (2 * Gap), Top + Side + 4);
        var svg = new SvgWriter();
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"")
            .Raw(SvgWriter.Escape(ToString())).Raw($"\" style=\"max-width:100%;height:auto\" font-family=\"{SvgWriter.Escape(ChartRenderer.Fonts)}\" fill=\"currentColor\">");
        Film(svg, 0);
        Edges(svg, Side + Gap);
        Asymmetry(svg, 2 * (Side + Gap));
        svg.Raw("</svg>");
        const string reading = "Left: the film at 128 x 128 pixels and its 4 x 4 fields. Middle: in each field a stroke per direction of its edges, longer "
            + "where more of them run that way and where they are stronger. Right: each field against its mirror image, orange where it is brighter, "
            + "blue where it is darker; the numbers are the asymmetry of each row in standard deviations of the picture, left less right half. "
            + "The left of the picture is the patient's right.";
        return $"<figure style=\"margin:0.8em 0 1.4em\">{svg}<div style=\"font-size:0.88em;opacity:0.8;max-width:{width}px\">{reading}</div></figure>";
    }

    /// <summary>The descriptor's main numbers in a sentence.</summary>
    public override string ToString()
    {
        var rows = string.Join(", ", Enumerable.Range(1, Grid).Select(r => Invariant($"{this[$"asymmetry_r{r}"]:0.00}")));
        return Invariant($"descriptor of a film: mean brightness {this["brightness_mean"]:0.00}, standard deviation {this["brightness_sd"]:0.00}, ")
            + Invariant($"left-right asymmetry by row {rows}, difference from its mirror image {this["mirror_difference"]:0.00}");
    }

    private void Film(SvgWriter svg, int left)
    {
        Title(svg, left, "Film and fields");
        Picture(svg, left);
        for (var i = 1; i < Grid; i++)
        {
            var at = i * Cell;
            svg.Line(left + at, Top, left + at, Top + Side, "stroke=\"#ffffff\" stroke-opacity=\"0.5\"");
            svg.Line(left, Top + at, left + Side, Top + at, "stroke=\"#ffffff\" stroke-opacity=\"0.5\"");
        }

        for (var f = 0; f < Grid * Grid; f++)
        {
            svg.Text("start", left + (f % Grid * Cell) + 3, Top + (f / Grid * Cell) + 11, Name(f), 9, "fill=\"#ffffff\" fill-opacity=\"0.8\"");
        }
    }

    private void Edges(SvgWriter svg, int left)
    {
        Title(svg, left, "Edges by direction");
        Picture(svg, left);
        svg.Rectangle(left, Top, Side, Side, "fill=\"#000000\" fill-opacity=\"0.55\"");
        var strength = ByField("edges");
        var longest = Enumerable.Range(0, Grid * Grid * ImageGradients.Directions)
            .Max(i => strength[i / ImageGradients.Directions] * Share(i / ImageGradients.Directions, i % ImageGradients.Directions));
        for (var f = 0; f < Grid * Grid; f++)
        {
            var (x, y) = (left + (((f % Grid) + 0.5) * Cell), Top + (((f / Grid) + 0.5) * Cell));
            for (var d = 0; d < ImageGradients.Directions && longest > 0; d++)
            {
                // An edge runs across its gradient.
                var angle = (d * Math.PI / ImageGradients.Directions) + (Math.PI / 2);
                var half = 0.46 * Cell * strength[f] * Share(f, d) / longest;
                var (dx, dy) = (half * Math.Cos(angle), -half * Math.Sin(angle));
                svg.Line(x - dx, y - dy, x + dx, y + dy, "stroke=\"#ffd166\" stroke-width=\"2\" stroke-linecap=\"round\"");
            }
        }
    }

    private void Asymmetry(SvgWriter svg, int left)
    {
        Title(svg, left, "Left against right");
        Picture(svg, left);
        var means = ByField("mean");
        for (var f = 0; f < Grid * Grid; f++)
        {
            var (row, column) = (f / Grid, f % Grid);
            var difference = means[f] - means[(row * Grid) + Grid - 1 - column];
            var opacity = Invariant($"{Math.Min(0.85, Math.Abs(difference) * 0.6):0.00}");
            svg.Rectangle(
                left + (column * Cell), Top + (row * Cell), Cell, Cell,
                $"fill=\"{Palette.Colour(difference > 0 ? 1 : 0)}\" fill-opacity=\"{opacity}\"",
                Invariant($"{Name(f)}: {difference:+0.00;-0.00;0}"));
        }

        svg.Line(left + (Side / 2), Top, left + (Side / 2), Top + Side, "stroke=\"#ffffff\" stroke-dasharray=\"3 3\"");
        for (var row = 1; row <= Grid; row++)
        {
            svg.Text(
                "middle", left + (Side / 2), Top + ((row - 0.5) * Cell) + 4, Invariant($"{this[$"asymmetry_r{row}"]:+0.00;-0.00;0}"), 13,
                "fill=\"#ffffff\" stroke=\"#000000\" stroke-width=\"2.5\" paint-order=\"stroke\"");
        }
    }

    private void Picture(SvgWriter svg, int left)
    {
        var shown = new GreyImage(Size, Size, [.. _image.V.Select(v => (byte)Math.Round(v * 255))]);
        var data = Convert.ToBase64String(TurboJpeg.Encode(shown, Quality));
        svg.Raw($"<image x=\"{left}\" y=\"{Top}\" width=\"{Side}\" height=\"{Side}\" {FilmAttributes} href=\"data:image/jpeg;base64,{data}\"/>");
    }

    private static void Title(SvgWriter svg, int left, string text) => svg.Text("start", left, 14, text, 13, "font-weight=\"600\"");

    private double[] ByField(string what) => [.. Enumerable.Range(0, Grid * Grid).Select(f => this[$"grid_{Name(f)}_{what}"])];

    private double Share(int field, int direction) => this[$"gradient_{Name(field)}_{Angle(direction)}"];

    private static string Name(int field) => $"r{(field / Grid) + 1}c{(field % Grid) + 1}";

    private static string Angle(int direction) => Invariant($"{direction * 180 / ImageGradients.Directions:000}");
}
