namespace Mimic.Charts;

/// <summary>
/// Widths of text without a font: those of a wide sans-serif face (DejaVu, Verdana), so that a narrower one fits as well.
/// </summary>
internal static class TextMeasure
{
    private const string Ellipsis = "…";

    /// <summary>The width of a line in pixels.</summary>
    public static double Width(string text, double size)
    {
        var ems = 0.0;
        foreach (var c in text)
        {
            ems += c switch
            {
                'i' or 'j' or 'l' or 'I' or '\'' or '|' => 0.3,
                ' ' or '.' or ',' or ':' or ';' or '!' => 0.33,
                'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' => 0.4,
                'm' or 'w' or 'M' or 'W' or '%' => 0.95,
                >= '0' and <= '9' => 0.64,
                >= 'A' and <= 'Z' => 0.72,
                >= 'a' and <= 'z' => 0.62,
                '–' or '·' => 0.5,
                > '\u2e7f' => 1,
                _ => 0.75,
            };
        }

        return ems * size;
    }

    /// <summary>A text in lines of a width, broken at blanks; what doesn't fit the last line ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int mostLines = 3)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Width(longer, size) <= width || lines.Count == mostLines - 1)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = word;
        }

        lines.Add(line);
        return [.. lines.Select(l => Cut(l, width, size))];
    }

    /// <summary>Whether a text fits lines of a width without losing a letter.</summary>
    public static bool Fits(string text, double width, double size, int mostLines) =>
        Wrap(text, width, size, mostLines).All(l => !l.EndsWith(Ellipsis, StringComparison.Ordinal))
        || text.EndsWith(Ellipsis, StringComparison.Ordinal);

    private static string Cut(string line, double width, double size)
    {
        if (Width(line, size) <= width)
        {
            return line;
        }

        var kept = line.Length - 1;
        while (kept > 1 && Width(line[..kept] + Ellipsis, size) > width)
        {
            kept--;
        }

        return line[..kept].TrimEnd() + Ellipsis;
    }
}
