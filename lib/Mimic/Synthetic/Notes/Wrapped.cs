using System.Text;

namespace Mimic.Synthetic.Notes;

/// <summary>Breaks text near 80 characters, as the notes do.</summary>
internal static class Wrapped
{
    /// <summary>The text with line breaks; breaks that are there stay.</summary>
    public static string Lines(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var line in text.Split('\n'))
        {
            var column = 0;
            foreach (var word in line.Split(' '))
            {
                if (column > 0 && column + word.Length > 78)
                {
                    result.Append('\n');
                    column = 0;
                }
                else if (column > 0)
                {
                    result.Append(' ');
                    column++;
                }

                result.Append(word);
                column += word.Length;
            }

            result.Append('\n');
        }

        result.Length--;
        return result.ToString();
    }
}
