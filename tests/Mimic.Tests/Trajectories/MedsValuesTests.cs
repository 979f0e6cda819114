using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class MedsValuesTests
{
    [Theory]
    [InlineData(7.4)]
    [InlineData(0.1)]
    [InlineData(-0.3)]
    [InlineData(98.6)]
    [InlineData(1234.567)]
    [InlineData(0.00123)]
    [InlineData(1e-7)]
    [InlineData(169_000)]
    [InlineData(999_999_900)]
    [InlineData(0)]
    public void A_decimal_comes_back_as_the_table_wrote_it(double value) => Assert.Equal(value, MedsValues.ToDouble((float)value));

    [Fact]
    public void All_decimals_of_six_digits_come_back_exactly()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 20_000; i++)
        {
            var value = double.Parse($"{random.Next(1_000_000)}e{random.Next(-8, 9)}");
            Assert.Equal(value, MedsValues.ToDouble((float)value));
        }
    }

    [Fact]
    public void All_decimals_of_seven_digits_of_clinical_size_come_back_exactly()
    {
        var random = new SeededRandom(2);
        for (var i = 0; i < 20_000; i++)
        {
            var value = double.Parse($"{random.Next(1_000_000, 10_000_000)}e{random.Next(-9, 4)}");
            if (value is >= 0.001 and < 8.5e9)
            {
                Assert.Equal(value, MedsValues.ToDouble((float)value));
            }
        }
    }

    [Fact]
    public void The_quick_way_agrees_with_the_way_by_text()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 50_000; i++)
        {
            var value = i % 2 == 0 ? BitConverter.UInt32BitsToSingle((uint)random.NextBits()) : random.Next(-200_000, 200_000) / 1000f;
            Assert.Equal(MedsValues.ToDoubleByText(value), MedsValues.ToDouble(value));
        }
    }

    [Fact]
    public void A_time_is_cut_to_the_microsecond_also_before_1970()
    {
        Assert.Equal(-1, MedsValues.FromTime(DateTime.UnixEpoch.AddTicks(-1)));
        Assert.Equal(0, MedsValues.FromTime(DateTime.UnixEpoch.AddTicks(9)));
        Assert.Equal(DateTime.UnixEpoch.AddTicks(-10), MedsValues.ToTime(-1));
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_none() => Assert.Null(MedsValues.ToTime(long.MinValue) ?? MedsValues.ToTime(long.MaxValue));
}
