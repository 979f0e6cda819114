using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>
/// The list of a release's files with their SHA-256 sums, as PhysioNet's <c>SHA256SUMS.txt</c>. Read strictly, since files are written
/// where it says: a path that leads out of the folder, or a line that is not a sum, makes the whole list unusable.
/// </summary>
public sealed partial class ChecksumList
{
    private const string Again = "Get SHA256SUMS.txt of the release again.";

    private readonly Dictionary<string, ChecksumEntry> _byPath;

    private ChecksumList(string name, IReadOnlyList<ChecksumEntry> entries)
    {
        (Name, Entries) = (name, entries);
        _byPath = entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
    }

    /// <summary>The list's own file or address, for messages.</summary>
    public string Name { get; }

    /// <summary>Its files, in the order of the list; each once.</summary>
    public IReadOnlyList<ChecksumEntry> Entries { get; }

    /// <summary>The entry of a file; null if the list does not have it.</summary>
    /// <param name="path">Below the list's folder, with slashes, as <c>hosp/labevents.csv.gz</c>.</param>
    public ChecksumEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Reads a list from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MimicException">It is missing, unreadable, or not a list; the message names the line.</exception>
    public static ChecksumList Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{path} cannot be read: {e.Message}", Again, e);
        }
    }

    /// <summary>Reads a list from a text.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="MimicException">It is not a list; the message names the line.</exception>
    public static ChecksumList Parse(string text, string name)
    {
        using var reader = new StringReader(text);
        return Read(reader, name);
    }

    private static ChecksumList Read(TextReader reader, string name)
    {
        var entries = new Dictionary<string, (string Sha256, int Line)>(StringComparer.Ordinal);
        var order = new List<ChecksumEntry>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var entry = Entry(line) ?? throw NoSum(name, number, line);
            if (Flaw(entry.Path) is { } flaw)
            {
                throw new MimicException($"{name}, line {number}: the path {flaw}.", $"Nothing is written by such a list. {Again}");
            }

            if (entries.TryAdd(entry.Path, (entry.Sha256, number)))
            {
                order.Add(entry);
            }
            else if (entries[entry.Path] is var first && first.Sha256 != entry.Sha256)
            {
                throw new MimicException($"{name}, line {number}: the file of line {first.Line} again, with another sum.", Again);
            }
        }

        return order.Count > 0 ? new(name, order) : throw new MimicException($"{name} lists no file.", Again);
    }

    private static ChecksumEntry? Entry(string line)
    {
        var match = Line().Match(line);
        return match.Success ? new(match.Groups["path"].Value, match.Groups["sum"].Value.ToLowerInvariant()) : null;
    }

    // The line itself may name a patient's folder, so it is not repeated.
    private static MimicException NoSum(string name, int number, string line) =>
        Damage.Guess(System.Text.Encoding.UTF8.GetBytes(line[..Math.Min(line.Length, 64)])) is { } guess
            ? new($"{name} is not a list of checksums; it looks like {guess}.", Again)
            : new($"{name}, line {number} is not a checksum: expected are 64 hexadecimal digits, one or two spaces, and a path.", Again);

    private static string? Flaw(string path) =>
        path.StartsWith('/') || Drive().IsMatch(path) ? "is absolute"
        : path.Contains('\\', StringComparison.Ordinal) ? "holds a backslash"
        : path.Any(char.IsControl) ? "holds a control character"
        : path.Split('/').Any(p => p is "..") ? "leads out of the folder (..)"
        : path.Split('/').Any(p => p is "" or ".") ? "has an empty part"
        : null;

    // "sum path" (PhysioNet), "sum  path" (sha256sum), "sum *path" (sha256sum --binary); a path may begin with "./".
    [GeneratedRegex(@"^(?<sum>[0-9A-Fa-f]{64}) [ *]?(?:\./)?(?<path>[^ *].*)$")]
    private static partial Regex Line();

    [GeneratedRegex("^[A-Za-z]:")]
    private static partial Regex Drive();
}

/// <summary>A file of a release and what it must be.</summary>
/// <param name="Path">Below the folder of the list, with slashes, as <c>hosp/labevents.csv.gz</c>.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits in lower case.</param>
public sealed record ChecksumEntry(string Path, string Sha256);
