namespace Mimic.Access;

/// <summary>Finds what a data set lacks, says what that costs in the course, and how to get it.</summary>
internal static class MissingParts
{
    private static readonly Dictionary<string, string> ModuleCosts = new()
    {
        ["hosp"] = "No patients, admissions, labs and drugs: nothing after notebook 01 works.",
        ["icu"] = "No ICU stays and charted values: trajectories (notebook 02) and chart and procedure features (04) do without them.",
        ["ed"] = "No emergency visits in trajectories (notebook 02); the triage model has nothing to learn from.",
        ["note"] = "No notes: one data type less in the cohort's entropy (notebook 03), no text features (04).",
        ["cxr"] = "No radiographs: the cohort's image rule and type are dropped (notebook 03), no image features (04).",
        ["ecg"] = "No electrocardiograms in trajectories (notebook 02).",
    };

    public static IReadOnlyList<MissingPart> Of(MimicDataset data)
    {
        var missing = new List<MissingPart>();
        foreach (var module in KnownTables.Modules.Where(m => data.Modules.All(i => i.Module != m)))
        {
            missing.Add(new(module, ModuleCosts[module], Remedy(data, module, null)));
        }

        if (data.ImageRoot is null && data.Modules.Any(m => m.Module == "cxr"))
        {
            missing.Add(new("cxr images", ModuleCosts["cxr"], ImageRemedy(data)));
        }

        foreach (var table in KnownTables.All.Where(t => data.Modules.Any(m => m.Module == t.Module) && t.Cost.Length > 0 && data.Find(t.Table) is null))
        {
            missing.Add(new(table.Table, table.Cost, Remedy(data, table.Module, table.Table)));
        }

        foreach (var table in data.Tables)
        {
            if (Flaw(table) is { } flaw)
            {
                var known = KnownTables.All.First(t => t.Table == table.Table);
                missing.Add(new(table.Table, $"{Path.GetFileName(table.Path)} {flaw}. {known.Cost}", Remedy(data, table.Module, table.Table)));
            }
        }

        return missing;
    }

    private static string ImageRemedy(MimicDataset data) =>
        Remedy(data, "cxr", null) is var remedy && remedy.StartsWith("mimic data get", StringComparison.Ordinal)
            ? $"{remedy} --subjects FILE (a list of patients, or --all for 35 days)" : remedy;

    private static string Remedy(MimicDataset data, string module, string? table)
    {
        if (data.Source == SourceTag.Synthetic)
        {
            return "Make the hospital anew: mimic demo --out DIR";
        }

        if (data.Source == SourceTag.OpenDemo && module is "note" or "cxr")
        {
            return "There is no open edition; data-demo has synthetic ones, the real ones need PhysioNet's credentials (mimic data guide).";
        }

        if (module == "ecg")
        {
            // Open to all; and only the tables, for 800,000 curves lie beside them.
            string[] tables = table is null ? ["ecg/machine_measurements", "ecg/record_list"] : [table];
            return GetCommand.For(ProjectCatalogue.Of(module, ProjectAccess.Open)!, data.Directory, tables);
        }

        var access = data.Source == SourceTag.OpenDemo ? ProjectAccess.Open : ProjectAccess.Credentialed;
        var version = data.Modules.FirstOrDefault(m => m.Module == module || (module is "hosp" or "icu" && m.Module is "hosp" or "icu"))?.Version;
        return GetCommand.For(ProjectCatalogue.Of(table ?? module, access, version)!, data.Directory, table ?? module);
    }

    /// <summary>What can be seen to be wrong with a file at a glance; reading it finds the rest.</summary>
    internal static string? Flaw(TableFile table)
    {
        if (table.Bytes == 0)
        {
            return "is empty (0 bytes)";
        }

        Span<byte> head = stackalloc byte[64];
        using var file = File.OpenRead(table.Path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var packed = head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        return packed == table.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? packed ? null : Damage.Guess(head) is { } guess ? $"looks like {guess}" : null
            : packed ? "is packed, but its name does not end in .gz"
            : $"is not a gzip file; it looks like {Damage.Guess(head) ?? "something else"}";
    }
}
