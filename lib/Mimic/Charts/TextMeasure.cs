namespace Mimic.Charts;

/// <summary>
/// Widths of text without a font: those of a wide sans-serif face (DejaVu, Verdana), so that a narrower one fits as well.
/// </summary>
internal static class TextMeasure
{
    /// <summary>How much wider bold letters are.</summary>
    public const double Bold = 1.13;

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

    /// <summary>
    /// A text in lines of a width, broken at blanks, and within a word that is longer than a line after the signs that join its parts,
    /// as in names of columns. What doesn't fit the last line loses its middle: names differ at both ends.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int mostLines = 3)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var (part, joined) in Parts(text, width, size))
        {
            var longer = line.Length == 0 || joined ? line + part : $"{line} {part}";
            if (line.Length == 0 || Width(longer, size) <= width || lines.Count == mostLines - 1)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = part;
        }

        lines.Add(line);
        return [.. lines.Select(l => Cut(l, width, size))];
    }

    private static IEnumerable<(string Part, bool Joined)> Parts(string text, double width, double size)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Width(word, size) <= width)
            {
                yield return (word, false);
                continue;
            }

            var start = 0;
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] is '_' or '/' or '-' or '.' or ':' or ',' or '|' || i == word.Length - 1)
                {
                    yield return (word[start..(i + 1)], start > 0);
                    start = i + 1;
                }
            }
        }
    }

    /// <summary>Whether a text fits lines of a width without losing a letter.</summary>
    public static bool Fits(string text, double width, double size, int mostLines) =>
        Wrap(text, width, size, mostLines).All(l => !l.Contains(Ellipsis, StringComparison.Ordinal))
        || text.Contains(Ellipsis, StringComparison.Ordinal);

    private static string Cut(string line, double width, double size)
    {
        if (Width(line, size) <= width)
        {
            return line;
        }

        // Two thirds from the beginning, one third from the end; a sentence loses its end.
        var share = line.Contains(' ', StringComparison.Ordinal) ? 1.0 : 0.62;
        for (var kept = line.Length - 1; kept > 1; kept--)
        {
            var head = (int)Math.Ceiling(kept * share);
            var tail = kept - head;
            head -= char.IsHighSurrogate(line[head - 1]) ? 1 : 0;
            tail -= tail > 0 && char.IsLowSurrogate(line[^tail]) ? 1 : 0;
            var cut = line[..head].TrimEnd() + Ellipsis + line[(line.Length - tail)..];
            if (Width(cut, size) <= width)
            {
                return cut;
            }
        }

        return Ellipsis;
    }
}
