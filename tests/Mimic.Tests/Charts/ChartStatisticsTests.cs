using System.Text.Json;
using System.Xml.Linq;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

public class ChartStatisticsTests
{
    [Fact]
    public void Histogram_bins_are_round_shared_and_hold_every_value_once()
    {
        var histogram = new Histogram([new("a", [0, 1, 2, 2.5, 9.9, 10], 5), new("b", [4, double.NaN], 5)]);
        Assert.Equal([0, 2, 4, 6, 8, 10], histogram.Edges);
        Assert.Equal([2, 2, 0, 0, 2], histogram.Counts[0]);
        Assert.Equal([0, 0, 1, 0, 0], histogram.Counts[1]);
    }

    [Fact]
    public void Values_that_are_edges_but_for_rounding_fall_to_the_right()
    {
        var histogram = new Histogram([new("a", [0, 0.1, 0.2, 0.3, 0.6, 0.7, 1], 10)]);
        Assert.Equal([1, 1, 1, 1, 0, 0, 1, 1, 0, 1], histogram.Counts[0]);
    }

    [Fact]
    public void One_value_alone_makes_one_bin() => Assert.Equal([1], new Histogram([new("a", [5], 0)]).Counts[0]);

    [Fact]
    public void A_box_has_the_quartiles_of_linear_interpolation_and_tukeys_whiskers()
    {
        // Quartiles of 1..9 and 30 by R's default (type 7): 3.25, 5.5, 7.75; reach 1.5 * 4.5.
        var box = BoxSummary.Of([9, 1, 2, 3, 4, 30, 5, 6, 7, 8, double.NaN])!;
        Assert.Equal((10, 1.0, 3.25, 5.5, 7.75, 9.0), (box.Count, box.LowWhisker, box.Lower, box.Median, box.Upper, box.HighWhisker));
        Assert.Equal([30], box.Outside);
        Assert.Null(BoxSummary.Of([double.NaN]));
    }

    [Fact]
    public void Stacked_bars_grow_from_one_another_above_and_below_zero()
    {
        var stacks = new BarStacks();
        Assert.Equal((0, 3), stacks.Add("x", 3));
        Assert.Equal((3, 5), stacks.Add("x", 2));
        Assert.Equal((0, -4), stacks.Add("x", -4));
        Assert.Equal((0, 1), stacks.Add("y", 1));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var svg = XDocument.Parse(new Chart("t") { Horizontal = true, XRange = (0, 10) }.AddBars("a", ["x", "y"], [5, 10]).ToSvg());
        var bars = svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.HasElements);
        var widths = bars.Select(e => double.Parse(e.Attribute("width")!.Value)).ToList();
        Assert.Equal(2 * widths[0], widths[1], 0.11);
    }

    [Fact]
    public void A_band_and_a_line_of_one_name_share_colour_and_legend_entry()
    {
        var chart = new Chart("t").AddBand("a", [0, 1], [0, 1], [1, 2]).AddLine("a", [0, 1], [0.5, 1.5]).AddLine("b", [0, 1], [0, 1]);
        var texts = XDocument.Parse(chart.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.Single(texts, "a");
        Assert.Equal(0, LegendLayout.ColourOf([chart], "a"));
        Assert.Equal(1, LegendLayout.ColourOf([chart], "b"));
    }

    [Fact]
    public void The_attrition_flow_states_what_each_step_left_out()
    {
        var svg = Samples.Charts["flow"].ToSvg();
        Assert.Contains(">60 left out (60 %)<", svg);
        Assert.Contains(">40 left out (100 %)<", svg);
    }

    [Fact]
    public void Precision_between_two_recalls_is_that_of_the_larger_one()
    {
        var series = Chart.PrecisionRecall("t", 0.2, new Curve("m", [0, 0.5, 1], [1, 0.8, 0.2])).Traces.OfType<SeriesTrace>().Single();
        Assert.Equal([1, 0.5, 0], series.X.Numbers);
        Assert.Equal([0.2, 0.8, 1], series.Y.Numbers);
    }

    [Fact]
    public void Plotly_json_holds_the_numbers_dates_and_gaps()
    {
        var chart = new Chart("t").AddLine("a", [new DateTime(2150, 1, 2, 3, 4, 5), new DateTime(2150, 2, 1)], [1.5, double.NaN]);
        using var json = JsonDocument.Parse(chart.ToPlotlyJson());
        var trace = json.RootElement.GetProperty("data")[0];
        Assert.Equal(("scatter", "lines"), (trace.GetProperty("type").GetString(), trace.GetProperty("mode").GetString()));
        Assert.Equal("2150-01-02T03:04:05", trace.GetProperty("x")[0].GetString());
        Assert.Equal(JsonValueKind.Null, trace.GetProperty("y")[1].ValueKind);
        Assert.Equal("date", json.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void The_words_tell_names_numbers_and_ranges()
    {
        var text = new Chart("Rates") { XTitle = "Hours" }.AddLine("heart", [0, 1, 2], [60, 95, 90]).AddHorizontalLine("limit", 80).ToString();
        Assert.Equal(
            "Rates. X axis: Hours.\nheart: line, 3 points, x from 0 to 2, y rises from 60 to 90, highest 95 at 1.\nlimit: level line at 80.", text);
    }

    [Theory]
    [InlineData("stacked shares", "2017 to 2019 47, 2020 to 2022 45; highest 2008 to 2010, lowest 2020 to 2022.")]
    [InlineData("forest of ratios", "65 to 79 years 1.45 (1.1 to 1.9)")]
    [InlineData("timeline with stays", "Mark at 2151-05-09: death.")]
    [InlineData("timeline with stays", "ICU stay: 2 intervals from 2150-03-15 to 2151-05-09.")]
    [InlineData("normal range and notes", "normal range: shaded from 3.5 to 5.1.")]
    [InlineData("shares of two groups", "half of them between")]
    public void The_words_tell_what_the_data_show(string kind, string words) => Assert.Contains(words, Samples.Charts[kind].ToString());
}
