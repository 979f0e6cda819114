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

    [Fact]
    public void No_mark_runs_through_the_name_of_another()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var places = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Math.Round(random.NextDouble() * 200)).Distinct().ToList();
            var labels = MarkLabels.Place(places.Select(x => new MarkTrace(new('m', random.Next(1, 12)), x)), x => x, 700).Labels;
            foreach (var (a, b) in labels.SelectMany(a => labels.Select(b => (a, b))).Where(p => p.a != p.b && p.a.Line >= p.b.Line))
            {
                Assert.False(a.X > b.Left && a.X < b.Left + b.Width, $"the mark at {a.X} runs through the name at {b.Left}");
            }
        }
    }

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
}
