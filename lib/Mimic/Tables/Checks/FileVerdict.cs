using Mimic.Access;

namespace Mimic.Tables;

/// <summary>Judges one file at a time.</summary>
internal sealed class FileVerdict(
    string root, IReadOnlySet<string> there, MimicDataset? data, CheckDepth depth, string? step, FileReading reading)
{
    private const string Packed = ".gz";

    public CheckedFile Of(ListedFile wanted)
    {
        // MIMIC-III has tables of the same names, which are not those.
        var known = KnownTables.OfFile(Path.GetFileName(wanted.Path)) is { } table && wanted.Release?.Tables.Any(t => t.Table == table.Table) != false ? table : null;
        var file = new CheckedFile(wanted.Path, FileState.Missing)
        {
            Table = known?.Table,
            Cost = known?.Cost ?? (IsImage(wanted.Path) ? "No image features (notebook 04) from it." : "Nothing in the course depends on it."),
            IsNeeded = IsNeeded(wanted, known),
            Expected = known is null ? null : Expected(wanted, known),
            Release = wanted.Release,
            Root = wanted.Root,
            Lists = wanted.Lists,
        };

        if (there.Contains(wanted.Path))
        {
            return Present(file, wanted);
        }

        var unpacked = wanted.Path.EndsWith(Packed, StringComparison.Ordinal) ? wanted.Path[..^Packed.Length] : null;
        return unpacked is not null && there.Contains(unpacked) ? Unpacked(file, unpacked)
            : Directory.Exists(Full(wanted.Path)) ? file with { State = FileState.Unreadable, Detail = "is a folder" }
            : file with { Detail = Instead(wanted.Path) };
    }

    private static bool IsImage(string path) =>
        path.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) && $"/{path}".Contains("/files/p", StringComparison.Ordinal);

    private static string Rows(long rows) => rows == 1 ? "1 row" : Invariant($"{rows:#,0} rows");

    private CheckedFile Present(CheckedFile file, ListedFile wanted)
    {
        var table = file.Table is null ? null : new TableFile(file.Table, Full(file.Path), new FileInfo(Full(file.Path)).Length);
        if (depth == CheckDepth.Glance)
        {
            try
            {
                var flaw = table is null ? null : MissingParts.Flaw(table);
                return flaw is null
                    ? file with { State = wanted.Sums.Count > 0 ? FileState.NotRead : FileState.Unlisted }
                    : file with { State = FileState.Different, Detail = flaw };
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return file with { State = FileState.Unreadable, Detail = $"cannot be read: {e.Message}" };
            }
        }

        var result = table is not null && (depth == CheckDepth.Rows || wanted.Sums.Count == 0) ? reading.Rows(table) : reading.Sum(Full(file.Path));
        if (table is not null && wanted.Sums.Count > 0 && result.Sha256 is { } sum && !wanted.Sums.Contains(sum) && depth != CheckDepth.Rows)
        {
            // The rows tell more about what is wrong.
            result = reading.Rows(table);
        }

        return result.Sha256 is null ? file with { State = FileState.Unreadable, Detail = Short(result.Problem!) }
            : wanted.Sums.Count == 0 ? NotListed(file, result)
            : wanted.Sums.Contains(result.Sha256) ? AsListed(file, result)
            : file with { State = FileState.Different, Rows = result.Rows, Detail = Difference(file, result) };
    }

    private CheckedFile AsListed(CheckedFile file, FileReading.Result result) =>
        result.Problem is { } problem ? file with { State = FileState.Unreadable, Detail = $"has the sum of its list, but {Short(problem)}" }
        : file with
        {
            State = FileState.AsListed,
            Rows = result.Rows,
            Detail = result.Rows is { } rows && file.Expected is { } expected && rows != expected
                ? $"has the sum of its list, but {Rows(rows)} where its release has {Rows(expected)}: is the list that of another release?" : null,
        };

    private CheckedFile NotListed(CheckedFile file, FileReading.Result result) =>
        result.Problem is { } problem ? file with { State = FileState.Unreadable, Detail = Short(problem) }
        : file with { State = FileState.Unlisted, Rows = result.Rows, Detail = Compared(file, result.Rows) };

    private CheckedFile Unpacked(CheckedFile file, string path)
    {
        const string Why = "is there unpacked, as .csv; the list has the sum of the packed file only";
        if (depth == CheckDepth.Glance || file.Table is null)
        {
            return file with { State = FileState.Unpacked, Detail = Why };
        }

        var result = reading.Rows(new(file.Table, Full(path), new FileInfo(Full(path)).Length));
        return result.Problem is { } problem
            ? file with { State = FileState.Unreadable, Detail = $"is there unpacked, but {Short(problem)}" }
            : file with { State = FileState.Unpacked, Rows = result.Rows, Detail = $"{Why}; {Compared(file, result.Rows)}" };
    }

    private string Difference(CheckedFile file, FileReading.Result result) =>
        result.Problem is { } problem ? $"is not the published file: {Subject(Short(problem))}"
        : result.Rows is not { } rows ? new FileInfo(Full(file.Path)).Length == 0 ? "is empty (0 bytes)" : "is not the published file: its sum is another"
        : file.Expected == rows ? $"is not the published file, though it can be read to its end and has the published {Rows(rows)}; perhaps it was packed anew"
        : $"is not the published file, though it can be read to its end; {Compared(file, rows)}";

    private static string Compared(CheckedFile file, long? rows) =>
        rows is not { } count ? "its rows were not counted"
        : file.Expected is not { } expected ? $"it has {Rows(count)}, and the published number is not known"
        : expected == count ? $"it has the published {Rows(count)}"
        : $"it has {Rows(count)} where its release has {Rows(expected)}";

    private long? Expected(ListedFile wanted, KnownTable table) =>
        wanted.Release is { } release
            ? RowCounts.Published(release.Project.Access == ProjectAccess.Open ? $"demo {release.Version}" : release.Version, table.Table)
            : data is null ? null : RowCounts.Expected(data, table.Table);

    private bool IsNeeded(ListedFile wanted, KnownTable? table) =>
        table is not null ? step is null ? table.Steps.Count > 0 : table.Steps.Contains(step)
        : IsImage(wanted.Path) && (step is null or "04" or "05");

    private string? Instead(string path)
    {
        if (there.Contains($"{path}.partial"))
        {
            return "half of it is there, as .partial";
        }

        var stem = path[..(path.LastIndexOf('/') + 1)] + Path.GetFileName(path).Split('.')[0] + ".";
        var other = there.FirstOrDefault(f => f.StartsWith(stem, StringComparison.Ordinal) && !f[stem.Length..].Contains('/', StringComparison.Ordinal));
        return other is null ? null : $"{Path.GetFileName(other)} is there instead";
    }

    private string Full(string path) => Path.Combine(root, path);

    // Its path stands before it already, in the finding.
    // "it is cut short", but "line 7: ..."
    private static string Subject(string problem) => problem.StartsWith("line ", StringComparison.Ordinal) ? problem : $"it {problem}";

    private string Short(MimicException problem)
    {
        var end = problem.Problem.StartsWith(root, StringComparison.Ordinal) ? problem.Problem.IndexOfAny([' ', ','], root.Length) : -1;
        return problem.Problem[Math.Max(end, 0)..].TrimStart(' ', ',').TrimEnd('.');
    }
}
