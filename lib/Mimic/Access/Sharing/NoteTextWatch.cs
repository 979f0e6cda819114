namespace Mimic.Access;

/// <summary>Looks for the text of notes: headers of reports near the three underscores that stand for removed names and dates.</summary>
internal sealed class NoteTextWatch
{
    private const int Reach = 60;
    private const int SectionReach = 8;
    private const int MasksOfSection = 2;
    private const string Mask = "___";

    private readonly Queue<(int Line, int Header)> _headers = new();
    private readonly Queue<int> _masks = new();
    private int _lines;

    /// <summary>Reads a line.</summary>
    /// <returns>Whether a note is being read.</returns>
    public bool Read(ReadOnlySpan<char> text)
    {
        _lines++;
        var masks = MasksIn(text);
        var masked = masks > 0;
        for (var i = 0; i < masks; i++)
        {
            _masks.Enqueue(_lines);
        }

        var found = masked || LooksLikeHeader(text) ? FindHeaders(text, masked) : 0;
        while (_headers.TryPeek(out var first) && first.Line < _lines - Reach)
        {
            _headers.Dequeue();
        }

        while (_masks.TryPeek(out var first) && first < _lines - Reach)
        {
            _masks.Dequeue();
        }

        if (found == 0 && !masked)
        {
            return false;
        }

        var headers = _headers.Select(h => h.Header).Distinct().Count();
        return (headers >= 2 && _masks.Count >= 2) || (headers >= 3 && _masks.Count >= 1) || IsSection();
    }

    // One section says enough if its header is one that only such notes have, and removed words follow at once.
    private bool IsSection() =>
        _headers.Any(h => MimicNames.IsOfNotesOnly(h.Header) && _masks.Count(m => m >= h.Line && m <= h.Line + SectionReach) >= MasksOfSection);

    // A rule of underscores is no mask, nor are names such as __init__.
    private static int MasksIn(ReadOnlySpan<char> text)
    {
        var found = 0;
        for (var at = text.IndexOf(Mask); at >= 0;)
        {
            var end = at + Mask.Length;
            var letterBefore = at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '_');
            if (!letterBefore && (end == text.Length || (text[end] != '_' && !char.IsAsciiDigit(text[end]) && !char.IsAsciiLetterLower(text[end]))))
            {
                found++;
            }

            while (end < text.Length && text[end] == '_')
            {
                end++;
            }

            var next = text[end..].IndexOf(Mask);
            at = next < 0 ? -1 : end + next;
        }

        return found;
    }

    private static bool LooksLikeHeader(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStart(" \t\"'>#*");
        var colon = trimmed.IndexOf(':');
        return colon is > 3 and < 45 || trimmed.StartsWith("FINAL REPORT", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("WET READ", StringComparison.OrdinalIgnoreCase);
    }

    private int FindHeaders(ReadOnlySpan<char> text, bool anywhere)
    {
        var found = 0;
        var trimmed = text.TrimStart(" \t\"'>#*");
        for (var i = 0; i < MimicNames.NoteHeaders.Length; i++)
        {
            var header = MimicNames.NoteHeaders[i];
            if (anywhere ? text.Contains(header, StringComparison.OrdinalIgnoreCase) : trimmed.StartsWith(header, StringComparison.OrdinalIgnoreCase))
            {
                _headers.Enqueue((_lines, i));
                found++;
            }
        }

        return found;
    }
}
