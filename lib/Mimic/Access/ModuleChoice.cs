namespace Mimic.Access;

/// <summary>Decides which of the found files make up the data set where a table is there more than once.</summary>
internal static class ModuleChoice
{
    /// <summary>One file per table.</summary>
    /// <param name="search">What was found.</param>
    /// <param name="notes">Takes a sentence for each choice that a person should know of.</param>
    /// <exception cref="MimicException">Two copies of a table, and nothing says which one is meant.</exception>
    public static IReadOnlyList<TableFile> Choose(DatasetSearch search, List<string> notes)
    {
        var chosen = new List<TableFile>();
        foreach (var module in EcgFiles.WithoutDemoBesideRelease(search.Files, notes).GroupBy(f => f.Table.Module))
        {
            var folders = module.GroupBy(f => f.File.DirectoryName!, StringComparer.Ordinal).ToList();
            var overlap = folders.SelectMany(f => f.Select(x => x.Table).Distinct()).GroupBy(t => t).FirstOrDefault(g => g.Count() > 1)?.Key;
            var used = overlap is null ? folders : [Newest(module.Key, overlap, folders, notes)];
            chosen.AddRange(used.SelectMany(f => f).GroupBy(f => f.Table).Select(copies => Packed(copies.Key, copies, notes)));
        }

        return [.. chosen.OrderBy(t => KnownTables.Modules.IndexOf(t.Module)).ThenBy(t => t.Table, StringComparer.Ordinal)];
    }

    private static IGrouping<string, (KnownTable Table, FileInfo File)> Newest(
        string module, KnownTable overlap, IReadOnlyList<IGrouping<string, (KnownTable Table, FileInfo File)>> folders, List<string> notes)
    {
        var releases = folders.Select(f => (Folder: f, Release: Release.OfFolder(f.Key))).ToList();
        if (releases.Any(r => r.Release is null) || releases.Select(r => r.Release!.Project).Distinct().Count() > 1
            || releases.Select(r => r.Release!.Version).Distinct().Count() < releases.Count)
        {
            var both = folders.Where(f => f.Any(x => x.Table == overlap)).Take(2).Select(f => f.Key).ToList();
            throw new MimicException(
                $"{overlap.Table} is there twice: in {both[0]} and in {both[1]}.", "Give the folder of one of the two data sets.");
        }

        var ordered = releases.OrderByDescending(r => r.Release!.Order).ToList();
        var others = string.Join(", ", ordered.Skip(1).Select(r => r.Release!.Version));
        notes.Add($"{module}: version {ordered[0].Release!.Version} is used; {others} is there too.");
        return ordered[0].Folder;
    }

    private static TableFile Packed(KnownTable table, IEnumerable<(KnownTable Table, FileInfo File)> copies, List<string> notes)
    {
        var files = copies.Select(c => c.File).OrderByDescending(f => f.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase)).ToList();
        if (files.Count > 1)
        {
            // The packed file carries a checksum; the unpacked one may have been edited.
            notes.Add($"{table.Table}: {files[0].Name} is used; {files[1].Name} lies beside it.");
        }

        return new TableFile(table.Table, files[0].FullName, files[0].Length);
    }

    private static int IndexOf(this IReadOnlyList<string> list, string item) => Enumerable.Range(0, list.Count).First(i => list[i] == item);
}
