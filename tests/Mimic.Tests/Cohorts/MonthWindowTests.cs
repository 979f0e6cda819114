using Mimic.Cohorts;

namespace Mimic.Tests.Cohorts;

public class MonthWindowTests
{
    private static readonly DateTime End = new(2150, 6, 15, 10, 30, 0);

    [Fact]
    public void The_right_end_is_inside_and_the_left_end_is_not()
    {
        var window = new MonthWindow(End, new());
        Assert.Equal(new DateTime(2149, 6, 15, 10, 30, 0), window.Start);
        Assert.Equal(0, window.BinOf(End));
        Assert.Equal(-1, window.BinOf(End.AddSeconds(1)));
        Assert.Equal(-1, window.BinOf(window.Start));
        Assert.Equal(11, window.BinOf(window.Start.AddSeconds(1)));
    }

    [Fact]
    public void A_time_on_an_inner_edge_belongs_to_the_earlier_month()
    {
        var window = new MonthWindow(End, new());
        Assert.Equal(1, window.BinOf(new(2150, 5, 15, 10, 30, 0)));
        Assert.Equal(0, window.BinOf(new(2150, 5, 15, 10, 30, 1)));
    }

    [Theory]
    [InlineData("2150-02-28 23:00", 1)]
    [InlineData("2150-02-28 23:01", 0)]
    [InlineData("2150-01-31 23:00", 2)]
    [InlineData("2150-01-31 23:01", 1)]
    [InlineData("2149-04-30 23:00", 11)]
    [InlineData("2149-03-31 23:00", -1)]
    [InlineData("2149-03-31 23:01", 11)]
    public void Months_before_the_31st_end_on_the_last_day_of_shorter_months(string time, int bin) =>
        Assert.Equal(bin, new MonthWindow(new(2150, 3, 31, 23, 0, 0), new()).BinOf(DateTime.Parse(time)));

    [Fact]
    public void A_leap_day_goes_back_to_the_28th()
    {
        var window = new MonthWindow(new(2152, 2, 29), new());
        Assert.Equal(new DateTime(2151, 2, 28), window.Start);
        Assert.Equal(11, window.BinOf(new(2151, 2, 28, 0, 0, 1)));
    }

    [Fact]
    public void Bins_of_thirty_days_make_a_window_of_360_days()
    {
        var window = new MonthWindow(End, new() { Bins = MonthBins.ThirtyDays });
        Assert.Equal(End.AddDays(-360), window.Start);
        Assert.Equal(0, window.BinOf(End.AddDays(-30).AddSeconds(1)));
        Assert.Equal(1, window.BinOf(End.AddDays(-30)));
        Assert.Equal(-1, window.BinOf(End.AddDays(-360)));
    }

    [Fact]
    public void Calendar_months_give_thirteen_bins_over_a_year()
    {
        var options = new EntropyOptions { Bins = MonthBins.Calendar };
        var window = new MonthWindow(End, options);
        Assert.Equal(13, options.PossibleMonths);
        Assert.Equal(0, window.BinOf(new(2150, 6, 1)));
        Assert.Equal(1, window.BinOf(new(2150, 5, 31, 23, 59, 59)));
        Assert.Equal(12, window.BinOf(new(2149, 6, 30)));
        Assert.Equal(-1, window.BinOf(new(2149, 6, 15)));
    }

    [Fact]
    public void A_window_before_the_calendar_begins_is_cut_there() =>
        Assert.Equal(DateTime.MinValue, new MonthWindow(new(2, 6, 1), new() { Months = 120 }).Start);

    [Theory]
    [InlineData(MonthBins.CountedBack)]
    [InlineData(MonthBins.ThirtyDays)]
    [InlineData(MonthBins.Calendar)]
    public void Every_time_of_the_window_has_a_bin_and_later_times_no_later_one(MonthBins bins)
    {
        var random = new SeededRandom(11);
        for (var run = 0; run < 200; run++)
        {
            var options = new EntropyOptions { Bins = bins, Months = random.Next(1, 30) };
            var window = new MonthWindow(new DateTime(2110, 1, 1).AddMinutes(random.Next(40_000_000)), options);
            var span = (window.End - window.Start).TotalSeconds;
            var last = int.MaxValue;
            for (var i = 1; i <= 60; i++)
            {
                var bin = window.BinOf(window.Start.AddSeconds(Math.Round(span * i / 60)));
                Assert.InRange(bin, 0, Math.Min(last, options.PossibleMonths - 1));
                last = bin;
            }
        }
    }
}
