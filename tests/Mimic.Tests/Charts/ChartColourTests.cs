using System.Xml.Linq;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>What readers see who see fewer colours, on light and on dark pages.</summary>
public class ChartColourTests
{
    private const double Apart = 13;

    /// <summary>Full protanopia, deuteranopia, tritanopia in linear RGB: Machado, Oliveira, Fernandes, IEEE TVCG 2009.</summary>
    private static readonly Dictionary<string, double[][]> Eyes = new()
    {
        ["no red"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["no green"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["no blue"] = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    };

    public static TheoryData<string> AllEyes => [.. Eyes.Keys];

    [Fact]
    public void Every_colour_stands_out_on_white_and_on_dark_pages()
    {
        Assert.All(Palette.Colours, c => Assert.InRange(Contrast(c, "#ffffff"), 3, 21));
        Assert.All(Palette.Colours, c => Assert.InRange(Contrast(c, "#1e1e1e"), 3, 21));
    }

    [Theory]
    [MemberData(nameof(AllEyes))]
    public void The_first_four_colours_differ_for_every_eye(string eye)
    {
        foreach (var (a, b) in Pairs(4))
        {
            Assert.True(Difference(eye, a, b) > Apart, $"{a} and {b} look alike: {Difference(eye, a, b)}");
        }
    }

    [Theory]
    [MemberData(nameof(AllEyes))]
    public void Colours_that_look_alike_to_an_eye_have_other_dashes_markers_and_stripes(string eye)
    {
        foreach (var (a, b) in Pairs(Palette.Colours.Length).Where(p => Difference(eye, p.A, p.B) <= Apart))
        {
            Assert.NotEqual(Palette.Dash(a), Palette.Dash(b));
            Assert.NotEqual(Palette.Marker(a, 0, 0, 4), Palette.Marker(b, 0, 0, 4));
            Assert.NotEqual(Palette.Stripes(a), Palette.Stripes(b));
        }
    }

    [Fact]
    public void The_two_ends_of_a_heat_map_differ_for_every_eye() =>
        Assert.All(Eyes.Keys, eye => Assert.InRange(Difference(eye, 0, 1), 30, 300));

    [Fact]
    public void Numbers_in_heat_cells_and_bars_can_be_read_on_light_and_dark_pages()
    {
        foreach (var (ink, page) in ((string, string)[])[("#1f2428", "#fdfdfb"), ("#dfe3e6", "#16191c")])
        {
            foreach (var sign in (double[])[1, -1])
            {
                var fill = ColourScale.Fill(sign, 1);
                var opacity = double.Parse(fill.Split("fill-opacity=\"")[1].TrimEnd('"'));
                var cell = Mixed(fill.Split('"')[1], page, opacity);
                Assert.InRange(Contrast(ink, cell), 3, 21);
            }
        }
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("bars")]
    [InlineData("heat map")]
    [InlineData("forest of ratios")]
    [InlineData("timeline with stays")]
    [InlineData("flow")]
    public void Ink_takes_the_colour_of_the_page_and_only_data_have_colours_of_their_own(string kind)
    {
        var svg = new ChartRenderer(Samples.Charts[kind], ChartRenderer.Wide, withTitle: true).Draw();
        var used = XDocument.Parse(svg).Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke").Select(a => a.Value).Distinct();
        Assert.Empty(used.Except(["currentColor", "none", .. Palette.Colours]));
    }

    [Fact]
    public void Reference_lines_differ_by_their_dashes_in_the_drawing_and_in_the_legend()
    {
        var chart = new Chart("t").AddLine("a", [0.0, 1], [0, 3]).AddHorizontalLine("mean", 1).AddHorizontalLine("most", 2).AddVerticalLine("then", 0.5);
        var dashes = XDocument.Parse(chart.ToSvg()).Descendants().Attributes().Where(a => a.Name.LocalName == "stroke-dasharray").Select(a => a.Value);
        Assert.Equal([2, 2, 2], dashes.GroupBy(d => d).Select(g => g.Count()));
    }

    [Fact]
    public void A_drawing_as_a_file_of_its_own_has_a_light_and_a_dark_ground_and_a_light_one_in_print()
    {
        var style = XDocument.Parse(Samples.Charts["lines"].ToSvg()).Descendants().Single(e => e.Name.LocalName == "style").Value;
        Assert.StartsWith("svg:root{background:#fff", style);
        Assert.Contains("@media (prefers-color-scheme:dark){svg:root{background:#16191c", style);
        Assert.EndsWith("@media print{svg:root{background:#fff;color:#000}}", style);
    }

    private static IEnumerable<(int A, int B)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));

    private static double Difference(string eye, int a, int b) =>
        Math.Sqrt(Lab(Times(Eyes[eye], Linear(Palette.Colours[a]))).Zip(Lab(Times(Eyes[eye], Linear(Palette.Colours[b]))), (x, y) => (x - y) * (x - y)).Sum());

    private static string Mixed(string colour, string page, double opacity) => "#" + string.Concat(Enumerable.Range(0, 3)
        .Select(i => (Top: Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16), Under: Convert.ToInt32(page.Substring(1 + (2 * i), 2), 16)))
        .Select(c => ((int)Math.Round((c.Top * opacity) + (c.Under * (1 - opacity)))).ToString("x2")));

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
