using Mimic.Access;

namespace Mimic.Tables;

/// <summary>Names the commands that mend what a check found.</summary>
internal static class Remedies
{
    public static IReadOnlyList<string> Of(DatasetCheck check)
    {
        if (check.Data?.Source == SourceTag.Synthetic)
        {
            return check.IsSound ? [] : ["mimic demo --out DIR"];
        }

        List<string> commands = [];
        foreach (var group in check.Files.Where(f => f.IsProblem).GroupBy(f => (Release: Release(f, check), f.Root)).Where(g => g.Key.Release is not null))
        {
            var tables = group.Select(f => f.Table).ToList();
            string[] parts = tables.Contains(null) ? [] : [.. tables.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            var images = parts.Length == 0 && group.Key.Release!.Project.PatientFiles is not null ? " --subjects FILE" : string.Empty;
            commands.Add(GetCommand.For(group.Key.Release!, Path.Combine(check.Directory, group.Key.Root), parts) + images);
        }

        foreach (var list in check.Lists.Where(l => l.Problem is not null && l.Release is not null))
        {
            commands.Add(GetCommand.For(list.Release!, Path.Combine(check.Directory, ListedFiles.RootOf(list.Path))));
        }

        if (commands.Count == 0 && !check.Lists.Any() && check.Data?.Modules.FirstOrDefault() is { } module)
        {
            var access = check.Data.Source == SourceTag.OpenDemo ? ProjectAccess.Open : ProjectAccess.Credentialed;
            commands.Add(GetCommand.For(ProjectCatalogue.Of(module.Module, access, module.Version)!, check.Directory));
        }

        return [.. commands.Distinct()];
    }

    /// <summary>What to do when the command has run; null for nothing.</summary>
    public static string? Afterwards(DatasetCheck check)
    {
        var wrong = check.Files.Where(f => f.IsProblem && f.State is not FileState.Missing && !GetCommand.ReplacesIn(Path.Combine(check.Directory, f.Root))).ToList();
        return wrong.Count == 0 || check.NextCommands.Count == 0 || check.Data?.Source == SourceTag.Synthetic ? null
            : "What is fetched comes to lie below physionet.org/ in that folder. Delete the wrong "
                + (wrong.Count == 1 ? $"{wrong[0].Path} then" : "files then")
                + ", or lay the new in the place of the old.";
    }

    private static ProjectRelease? Release(CheckedFile file, DatasetCheck check)
    {
        if (file.Release is not null || file.Table is null || check.Data is null)
        {
            return file.Release;
        }

        var module = file.Table[..file.Table.IndexOf('/', StringComparison.Ordinal)];
        var access = check.Data.Source == SourceTag.OpenDemo ? ProjectAccess.Open : ProjectAccess.Credentialed;
        return ProjectCatalogue.Of(file.Table, access, check.Data.Modules.FirstOrDefault(m => m.Module == module)?.Version);
    }
}
