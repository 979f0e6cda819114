using System.Globalization;
using System.Text;

namespace Mimic.Tests.Tables;

/// <summary>Small tables as MIMIC has them, and what may happen to their bytes.</summary>
internal static class TableMutations
{
    private static readonly string[] Words = ["mmHg", "°C", "sinus rhythm", "5\" needle", "a, b", "say \"no\"", "two\nlines", "…", string.Empty, "x\r\ny"];

    /// <summary>The columns of the tables, which the tests ask for in another order.</summary>
    public static string[] Columns { get; } = ["itemid", "subject_id", "value", "charttime", "comments"];

    /// <summary>A table; every third line or so has a field in quotation marks.</summary>
    public static byte[] Table(SeededRandom random, int rows)
    {
        var text = new StringBuilder("subject_id,charttime,itemid,value,comments\n");
        var time = new DateTime(2150, 3, 1);
        for (var i = 0; i < rows; i++)
        {
            time = time.AddMinutes(random.Next(90));
            text.Append(CultureInfo.InvariantCulture, $"{90_000_001 + (i / 5)},{time:yyyy-MM-dd HH:mm:ss},{220_000 + random.Next(9)},");
            text.Append(random.Next(3) == 0 ? Quoted(random.Pick(Words)) : random.Next(200).ToString(CultureInfo.InvariantCulture)).Append(',');
            text.Append(random.Next(6) == 0 ? Quoted(random.Pick(Words) + random.Pick(Words)) : string.Empty).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The bytes with one thing changed.</summary>
    public static byte[] Change(byte[] bytes, SeededRandom random)
    {
        var at = random.Next(bytes.Length + 1);
        var to = Math.Min(bytes.Length, at + random.Next(1, 60));
        var lineStart = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var lineEnd = bytes.AsSpan(at).IndexOf((byte)'\n') is var i and >= 0 ? at + i + 1 : bytes.Length;
        var fieldStart = bytes.AsSpan(0, at).LastIndexOfAny((byte)'\n', (byte)',') + 1;
        return random.Next(20) switch
        {
            0 or 1 => Flip(bytes, random),
            2 => [.. bytes[..lineEnd], .. bytes[lineStart..lineEnd], .. bytes[lineEnd..]],
            3 => [.. bytes[..lineStart], .. bytes[lineEnd..]],
            4 => Insert(bytes, fieldStart, random.Next(2) == 0 ? "," : "new,"),
            5 => [.. bytes[..fieldStart], .. bytes[at..]],
            6 => Insert(bytes, fieldStart, "\""),
            7 => Insert(bytes, at, "\""),
            8 => Insert(bytes, fieldStart, Huge(random)),
            9 => Insert(bytes, at, "\0"),
            10 => [.. bytes[..at], (byte)random.Next(128, 256), .. bytes[at..]],
            11 => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("Â°", "°", StringComparison.Ordinal)),
            12 => Utf16(bytes, random),
            13 => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal)),
            14 => Insert(bytes, random.Pick([lineStart, lineEnd, at]), random.Pick(["\r", "\n", "\r\n", "\n\n"])),
            15 => Insert(bytes, random.Pick([0, 0, at, lineStart]), "\uFEFF"),
            16 => bytes[..at],
            17 => [.. bytes[..at], .. bytes[to..]],
            18 => [.. bytes[..to], .. bytes[at..]],
            _ => [.. bytes[..at], .. Enumerable.Range(0, to - at).Select(_ => (byte)random.Next(256)), .. bytes[at..]],
        };
    }

    /// <summary>Packed bytes with one thing changed.</summary>
    public static byte[] ChangePacked(byte[] bytes, SeededRandom random)
    {
        var at = random.Next(bytes.Length);
        var to = Math.Min(bytes.Length, at + random.Next(1, 40));
        return random.Next(8) switch
        {
            0 or 1 or 2 => Flip(bytes, random),
            3 => bytes[..at],
            4 => [.. bytes[..at], .. bytes[to..]],
            5 => [.. bytes[..to], .. bytes[at..]],
            6 => [.. bytes, .. bytes[..to]],
            _ => [.. bytes[..at], .. Enumerable.Range(0, to - at).Select(_ => (byte)random.Next(256)), .. bytes[at..]],
        };
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static byte[] Insert(byte[] bytes, int at, string text) => [.. bytes[..at], .. Encoding.UTF8.GetBytes(text), .. bytes[at..]];

    private static byte[] Flip(byte[] bytes, SeededRandom random)
    {
        var changed = (byte[])bytes.Clone();
        for (var count = random.Next(1, 4); count > 0 && changed.Length > 0; count--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(256));
        }

        return changed;
    }

    private static string Huge(SeededRandom random)
    {
        var text = string.Concat(Enumerable.Repeat(random.Pick(["x", "word ", "é", ",", "\"\"", "a\n"]), random.Next(1, 20_000)));
        return random.Next(2) == 0 ? text : $"\"{text}\",";
    }

    private static byte[] Utf16(byte[] bytes, SeededRandom random)
    {
        var encoding = new UnicodeEncoding(random.Next(2) == 0, byteOrderMark: true);
        var text = encoding.GetBytes(Encoding.UTF8.GetString(bytes));
        return random.Next(2) == 0 ? text : [.. encoding.GetPreamble(), .. text];
    }
}
