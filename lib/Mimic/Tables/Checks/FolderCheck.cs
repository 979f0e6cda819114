using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>Does the work of <see cref="DatasetCheck"/>.</summary>
internal sealed class FolderCheck
{
    private readonly string _root;
    private readonly CheckDepth _depth;
    private readonly string? _step;
    private readonly int _cpus;

    public FolderCheck(string directory, CheckDepth depth, string? step, int cpus)
    {
        (_root, _depth, _cpus) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)), depth, cpus);
        _step = step is null ? null : ProjectCatalogue.StepOf(step);
        if (!Directory.Exists(_root))
        {
            throw File.Exists(_root)
                ? new MimicException($"{_root} is a file, not a folder.", $"Give the folder: {Path.GetDirectoryName(_root)}.")
                : new MimicException($"There is no folder {_root}.", "Check the spelling.");
        }
    }

    public DatasetCheck Run()
    {
        var contents = FolderContents.Of(_root);
        var (data, unopened) = Open();
        var wanted = ListedFiles.Of(_root, contents, data);
        CheckedFile[] files = [.. Judge(contents, data, wanted).Concat(Lacking(data, wanted)).OrderBy(f => f.Path, StringComparer.Ordinal)];

        var seen = files.SelectMany(f => new[] { f.Path, f.State == FileState.Unpacked ? f.Path[..^3] : f.Path }).ToHashSet();
        var others = contents.Files.Where(f => !seen.Contains(f) && !FolderContents.IsList(f) && !Leftovers.IsLedger(f));
        var hasList = wanted.Lists.Any(l => l.Problem is null);
        return new()
        {
            Directory = _root,
            Depth = _depth,
            Step = _step,
            Data = data,
            Lists = wanted.Lists,
            Files = files,
            Extra = [.. others.Where(f => hasList || Leftovers.Explain(f) is not null)],
            Problems = [.. Problems(contents, unopened, hasList, data)],
            Absent = [.. (data?.Missing ?? []).Where(m => !m.Name.Contains('/', StringComparison.Ordinal) && IsRead(m.Name))],
        };
    }

    private (MimicDataset? Data, MimicException? Problem) Open()
    {
        try
        {
            return (MimicDataset.Open(_root), null);
        }
        catch (MimicException e)
        {
            return (null, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return (null, new(e.Message, "Check that you may read the folder and its files.", e));
        }
    }

    private List<CheckedFile> Judge(FolderContents contents, MimicDataset? data, ListedFiles wanted)
    {
        var names = wanted.Files.Select(f => f.Path).ToHashSet();
        names.UnionWith(wanted.Files.Where(f => f.Path.EndsWith(".gz", StringComparison.Ordinal)).Select(f => f.Path[..^3]));
        var unlisted = (data?.Tables ?? []).Select(t => Path.GetRelativePath(_root, t.Path).Replace('\\', '/')).Where(p => !names.Contains(p));
        var there = contents.Files.ToHashSet();
        ListedFile[] all = [.. wanted.Files, .. unlisted.Select(p => new ListedFile(p, string.Empty, null, [], []))];

        // The largest first, so that none is left for one thread to end with.
        var sized = all.Select(f => (File: f, Size: Size(f.Path))).OrderByDescending(f => f.Size).ToArray();
        using var progress = new Progress("MB", _depth == CheckDepth.Glance ? 0 : sized.Sum(f => f.Size / 1_000_000));
        var verdict = new FileVerdict(_root, there, data, _depth, _step, new(progress));
        var files = new CheckedFile[sized.Length];
        Parallel.For(0, sized.Length, new() { MaxDegreeOfParallelism = _cpus }, i => files[i] = verdict.Of(sized[i].File));
        return [.. files];
    }

    /// <summary>Tables that the folder's modules lack and no list could name, since there is none for their module.</summary>
    private IEnumerable<CheckedFile> Lacking(MimicDataset? data, ListedFiles wanted)
    {
        var listed = wanted.Files.Select(f => KnownTables.OfFile(Path.GetFileName(f.Path))?.Module).ToHashSet();
        return
            from table in KnownTables.All
            let folder = data?.Modules.FirstOrDefault(m => m.Module == table.Module)?.Folder
            where folder is not null && !listed.Contains(table.Module) && data!.Find(table.Table) is null
            let below = Path.GetRelativePath(_root, folder).Replace('\\', '/')
            select new CheckedFile($"{below}/{Path.GetFileName(table.PathInRelease)}", FileState.Missing)
            {
                Table = table.Table,
                Cost = table.Cost,
                IsNeeded = _step is null ? table.Steps.Count > 0 : table.Steps.Contains(_step),
            };
    }

    private IEnumerable<MimicException> Problems(FolderContents contents, MimicException? unopened, bool hasList, MimicDataset? data)
    {
        foreach (var (folder, why) in contents.Closed)
        {
            yield return new($"The folder {folder} cannot be searched: {why}.", "Check that you may read it.");
        }

        // A folder of other files, of ECGs for instance, is no data set of the course, but may be sound.
        if (unopened is not null && (!hasList || contents.Files.Any(f => KnownTables.OfFile(Path.GetFileName(f)) is not null)))
        {
            yield return unopened;
        }

        if (!hasList && data is not null)
        {
            yield return new(
                "There is no list of checksums (SHA256SUMS.txt), so nothing vouches for the files; only their rows could be looked at.",
                "Lay SHA256SUMS.txt of the release beside the module folders, or let 'mimic data get' fetch it; it fetches again only what differs.");
        }
    }

    private bool IsRead(string part)
    {
        var module = part.Split(' ')[0];
        return _step is null || KnownTables.All.Any(t => t.Module == module && t.Steps.Contains(_step));
    }

    private long Size(string path)
    {
        var file = new FileInfo(Path.Combine(_root, path));
        return file.Exists ? file.Length : 0;
    }
}
