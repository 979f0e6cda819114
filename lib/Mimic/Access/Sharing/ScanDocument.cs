namespace Mimic.Access;

/// <summary>
/// What one file gives: findings by place and kind. Numbers in MIMIC's ranges count whatever a file says of itself; rows, notes and names
/// of images that synthetic data have in the same shape are settled by the source that the file, its folder or its numbers state.
/// </summary>
/// <param name="file">The file as it is shown.</param>
internal sealed class ScanDocument(string file)
{
    private const int FewestAlone = 3;
    private const double LeastShare = 0.6;

    private readonly Dictionary<(string? Place, DataUseKind Kind, bool Demo), DataUseFinding> _findings = [];
    private readonly List<DataUseFinding> _candidates = [];
    private readonly Dictionary<IdClass, (HashSet<int> Plain, int Lines)> _alone = [];
    private readonly Dictionary<IdClass, DataUseFinding> _firstAlone = [];
    private readonly List<(IdClass Class, DataUseFinding Finding)> _unlikely = [];
    private readonly HashSet<IdClass> _found = [];
    private readonly HashSet<int> _demo = [];
    private readonly HashSet<int> _others = [];

    public string File { get; } = file;

    /// <summary>Numbers of the generator of synthetic hospitals were seen.</summary>
    public bool HasSynthetic { get; set; }

    /// <summary>What the file, or the folder that it belongs to, says of its data; null if nothing.</summary>
    public SourceTag? Declared { get; private set; }

    /// <summary>Lines that hold next to nothing but a large number.</summary>
    public int NumberLines { get; set; }

    /// <summary>Lines in which a mark in the text allows something.</summary>
    public int AllowedLines { get; set; }

    /// <summary>Lines with a finding; a reader of a large table stops when there are many.</summary>
    public int FoundLines { get; private set; }

    /// <summary>Images that cannot be read here.</summary>
    public int Pictures { get; set; }

    public void Declare(SourceTag source) => Declared = Declared is { } other ? SourceTags.Stricter(source, other) : source;

    public bool IsOpenDemo(int number)
    {
        if (_demo.Contains(number))
        {
            return true;
        }

        if (_others.Contains(number))
        {
            return false;
        }

        var demo = OpenDemoIds.Contains(number);
        _ = (demo ? _demo : _others).Add(number);
        return demo;
    }

    public void Add(string? place, int line, int column, DataUseKind kind, bool demo, string shape, string why, string? remedy = null, IdClass found = IdClass.Other)
    {
        _found.Add(found);
        FoundLines++;
        Merge(new(File, place, line, column, kind, demo, shape, why, remedy ?? RemedyOf(kind, demo), 1));
    }

    /// <summary>Adds what only counts if the file does not turn out to be synthetic or open.</summary>
    public void AddCandidate(string? place, int line, int column, DataUseKind kind, string shape, string why)
    {
        if (_candidates.Count < 1000)
        {
            _candidates.Add(new(File, place, line, column, kind, false, shape, why, RemedyOf(kind, false), 1));
        }
    }

    /// <summary>
    /// Adds a number that stands alone on its line: one says little, several in a file do. Those that read as dates or are round say
    /// nothing, but are of them where the others are.
    /// </summary>
    public void AddAlone(string? place, int line, int column, IdClass kind, int value, bool isPlain, string shape)
    {
        var (plain, lines) = _alone.GetValueOrDefault(kind, ([], 0));
        _ = isPlain && plain.Add(value);
        _alone[kind] = (plain, lines + 1);
        _firstAlone.TryAdd(kind, new(
            File, place, line, column, DataUseKind.Identifier, IsOpenDemo(value), shape, "several stand alone on their lines", RemedyOf(DataUseKind.Identifier, IsOpenDemo(value)), 1));
    }

    /// <summary>Adds a number near a date that reads as a date itself or is round: it counts if the file holds others of its kind.</summary>
    public void AddUnlikely(string? place, int line, int column, IdClass kind, bool demo, string shape) => _unlikely.Add((
        kind, new(File, place, line, column, DataUseKind.Identifier, demo, shape, "the file holds others of its kind", RemedyOf(DataUseKind.Identifier, demo), 1)));

    /// <summary>All findings, when the file has been read.</summary>
    public IReadOnlyList<DataUseFinding> Finish()
    {
        foreach (var (kind, (plain, lines)) in _alone)
        {
            if (plain.Count >= FewestAlone && lines >= LeastShare * NumberLines && !_findings.ContainsKey((_firstAlone[kind].Place, DataUseKind.Identifier, _firstAlone[kind].IsOpenDemo)))
            {
                Merge(_firstAlone[kind] with { Count = lines });
            }
        }

        foreach (var (_, finding) in _unlikely.Where(u => _found.Contains(u.Class)))
        {
            Merge(finding);
        }

        var alarms = _findings.Keys.Any(k => !k.Demo);
        var settled = Declared is SourceTag.Synthetic or SourceTag.OpenDemo || (HasSynthetic && !alarms && Declared is null);
        var demo = _findings.Count > 0 && !alarms && Declared is null;
        foreach (var candidate in _candidates)
        {
            if (!settled)
            {
                Merge(candidate with { IsOpenDemo = demo, Remedy = RemedyOf(candidate.Kind, demo) });
            }
        }

        return [.. _findings.Values.OrderBy(f => f.IsOpenDemo)];
    }

    private static string RemedyOf(DataUseKind kind, bool demo) => demo
        ? "It may be shared under the Open Database License; name the source."
        : kind switch
        {
            DataUseKind.DataFile => "Keep it out of the repository: git rm --cached, and a line in .gitignore.",
            DataUseKind.Source => "Clear the outputs, or keep the page to yourself.",
            DataUseKind.Unread => "Look at it yourself, and allow it in .mimic-scan with the reason.",
            _ => "Remove it, or clear the output; if it is no patient's, allow it in .mimic-scan with the reason.",
        };

    private void Merge(DataUseFinding finding)
    {
        var key = (finding.Place, finding.Kind, finding.IsOpenDemo);
        _findings[key] = _findings.TryGetValue(key, out var first) ? first with { Count = first.Count + finding.Count } : finding;
    }
}
