using Mimic.Tables;

namespace Mimic.Tests.Tables;

/// <summary>procedureevents.storetime of the open demo has milliseconds in 242 of its 1,468 rows.</summary>
public class FractionalSecondsTests
{
    [Theory]
    [InlineData("2150-05-01 08:00:01.250", 2_500_000)]
    [InlineData("2150-05-01 08:00:01.007", 70_000)]
    [InlineData("2150-05-01 08:00:01.1234567", 1_234_567)]
    [InlineData("2150-05-01 08:00:01.0", 0)]
    public void Fractions_of_a_second_are_read(string text, int ticks)
    {
        Assert.True(FieldParser.TryTime(System.Text.Encoding.ASCII.GetBytes(text), out var time));
        Assert.Equal(new DateTime(2150, 5, 1, 8, 0, 1).AddTicks(ticks), time);
    }

    [Theory]
    [InlineData("2150-05-01 08:00:01.")]
    [InlineData("2150-05-01 08:00:01,250")]
    [InlineData("2150-05-01 08:00:01.2x0")]
    [InlineData("2150-05-01 08:00:01.12345678")]
    public void What_is_no_fraction_is_no_time(string text) =>
        Assert.False(FieldParser.TryTime(System.Text.Encoding.ASCII.GetBytes(text), out _));
}
