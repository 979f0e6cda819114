using System.Text.Json;
using System.Xml.Linq;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>Charts of anything: what a notebook hands over in a bad hour. Seeded, so that a failure comes back.</summary>
public class ChartFuzzTests
{
    private static readonly double[] Awkward =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0, 1, -1,
        1e300, -1e300, 1e-300, 0.1 + 0.2, 1e15, -1e15, 3, 3, 3, 1e9 + 1e-6,
    ];

    private static readonly string[] Names =
    [
        "", " ", "a", "a", "<script>alert('x')</script>", "&amp;", "\"quoted\"", "\0\u0001\u001f\u007f\u0085", "\ud800 lone", "\udc00",
        "العمر بالسنوات", "גיל", "\u202eback to front\u202c", "\u2067isolate\u2069", "心拍数", "e\u0301\u0301\u0301", "😀😀😀",
        "a_very_long_name_of_a_column_that_no_axis_has_room_for_and_that_goes_on_and_on", "words and words and words and words and words and words",
        "]]>", "--", "\uffff\ufffe", "new\nline\ttab",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_chart_is_well_formed_finite_and_json(int seed)
    {
        var random = new Random(seed);
        var chart = Any(random);
        foreach (var markup in (string[])[chart.ToSvg(), chart.ToHtml()])
        {
            AssertSound(markup);
        }

        using var json = JsonDocument.Parse(chart.ToPlotlyJson());
        Assert.NotNull(chart.ToString());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_panels_are_well_formed_finite_and_json(int seed)
    {
        var random = new Random(seed);
        var grid = new ChartGrid(Name(random)) { SharedX = false, SharedY = false, Columns = random.Next(5), Note = Name(random) };
        for (var i = random.Next(5); i > 0; i--)
        {
            grid.Add(Any(random));
        }

        AssertSound(grid.ToSvg());
        AssertSound(grid.ToHtml());
        using var json = JsonDocument.Parse(grid.ToPlotlyJson());
    }

    private static void AssertSound(string markup)
    {
        foreach (var attribute in XDocument.Parse(markup).Descendants().Attributes())
        {
            if (attribute.Name.LocalName is "d" or "x" or "y" or "width" or "height" or "viewBox" or "transform" or "font-size")
            {
                Assert.DoesNotContain("NaN", attribute.Value);
                Assert.DoesNotContain("∞", attribute.Value);
                Assert.DoesNotContain("E", attribute.Value);
            }

            if (attribute.Name.LocalName is "width" or "height")
            {
                Assert.InRange(double.Parse(attribute.Value), 0, 20_000);
            }
        }
    }

    private static Chart Any(Random random)
    {
        var chart = new Chart(Name(random))
        {
            XTitle = Name(random),
            YTitle = Name(random),
            Note = Name(random),
            XLog = random.Next(3) == 0,
            YLog = random.Next(3) == 0,
            Stacked = random.Next(2) == 0,
            ShowValues = random.Next(2) == 0,
            Shares = random.Next(2) == 0,
            Horizontal = random.Next(3) == 0,
            Square = random.Next(4) == 0,
            XRange = random.Next(5) == 0 ? (Number(random), Number(random)) : null,
            YRange = random.Next(5) == 0 ? (Number(random), Number(random)) : null,
        };
        for (var i = random.Next(4); i >= 0; i--)
        {
            try
            {
                AddAny(chart, random);
            }
            catch (ArgumentException e) when (e.Message.Contains("axis of this chart", StringComparison.Ordinal))
            {
                // A kind of trace that does not go with the axes of the first one: refused, as it should be.
            }
        }

        return chart;
    }

    private static void AddAny(Chart chart, Random random)
    {
        var n = random.Next(4) == 0 ? random.Next(2) : random.Next(30);
        double[] Numbers() => [.. Enumerable.Range(0, n).Select(_ => Number(random))];
        string[] Words() => [.. Enumerable.Range(0, n).Select(_ => Name(random))];
        DateTime Date() => random.Next(9) == 0 ? DateTime.MaxValue : random.Next(9) == 0 ? DateTime.MinValue : new DateTime(2150, 1, 1).AddHours(random.Next(9000));
        DateTime[] Dates() => [.. Enumerable.Range(0, n).Select(_ => Date())];
        _ = random.Next(17) switch
        {
            0 => chart.AddLine(Name(random), Numbers(), Numbers(), random.Next(2) == 0),
            1 => chart.AddLine(Name(random), Dates(), Numbers()),
            2 => chart.AddStep(Name(random), Numbers(), Numbers()),
            3 => chart.AddScatter(Name(random), Numbers(), Numbers(), Numbers(), Numbers()),
            4 => chart.AddScatter(Name(random), Numbers(), Words(), Numbers(), Numbers()),
            5 => chart.AddBand(Name(random), Numbers(), Numbers(), Numbers()),
            6 => chart.AddBars(Name(random), Words(), Numbers(), Numbers(), Numbers()),
            7 => chart.AddHistogram(Name(random), Numbers(), random.Next(4) * 7),
            8 => chart.AddBox(Name(random), Name(random), Numbers()),
            9 => chart.AddHeatMap(Name(random), Words(), Words(), [.. Enumerable.Range(0, n).Select(_ => Numbers())]),
            10 => chart.AddIntervals(Name(random), Words(), Dates(), Dates()),
            11 => chart.AddMark(Name(random), Number(random)),
            12 => chart.AddMark(Name(random), Date()),
            13 => chart.AddHorizontalRange(Name(random), Number(random), Number(random)),
            14 => chart.AddVerticalRange(Name(random), Date(), Date()),
            15 => chart.AddNote(Name(random), Number(random), Number(random)),
            _ => chart.AddDiagonal(Name(random)).AddHorizontalLine(Name(random), Number(random)).AddVerticalLine(Name(random), Number(random)),
        };
    }

    private static double Number(Random random) =>
        random.Next(3) == 0 ? Awkward[random.Next(Awkward.Length)] : (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 6));

    private static string Name(Random random) => Names[random.Next(Names.Length)];
}
