using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Trajectories.Building;

/// <summary>What the bytes of a cell say, beyond what a typed column says.</summary>
internal static partial class Cells
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.,eE"u8);

    /// <summary>De-identification writes this in place of what it removed.</summary>
    public static ReadOnlySpan<byte> Removed => "___"u8;

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || (cell[0] > (byte)' ' && cell[^1] > (byte)' ') ? cell : cell.Trim(" \t\r\n"u8);

    /// <summary>A unit without blanks around it; empty where none is meant (procedureevents writes the word None).</summary>
    public static ReadOnlySpan<byte> Unit(ReadOnlySpan<byte> cell)
    {
        var unit = Trim(cell);
        return unit.Length == 4 && unit.SequenceEqual("None"u8) ? [] : unit;
    }

    /// <summary>The number in a cell that people type into: <c>8.5</c>, <c>5,000</c>; null for anything else.</summary>
    public static double? Number(ReadOnlySpan<byte> cell)
    {
        var text = Trim(cell);
        if (text.IsEmpty || text.Length > 40 || text.IndexOfAnyExcept(NumberBytes) >= 0)
        {
            return null;
        }

        if (text.Contains((byte)','))
        {
            var spelled = Encoding.ASCII.GetString(text);
            return Thousands().IsMatch(spelled) ? double.Parse(spelled.Replace(",", string.Empty), CultureInfo.InvariantCulture) : null;
        }

        return Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length && double.IsFinite(number) ? number : null;
    }

    /// <summary>A cell as part of a code: runs of white space become one blank.</summary>
    public static string Part(ReadOnlySpan<byte> cell) => Blanks().Replace(Encoding.UTF8.GetString(Trim(cell)), " ");

    [GeneratedRegex(@"^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
