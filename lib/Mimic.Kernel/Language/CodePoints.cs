namespace Mimic.Kernel.Language;

/// <summary>Jupyter counts positions in code points, .NET in UTF-16 units: a smiley is one of the first and two of the second.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a position in code points; one outside of the text is moved to its nearest end.</summary>
    public static int ToUtf16(string text, int position)
    {
        var at = 0;
        for (var i = 0; i < position && at < text.Length; i++)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return at;
    }

    /// <summary>The position in code points of a UTF-16 position.</summary>
    public static int FromUtf16(string text, int position)
    {
        var count = 0;
        for (var at = 0; at < position; count++)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return count;
    }
}
