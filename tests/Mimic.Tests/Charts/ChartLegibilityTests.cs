using System.Xml.Linq;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>What an eye would complain about, measured: texts cut off, on top of one another, or in colours hard to tell apart.</summary>
public class ChartLegibilityTests
{
    public static TheoryData<string, int> Drawings
    {
        get
        {
            var drawings = new TheoryData<string, int>();
            foreach (var kind in Samples.Charts.Keys)
            {
                drawings.Add(kind, ChartRenderer.Wide);
                drawings.Add(kind, ChartRenderer.Narrow);
            }

            return drawings;
        }
    }

    public static TheoryData<string, int> Grids =>
        [.. RealisticSamples.Grids.Keys.SelectMany(k => (TheoryDataRow<string, int>[])[new(k, ChartRenderer.Wide), new(k, ChartRenderer.Narrow)])];

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Texts_lie_within_the_drawing_and_not_on_one_another(string kind, int width) =>
        AssertLegible(new ChartRenderer(Samples.Charts[kind], width, withTitle: true).Draw());

    [Theory]
    [MemberData(nameof(Grids))]
    public void Texts_of_panels_lie_within_the_drawing_and_not_on_one_another(string name, int width) =>
        AssertLegible(new GridRenderer(RealisticSamples.Grids[name], width, withTitle: true).Draw());

    private static void AssertLegible(string svg)
    {
        var root = XDocument.Parse(svg).Root!;
        var size = root.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
        var boxes = root.Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is null).Select(Box).ToList();
        foreach (var (text, box) in boxes)
        {
            var inside = box.Left >= -1 && box.Right <= size[2] + 1 && box.Top >= -1 && box.Bottom <= size[3] + 1;
            Assert.True(inside, $"{text} is cut off: {box} in {size[2]} x {size[3]}");
        }

        foreach (var (a, b) in boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))))
        {
            var apart = a.Box.Right <= b.Box.Left || b.Box.Right <= a.Box.Left || a.Box.Bottom <= b.Box.Top || b.Box.Bottom <= a.Box.Top;
            Assert.True(apart, $"'{a.Text}' lies on '{b.Text}'");
        }
    }

    [Fact]
    public void Every_colour_stands_out_on_white_and_on_dark_pages()
    {
        Assert.All(Palette.Colours, c => Assert.InRange(Contrast(c, "#ffffff"), 3, 21));
        Assert.All(Palette.Colours, c => Assert.InRange(Contrast(c, "#1e1e1e"), 3, 21));
    }

    [Fact]
    public void The_first_colours_differ_for_readers_who_see_no_red_or_no_green()
    {
        // Simulation matrices for full protanopia and deuteranopia in linear RGB: Machado, Oliveira, Fernandes, IEEE TVCG 2009.
        double[][] protan = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
        double[][] deutan = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
        foreach (var matrix in new[] { protan, deutan })
        {
            var seen = Palette.Colours.Take(4).Select(c => Lab(Times(matrix, Linear(c)))).ToList();
            foreach (var (a, b) in seen.SelectMany((a, i) => seen.Skip(i + 1).Select(b => (a, b))))
            {
                Assert.True(Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()) > 15);
            }
        }
    }

    private static (string Text, (double Left, double Top, double Right, double Bottom) Box) Box(XElement text)
    {
        double Number(string name) => double.Parse(text.Attribute(name)!.Value);
        var (x, y, size) = (Number("x"), Number("y"), Number("font-size"));
        var width = TextMeasure.Width(text.Value, size);
        width *= text.Attribute("font-weight") is null ? 1 : TextMeasure.Bold;
        foreach (var panel in text.Ancestors().Select(a => (string?)a.Attribute("transform")).OfType<string>())
        {
            var shift = panel["translate(".Length..^1].Split(' ').Select(double.Parse).ToArray();
            (x, y) = (x + shift[0], y + shift[1]);
        }

        var left = (string?)text.Attribute("text-anchor") switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
        return (text.Value, (left, y - (0.75 * size), left + width, y + (0.15 * size)));
    }

    private static double Contrast(string a, string b)
    {
        double x = Luminance(a), y = Luminance(b);
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour) => Linear(colour) is var c ? (0.2126 * c[0]) + (0.7152 * c[1]) + (0.0722 * c[2]) : 0;

    private static double[] Linear(string colour) =>
    [
        .. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16) / 255.0)
            .Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4)),
    ];

    private static double[] Times(double[][] matrix, double[] v) =>
        [.. matrix.Select(r => Math.Clamp(r.Zip(v, (a, b) => a * b).Sum(), 0, 1))];

    private static double[] Lab(double[] c)
    {
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
        double x = F(((0.4124 * c[0]) + (0.3576 * c[1]) + (0.1805 * c[2])) / 0.9505);
        double y = F((0.2126 * c[0]) + (0.7152 * c[1]) + (0.0722 * c[2]));
        double z = F(((0.0193 * c[0]) + (0.1192 * c[1]) + (0.9505 * c[2])) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }
}
