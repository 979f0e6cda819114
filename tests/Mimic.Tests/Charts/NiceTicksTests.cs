using Mimic.Charts;

namespace Mimic.Tests.Charts;

public class NiceTicksTests
{
    private static string Labels(double low, double high, int most, bool whole = false) =>
        string.Join(" ", NiceTicks.Between(low, high, most, whole).Select(t => t.Label));

    private static string Dates(string low, string high, int most) =>
        string.Join(" ", DateTicks.Between(Coordinates.Days(DateTime.Parse(low)), Coordinates.Days(DateTime.Parse(high)), most)
            .Select(t => t.Below is { Length: > 0 } below ? $"{t.Label}/{below}" : t.Label));

    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 1, 4, "0 0.25 0.50 0.75 1.00")]
    [InlineData(0, 97, 5, "0 20 40 60 80")]
    [InlineData(-3, 3, 6, "-3 -2 -1 0 1 2 3")]
    [InlineData(0.00001, 0.00005, 5, "1e-5 2e-5 3e-5 4e-5 5e-5")]
    [InlineData(0, 3500, 4, "0 1,000 2,000 3,000")]
    [InlineData(0, 2.5e6, 5, "0 500,000 1.0 M 1.5 M 2.0 M 2.5 M")]
    [InlineData(0, 4e9, 4, "0 1 G 2 G 3 G 4 G")]
    [InlineData(1e15, 3e15, 2, "1e15 2e15 3e15")]
    [InlineData(99.9, 100.1, 2, "99.9 100.0 100.1")]
    public void Numbers_get_round_marks(double low, double high, int most, string expected) =>
        Assert.Equal(expected, Labels(low, high, most));

    [Fact]
    public void Counts_get_whole_marks_only()
    {
        Assert.Equal("0 1 2", Labels(0, 2, 10, whole: true));
        Assert.Equal("0 5 10", Labels(0, 12, 4, whole: true));
    }

    [Theory]
    [InlineData(1, 1000, 5, "1 10 100 1,000")]
    [InlineData(1, 100, 8, "1 2 5 10 20 50 100")]
    [InlineData(0.5, 1e8, 4, "1 1,000 1 M")]
    public void Logarithmic_axes_get_powers_of_ten(double low, double high, int most, string expected) =>
        Assert.Equal(expected, string.Join(" ", NiceTicks.Logarithmic(low, high, most).Select(t => t.Label)));

    [Theory]
    [InlineData("2150-03-14 07:30", "2150-03-14 10:30", 4, "08:00/14 Mar 2150 09:00 10:00")]
    [InlineData("2150-03-14 07:30", "2150-03-16 10:30", 5, "12:00/14 Mar 2150 00:00/15 Mar 2150 12:00 00:00/16 Mar 2150")]
    [InlineData("2150-03-14", "2150-03-18", 5, "14 Mar/2150 15 Mar 16 Mar 17 Mar 18 Mar")]
    [InlineData("2150-11-10", "2151-03-10", 5, "Dec/2150 Jan/2151 Feb Mar")]
    [InlineData("2150-02-10", "2151-04-10", 5, "Apr/2150 Jul Oct Jan/2151 Apr")]
    [InlineData("2150-02-10", "2156-04-10", 8, "2151 2152 2153 2154 2155 2156")]
    [InlineData("2110-02-10", "2200-04-10", 10, "2120 2130 2140 2150 2160 2170 2180 2190 2200")]
    public void Dates_get_marks_on_the_clock_and_the_calendar(string low, string high, int most, string expected) =>
        Assert.Equal(expected, Dates(low, high, most));

    [Fact]
    public void Marks_lie_within_the_range_and_are_no_more_than_asked_for()
    {
        var random = new SeededRandom(2);
        for (var i = 0; i < 2000; i++)
        {
            var low = random.NextNormal() * Math.Pow(10, random.Next(-20, 20));
            var high = low + (Math.Abs(random.NextNormal()) * Math.Pow(10, random.Next(-5, 5)) * Math.Abs(low));
            var most = random.Next(1, 12);
            if (high - low <= Math.Abs(low) * 1e-6)
            {
                continue;
            }

            var ticks = NiceTicks.Between(low, high, most);
            Assert.InRange(ticks.Count, 0, most + 1);
            Assert.All(ticks, t => Assert.InRange(t.At, low - ((high - low) * 1e-6), high + ((high - low) * 1e-6)));
            Assert.Equal(ticks.Count, ticks.Select(t => t.At).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(12.345, "12.35")]
    [InlineData(1234.56, "1,234.6")]
    [InlineData(1e15, "1e15")]
    [InlineData(0.00001, "1e-5")]
    [InlineData(double.NaN, "–")]
    public void A_number_by_itself_is_short(double value, string expected) => Assert.Equal(expected, NumberLabel.Of(value));
}
