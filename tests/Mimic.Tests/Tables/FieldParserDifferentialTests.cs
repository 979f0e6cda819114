using System.Globalization;
using System.Text;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

/// <summary>The parsers of fields against those of the platform, over texts near what tables hold.</summary>
public class FieldParserDifferentialTests
{
    private const int Cases = 60_000;

    [Fact]
    public void Whole_numbers_are_those_of_the_platform()
    {
        var random = new SeededRandom(71);
        for (var i = 0; i < Cases; i++)
        {
            var text = Odd(random, Number(random, random.Next(1, 12)), "-0123456789 .:/a\u0000");
            var trimmed = text.Trim(' ', '\t');
            var whole = trimmed.IndexOf('.') is var point and > 0 && point < trimmed.Length - 1 && trimmed[(point + 1)..].All(c => c == '0')
                ? trimmed[..point]
                : trimmed;
            var expected = int.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && !whole.Contains('+') && !whole.Contains('\0');
            Assert.True(expected == FieldParser.TryInt32(Utf8(text), out var actual), text);
            Assert.True(!expected || actual == value, text);
        }
    }

    [Fact]
    public void Numbers_are_those_of_the_platform_to_the_last_bit()
    {
        var random = new SeededRandom(72);
        for (var i = 0; i < Cases; i++)
        {
            var text = Number(random, random.Next(1, 20));
            text = random.Next(3) > 0 ? text.Insert(random.Next(text.Length + 1), ".") : text;
            text = Odd(random, text, "-+0123456789.eE:/a ");
            var trimmed = text.Trim(' ', '\t');
            var expected = double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            Assert.True(expected == FieldParser.TryDouble(Utf8(text), out var actual), text);
            Assert.True(!expected || BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(actual), text);
        }
    }

    [Fact]
    public void Times_are_those_of_the_platform()
    {
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", .. Enumerable.Range(1, 7).Select(n => "yyyy-MM-dd HH:mm:ss." + new string('f', n))];
        var random = new SeededRandom(73);
        var time = new DateTime(2150, 1, 1);
        var read = 0;
        for (var i = 0; i < Cases; i++)
        {
            time = random.Next(5) switch
            {
                0 => new DateTime((long)(random.NextBits() % (ulong)DateTime.MaxValue.Ticks)),
                1 => time.Date.AddDays(time.Year is > 2 and < 9998 ? random.Next(3) - 1 : 0),
                _ => time.Date.AddTicks((long)(random.NextBits() % TimeSpan.TicksPerDay)),
            };
            var text = time.ToString(formats[Math.Min(random.Next(14) % 10, 8) is var f && random.Next(3) > 0 ? 1 : f], CultureInfo.InvariantCulture);
            text = random.Next(3) == 0 ? Odd(random, text, "0123456789:- .T/;aZ") : text;
            var expected = DateTime.TryParseExact(text.Trim(' ', '\t'), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
            Assert.True(expected == FieldParser.TryTime(Utf8(text), out var actual) && (!expected || value == actual), text);
            read += expected ? 1 : 0;
        }

        Assert.InRange(read, Cases / 2, Cases - 1000);
    }

    /// <summary>One to some digits, the first of them often zeros.</summary>
    private static string Number(SeededRandom random, int digits)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "-" : string.Empty);
        for (var zeros = random.Next(6) == 0; digits > 0; digits--)
        {
            text.Append(zeros ? '0' : (char)('0' + random.Next(10)));
            zeros &= random.Next(3) > 0;
        }

        return text.ToString();
    }

    /// <summary>Half of the texts as they are; in the others a character is another one, added or lost, or blanks stand around.</summary>
    private static string Odd(SeededRandom random, string text, string letters)
    {
        var (at, letter) = (random.Next(text.Length), letters[random.Next(letters.Length)]);
        return random.Next(8) switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 => text.Insert(at, letter.ToString()),
            2 => text.Remove(at, 1),
            3 => $" {text}\t",
            _ => text,
        };
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
