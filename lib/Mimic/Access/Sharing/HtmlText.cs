using System.Net;
using System.Text;

namespace Mimic.Access;

/// <summary>Reads HTML and SVG as rows: the cells of a table's row, a paragraph, the labels of a drawing.</summary>
/// <param name="document">The file; told what the markup says of its source.</param>
/// <param name="scan">Where rows go.</param>
internal sealed class HtmlText(ScanDocument document, TextScan scan)
{
    private const string SourceAttribute = "data-mimic-source=\"";

    private readonly LogicalLines _lines = new(scan);
    private readonly StringBuilder _row = new();
    private int _rowLine;
    private int _rowColumn;
    private bool _inPre;
    private bool _inCell;

    /// <summary>Reads a whole text.</summary>
    public void ReadAll(string html)
    {
        var (line, lineStart, i) = (1, 0, 0);
        while (i < html.Length)
        {
            var open = html.IndexOf('<', i);
            var end = open < 0 ? html.Length : open;
            Text(html, i, end, ref line, ref lineStart);
            if (open < 0)
            {
                break;
            }

            var close = html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal) ? html.IndexOf("-->", open + 4, StringComparison.Ordinal) + 2 : EndOfTag(html, open);
            if (close <= open)
            {
                Text(html, open + 1, html.Length, ref line, ref lineStart);
                break;
            }

            var tag = html.AsSpan(open, close + 1 - open);
            Tag(tag, line, open - lineStart);
            i = Skip(html, tag, close + 1, line, lineStart);
            Count(html, open, i, ref line, ref lineStart);
        }

        EndRow();
        scan.Break();
    }

    // A > within quotes does not end the tag.
    private static int EndOfTag(string html, int open)
    {
        var quote = '\0';
        for (var i = open + 1; i < html.Length; i++)
        {
            if (quote != '\0')
            {
                quote = html[i] == quote ? '\0' : quote;
            }
            else if (html[i] is '"' or '\'')
            {
                quote = html[i];
            }
            else if (html[i] == '>')
            {
                return i;
            }
        }

        return html.IndexOf('>', open);
    }

    private static void Count(string html, int from, int to, ref int line, ref int lineStart)
    {
        for (var at = html.IndexOf('\n', from, to - from); at >= 0 && at < to; at = at + 1 < to ? html.IndexOf('\n', at + 1, to - at - 1) : -1)
        {
            line++;
            lineStart = at + 1;
        }
    }

    private void Text(string html, int from, int to, ref int line, ref int lineStart)
    {
        while (from < to)
        {
            var end = html.IndexOf('\n', from, to - from);
            var stop = end < 0 ? to : end;
            if (stop > from)
            {
                if (_row.Length == 0)
                {
                    (_rowLine, _rowColumn) = (line, from - lineStart);
                }

                var text = html.AsSpan(from, stop - from);
                _row.Append(text.Contains('&') ? WebUtility.HtmlDecode(text.ToString()) : text);
            }

            if (end < 0)
            {
                return;
            }

            line++;
            lineStart = end + 1;
            from = end + 1;
            if (_inPre)
            {
                EndRow(keepEmpty: true);
            }
            else if (_row.Length > 0)
            {
                _row.Append(' ');
            }
        }
    }

    private void Tag(ReadOnlySpan<char> tag, int line, int column)
    {
        Structure(NameOf(tag), line, column);
        if (tag.IndexOf(SourceAttribute, StringComparison.Ordinal) is >= 0 and var at)
        {
            var value = tag[(at + SourceAttribute.Length)..];
            var end = value.IndexOf('"');
            document.Declare(SourceTags.Parse(end < 0 ? null : value[..end].ToString()));
        }

        if (HasLongNumber(tag) || (tag.Length > 60 && tag.Contains(";base64,", StringComparison.Ordinal) && !tag.Contains("data:image", StringComparison.Ordinal)))
        {
            _lines.Read(WebUtility.HtmlDecode(Uri.UnescapeDataString(tag.ToString())), line, column);
        }
    }

    private void Structure(ReadOnlySpan<char> name, int line, int column)
    {
        switch (name)
        {
            case "b" or "i" or "em" or "strong" or "span" or "code" or "a" or "/b" or "/i" or "/em" or "/strong" or "/span" or "/code" or "/a" or "sub" or "sup" or "/sub" or "/sup":
                return;
            case "td" or "th":
                if (_row.Length == 0)
                {
                    (_rowLine, _rowColumn) = (line, column);
                }

                _inCell = true;
                _row.Append('\t');
                return;
            case "/td" or "/th":
                _inCell = false;
                return;
            case "tr" or "/tr" or "table" or "/table":
                _inCell = false;
                break;
            case "pre" or "/pre":
                _inPre = name is "pre";
                break;
        }

        if (_inCell)
        {
            // A cell may hold paragraphs and boxes; they do not part it from its row.
            _row.Append(' ');
            return;
        }

        EndRow();
        if (name is "table" or "/table" or "pre" or "/pre" or "/ul" or "/ol" or "/section" or "/figure")
        {
            scan.Break();
        }
    }

    // Styles hold colours and sizes only; a script may hold the data of a figure.
    private int Skip(string html, ReadOnlySpan<char> tag, int after, int line, int lineStart)
    {
        var name = NameOf(tag);
        if (name is not ("script" or "style") || tag[^2] == '/')
        {
            return after;
        }

        var end = html.IndexOf($"</{name}", after, StringComparison.OrdinalIgnoreCase);
        end = end < 0 ? html.Length : end;
        if (name is "script")
        {
            var number = line + html.AsSpan(lineStart, after - lineStart).Count('\n');
            foreach (var part in html.AsSpan(after, end - after).EnumerateLines())
            {
                _lines.Read(part.ToString(), number++);
            }

            scan.Break();
        }

        return end;
    }

    private void EndRow(bool keepEmpty = false)
    {
        if (_row.Length > 0)
        {
            var text = _row.ToString();
            if (keepEmpty || !string.IsNullOrWhiteSpace(text))
            {
                _lines.Read(text, _rowLine, _rowColumn);
            }

            _row.Clear();
        }
        else if (keepEmpty)
        {
            scan.Break();
        }
    }

    private static bool HasLongNumber(ReadOnlySpan<char> tag)
    {
        var run = 0;
        foreach (var c in tag)
        {
            run = char.IsAsciiHexDigit(c) ? run + 1 : 0;
            if (run >= 8)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        var inner = tag[1..];
        var length = inner.IndexOfAny(" \t\r\n>");
        Span<char> lower = new char[length < 0 ? inner.Length : length];
        inner[..lower.Length].ToLowerInvariant(lower);
        return lower.Length > 1 && lower[^1] == '/' ? lower[..^1] : lower;
    }
}
