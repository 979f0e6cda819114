using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>
/// Hands lines to a <see cref="TextScan"/>, and takes apart those that hold several rows: the records of JSON on one line, tuples,
/// a table in a string with \n in it. Digits written as escapes or in other scripts become plain ones first.
/// </summary>
internal sealed partial class LogicalLines(TextScan scan)
{
    private const int Deep = 3;

    /// <summary>Reads one line of a file.</summary>
    /// <param name="text">The line, without its end.</param>
    /// <param name="line">Its number.</param>
    /// <param name="column">Where it begins in the line of the file, from 0.</param>
    public void Read(string text, int line, int column = 0) => Read(text, line, column, 0);

    /// <summary>Reads all lines of a text.</summary>
    public void ReadAll(string text)
    {
        var line = 0;
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            Read(part.ToString(), ++line);
        }

        scan.Break();
    }

    private void Read(string text, int line, int column, int depth)
    {
        if (depth < Deep && text.Contains('\\', StringComparison.Ordinal) && Unescape(text) is { } plain)
        {
            foreach (var part in plain.Split('\n'))
            {
                Read(part, line, column, depth + 1);
            }

            return;
        }

        if (text.Contains('\u001b', StringComparison.Ordinal))
        {
            text = Colour().Replace(text, string.Empty);
        }

        if (!Ascii.IsValid(text))
        {
            text = PlainDigits(text);
        }

        if (depth == 0 && text.Length > 80 && text.Contains(EmbeddedData.Mark, StringComparison.Ordinal))
        {
            foreach (var inner in EmbeddedData.TextsIn(text))
            {
                Read(inner.ReplaceLineEndings("\\n"), line, column, 1);
            }
        }

        var start = 0;
        foreach (Match end in RecordEnd().Matches(text))
        {
            scan.Read(text.AsSpan(start, end.Index + 1 - start), line, column + start);
            start = end.Index + end.Length;
        }

        // What is left behind the last comma is no empty line.
        if (start == 0 || !text.AsSpan(start).IsWhiteSpace())
        {
            scan.Read(text.AsSpan(start), line, column + start);
        }
    }

    /// <summary>The text with escapes resolved; null if there are none.</summary>
    private static string? Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        var changed = false;
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '\\' || next is not ('n' or 'r' or 't' or '"' or '\'' or '/' or 'u' or 'x'))
            {
                plain.Append(text[i]);
                continue;
            }

            var digits = next == 'u' ? 4 : next == 'x' ? 2 : 0;
            if (digits > 0)
            {
                if (i + 1 + digits < text.Length && ushort.TryParse(text.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    plain.Append((char)code);
                    i += 1 + digits;
                    changed = true;
                }
                else
                {
                    plain.Append('\\');
                }

                continue;
            }

            plain.Append(next switch { 'n' or 'r' => '\n', 't' => '\t', _ => next });
            i++;
            changed = true;
        }

        return changed ? plain.ToString() : null;
    }

    /// <summary>Digits of all scripts as 0 to 9; characters without a width are left out.</summary>
    private static string PlainDigits(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                plain.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
            }
            else if (c is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD'))
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    // Between two records: } or ] or ) and a comma.
    [GeneratedRegex(@"[\]})]\s?,")]
    private static partial Regex RecordEnd();

    // How programs colour the text of a terminal.
    [GeneratedRegex(@"\u001b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colour();
}
