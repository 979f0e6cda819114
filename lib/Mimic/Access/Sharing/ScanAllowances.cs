using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>
/// What <c>.mimic-scan</c> at the root of a repository allows: a line each with a pattern of paths, a kind, and the reason. In patterns *
/// stands for anything within a name, ** for any folders, ? for one character; one with blanks stands in quotes.
/// </summary>
internal sealed partial class ScanAllowances
{
    public const string FileName = ".mimic-scan";

    private static readonly string[] Kinds = [.. Enum.GetValues<DataUseKind>().Select(DataUseFinding.NameOf)];

    private readonly List<Entry> _entries = [];
    private readonly List<DataUseFinding> _mistakes = [];

    private ScanAllowances()
    {
    }

    /// <summary>Entries that cannot be understood, as findings.</summary>
    public IReadOnlyList<DataUseFinding> Mistakes => _mistakes;

    /// <summary>Reads the entries; null for none.</summary>
    public static ScanAllowances Parse(string? text)
    {
        var all = new ScanAllowances();
        var number = 0;
        foreach (var line in (text ?? string.Empty).ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Trim() is not { Length: > 0 } entry || entry[0] == '#')
            {
                continue;
            }

            var match = Line().Match(entry);
            if (!match.Success)
            {
                all.Mistake(number, "an entry without a reason", "what is allowed needs a reason that others can judge");
            }
            else if (!Kinds.Contains(match.Groups["kind"].Value))
            {
                all.Mistake(number, "an entry of an unknown kind", $"the kinds are {string.Join(", ", Kinds)}");
            }
            else
            {
                all._entries.Add(new(number, Pattern(match.Groups["path"].Value.Trim('"')), match.Groups["kind"].Value));
            }
        }

        return all;
    }

    /// <summary>Whether something found is allowed.</summary>
    /// <param name="path">The file, relative to the root, with slashes, as it is.</param>
    /// <param name="finding">What was found in it.</param>
    public bool Allow(string path, DataUseFinding finding)
    {
        var allowed = false;
        foreach (var entry in _entries.Where(e => e.Kind == finding.KindName && e.Path.IsMatch(path)))
        {
            allowed = entry.IsUsed = true;
        }

        return allowed;
    }

    /// <summary>The entries that matched nothing, as findings.</summary>
    public IEnumerable<DataUseFinding> Stale() => _entries.Where(e => !e.IsUsed).Select(e => Finding(
        e.Line, "an entry that matches nothing", "what it allowed is gone, or lies elsewhere", "Delete the entry, or correct its pattern."));

    private static DataUseFinding Finding(int line, string shape, string why, string remedy) =>
        new(FileName, null, line, 1, DataUseKind.Allowance, false, shape, why, remedy, 1);

    private static Regex Pattern(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/"))
            {
                pattern.Append("(?:.*/)?");
                i += 2;
            }
            else if (glob.AsSpan(i).StartsWith("**"))
            {
                pattern.Append(".*");
                i++;
            }
            else
            {
                pattern.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return new(pattern.Append('$').ToString(), RegexOptions.CultureInvariant);
    }

    private void Mistake(int line, string shape, string why) => _mistakes.Add(Finding(line, shape, why, "Write: PATTERN KIND REASON."));

    [GeneratedRegex("""^(?<path>"[^"]+"|\S+)\s+(?<kind>[\w-]+)\s+(?<reason>\S.{2,})$""")]
    private static partial Regex Line();

    private sealed record Entry(int Line, Regex Path, string Kind)
    {
        public bool IsUsed { get; set; }
    }
}
