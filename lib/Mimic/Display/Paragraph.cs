namespace Mimic.Display;

/// <summary>Running text on a terminal.</summary>
internal static class Paragraph
{
    /// <summary>The width that every terminal has.</summary>
    public const int Width = 80;

    /// <summary>Breaks a text into lines; a word that is longer than a line stands alone, unbroken, so that addresses can be copied.</summary>
    /// <param name="text">Words with single spaces between them.</param>
    /// <param name="indent">What stands before each line.</param>
    /// <param name="first">What stands before the first line instead; null for the same.</param>
    /// <param name="width">The longest line, with what stands before it.</param>
    public static string Wrap(string text, string indent = "", string? first = null, int width = Width)
    {
        var lines = new List<string>();
        var line = first ?? indent;
        var start = line.Length;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = indent;
                start = indent.Length;
            }

            line += line.Length > start ? $" {word}" : word;
        }

        lines.Add(line);
        return string.Join('\n', lines);
    }
}
