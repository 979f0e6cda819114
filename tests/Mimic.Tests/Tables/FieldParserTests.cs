using System.Globalization;
using System.Text;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public class FieldParserTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("-12", -12)]
    [InlineData(" 20001234 ", 20001234)]
    [InlineData("20001234.0", 20001234)]
    [InlineData("20001234.000", 20001234)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void Whole_numbers_are_read(string text, int expected) =>
        Assert.Equal((true, expected), (FieldParser.TryInt32(Utf8(text), out var value), value));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.5")]
    [InlineData("1.")]
    [InlineData(".0")]
    [InlineData("1e3")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("99999999999999999999999")]
    [InlineData("12a")]
    [InlineData("1 2")]
    public void What_is_not_a_whole_number_of_32_bits_is_refused(string text) => Assert.False(FieldParser.TryInt32(Utf8(text), out _));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-6.02")]
    [InlineData("+3")]
    [InlineData("1e-7")]
    [InlineData("999999999999999")]
    [InlineData("9007199254740993")]
    [InlineData("123456789012345.6")]
    [InlineData("0.000000000000001")]
    [InlineData("4.9406564584124654E-324")]
    [InlineData("179769313486231570000000000000000000000")]
    [InlineData("20.523645833333333")]
    public void Numbers_are_exactly_those_of_the_platform(string text)
    {
        Assert.True(FieldParser.TryDouble(Utf8(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
    }

    [Fact]
    public void Random_decimals_are_exactly_those_of_the_platform()
    {
        var random = new SeededRandom(11);
        for (var i = 0; i < 20_000; i++)
        {
            var digits = random.NextBits() % (ulong)Math.Pow(10, random.Next(1, 19));
            var text = digits.ToString().PadLeft(random.Next(1, 20), '0');
            text = text.Insert(random.Next(text.Length + 1), ".");
            Assert.True(FieldParser.TryDouble(Utf8(text), out var value));
            Assert.Equal(double.Parse(text), value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("___")]
    [InlineData(">300")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("0x10")]
    public void What_is_not_a_finite_number_is_refused(string text) => Assert.False(FieldParser.TryDouble(Utf8(text), out _));

    [Fact]
    public void Times_and_dates_are_read()
    {
        Assert.True(FieldParser.TryTime("2137-09-02 23:59:08"u8, out var time));
        Assert.Equal(new DateTime(2137, 9, 2, 23, 59, 8), time);
        Assert.True(FieldParser.TryTime(" 2140-02-29 "u8, out var date));
        Assert.Equal(new DateTime(2140, 2, 29), date);
    }

    [Theory]
    [InlineData("2137-02-29")]
    [InlineData("2137-13-01")]
    [InlineData("2137-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("2137-1-1")]
    [InlineData("2137/01/01")]
    [InlineData("2137-01-01 24:00:00")]
    [InlineData("2137-01-01 23:60:00")]
    [InlineData("2137-01-01 23:00")]
    [InlineData("2137-01-01T23:00:00")]
    [InlineData("21370101")]
    public void What_is_not_a_time_is_refused(string text) => Assert.False(FieldParser.TryTime(Utf8(text), out _));

    [Fact]
    public void Every_day_of_the_calendar_is_read_and_no_day_beside_it()
    {
        Span<byte> text = stackalloc byte[19];
        for (var day = DateTime.MinValue; day < DateTime.MaxValue.Date; day = day.AddDays(1))
        {
            day.TryFormat(text, out _, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Assert.True(FieldParser.TryTime(text, out var read) && read == day);
            if (day.Day >= 28 && day.AddDays(1).Day == 1)
            {
                (day.Day + 1).TryFormat(text[8..], out _, "00", CultureInfo.InvariantCulture);
                Assert.False(FieldParser.TryTime(text, out _));
            }
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
