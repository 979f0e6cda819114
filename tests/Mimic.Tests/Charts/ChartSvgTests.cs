using System.Xml;
using System.Xml.Linq;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

public class ChartSvgTests
{
    public static TheoryData<string> Kinds => [.. Samples.Charts.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_chart_is_well_formed_svg_with_a_title_and_a_description(string kind)
    {
        var root = XDocument.Parse(Samples.Charts[kind].ToSvg()).Root!;
        Assert.Equal(("svg", "img"), (root.Name.LocalName, root.Attribute("role")!.Value));
        var described = root.Attribute("aria-labelledby")!.Value.Split(' ');
        var elements = described.Select(id => root.Elements().Single(e => (string?)e.Attribute("id") == id));
        Assert.Equal(["title", "desc"], elements.Select(e => e.Name.LocalName));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_chart_has_unique_identifiers_within_its_html(string kind)
    {
        var root = XDocument.Parse(Samples.Charts[kind].ToHtml()).Root!;
        var ids = root.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.NotEmpty(ids);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_coordinate_is_missing_or_infinite(string kind)
    {
        var svg = Samples.Charts[kind].ToSvg();
        var attributes = XDocument.Parse(svg).Descendants().Attributes();
        foreach (var attribute in attributes.Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height"))
        {
            Assert.DoesNotContain("NaN", attribute.Value);
            Assert.DoesNotContain("∞", attribute.Value);
            Assert.DoesNotContain("Infinity", attribute.Value);
            Assert.DoesNotContain("E", attribute.Value);
        }
    }

    [Fact]
    public void Names_are_escaped_and_characters_that_xml_forbids_are_left_out()
    {
        var chart = new Chart("<b>&\u0001\ud800\"'").AddLine("<script>alert(1)</script>", [0, 1], [0, 1]).AddLine("b", [0], [1]);
        var html = chart.ToHtml();
        XDocument.Parse(html);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<b>", html);
    }

    [Fact]
    public void Values_that_are_not_finite_are_left_out_and_break_a_line()
    {
        var svg = XDocument.Parse(new Chart("t").AddLine("a", [0, 1, 2, 3], [1, double.NaN, 2, 3]).ToSvg());
        var line = svg.Descendants().Single(e => (string?)e.Attribute("stroke-width") == "2").Attribute("d")!.Value;
        Assert.Equal(2, line.Count(c => c == 'M'));
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Chart("t").AddLine("a", [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new Chart("t").AddBars("a", ["x"], [1], [1]));
        Assert.Throws<ArgumentException>(() => new Chart("t").AddHeatMap("a", ["x"], ["y"], [[1, 2]]));
    }

    [Fact]
    public void Dates_and_numbers_on_one_axis_are_refused()
    {
        var chart = new Chart("t").AddLine("a", [new DateTime(2150, 1, 1)], [1.0]);
        var e = Assert.Throws<ArgumentException>(() => chart.AddLine("b", [1.0], [1.0]));
        Assert.Contains("dates", e.Message);
    }

    [Fact]
    public void The_same_chart_is_the_same_svg_in_every_run()
    {
        static string Draw() => new Chart("t").AddHistogram("a", [1, 2, 2, 3, 9]).ToSvg();
        Assert.Equal(Draw(), Draw());
        using var reader = XmlReader.Create(new StringReader(Draw()));
        while (reader.Read())
        {
        }
    }
}
