using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Features;

/// <summary>A part of a note under a header.</summary>
/// <param name="Name">The usual name of the section, as IMPRESSION or Brief Hospital Course; empty for what stands before the first header.</param>
/// <param name="Text">What stands under the header, without blanks around it.</param>
/// <param name="Line">The line of the header, from 1.</param>
public sealed record NoteSection(string Name, string Text, int Line);

/// <summary>
/// A note taken apart at its headers. A header is one of the known names, in any case, at the beginning of a line and with a colon, or
/// alone on a line in capitals. Sections may come in any order, be absent, or come twice.
/// </summary>
/// <remarks>
/// Radiology reports and discharge summaries have each their own headers, so that the "FINDINGS:" of a report quoted in a
/// discharge summary stays in the section that quotes it. MIMIC's mark <c>___</c> for removed text may stand for a word of a header.
/// A line such as "General: well appearing" has no known name and stays text.
/// </remarks>
public sealed partial class NoteSections : IReadOnlyList<NoteSection>
{
    private readonly NoteSection[] _sections;

    private NoteSections(NoteKind kind, NoteSection[] sections) => (Kind, _sections) = (kind, sections);

    /// <summary>Which headers were looked for: those of radiology reports or of discharge summaries.</summary>
    public NoteKind Kind { get; }

    /// <inheritdoc/>
    public int Count => _sections.Length;

    /// <inheritdoc/>
    public NoteSection this[int index] => _sections[index];

    /// <summary>The text of a section, of several of one name joined by line feeds; null if there is none.</summary>
    /// <param name="name">The usual name, in any case.</param>
    public string? this[string name]
    {
        get
        {
            var texts = _sections.Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(s => s.Text).ToArray();
            return texts.Length == 0 ? null : string.Join('\n', texts);
        }
    }

    /// <summary>Takes a note apart.</summary>
    /// <param name="text">The note.</param>
    /// <param name="kind">Whose headers to look for; <see cref="NoteKind.All"/> for those of which the note has more.</param>
    public static NoteSections Parse(string text, NoteKind kind = NoteKind.All)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (kind != NoteKind.All)
        {
            return new(kind, Cut(text, kind == NoteKind.Discharge ? NoteHeaders.Discharge : NoteHeaders.Radiology));
        }

        var (radiology, discharge) = (Parse(text, NoteKind.Radiology), Parse(text, NoteKind.Discharge));
        return discharge.Count > radiology.Count ? discharge : radiology;
    }

    /// <inheritdoc/>
    public IEnumerator<NoteSection> GetEnumerator() => ((IEnumerable<NoteSection>)_sections).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names of the sections; never their text, which is a patient's.</summary>
    public override string ToString() => string.Join(", ", _sections.Select(s => s.Name.Length == 0 ? "(before the first header)" : s.Name));

    private static NoteSection[] Cut(string text, NoteHeaders headers)
    {
        var sections = new List<NoteSection>();
        var body = new StringBuilder();
        var (name, begin, number) = (string.Empty, 1, 0);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var rest = line;
            if (headers.Find(line) is { } header)
            {
                End();
                (name, begin, rest) = (header.Name, number, line[header.End..]);
            }

            // "Admission Date: ___   Discharge Date: ___": a second header far right in a line.
            for (var second = Gap().Match(rest); second.Success; second = Gap().Match(rest))
            {
                if (headers.FindInline(second.Groups[2].Value) is not { } other)
                {
                    break;
                }

                body.Append(second.Groups[1].Value).Append('\n');
                End();
                (name, begin, rest) = (other, number, second.Groups[3].Value);
            }

            body.Append(rest).Append('\n');
        }

        End();
        return [.. sections];

        void End()
        {
            var content = body.ToString().Trim();
            if (name.Length > 0 || content.Length > 0)
            {
                sections.Add(new(name, content, begin));
            }

            body.Clear();
        }
    }

    [GeneratedRegex(@"^(.*?\S)\s{2,}([A-Za-z][A-Za-z ]{1,20}):(.*)$")]
    private static partial Regex Gap();
}
