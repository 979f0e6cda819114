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
            missing.Add(new("cxr images", ModuleCosts["cxr"], Remedy(data, "cxr", "files/")));
        }

        foreach (var table in KnownTables.All.Where(t => data.Modules.Any(m => m.Module == t.Module) && data.Find(t.Table) is null))
        {
            missing.Add(new(table.Table, table.Cost, Remedy(data, table.Module, FileName(table))));
        }

        foreach (var table in data.Tables)
        {
            if (Flaw(table) is { } flaw)
            {
                var known = KnownTables.All.First(t => t.Table == table.Table);
                missing.Add(new(table.Table, $"{Path.GetFileName(table.Path)} {flaw}. {known.Cost}", Remedy(data, table.Module, FileName(known))));
            }
        }

        return missing;
    }

    private static string Remedy(MimicDataset data, string module, string? part)
    {
        if (data.Source == SourceTag.Synthetic)
        {
            return "Make the hospital anew: mimic demo --out DIR";
        }

        if (data.Source == SourceTag.OpenDemo)
        {
            return module is "note" or "cxr"
                ? "There is no open edition; data-demo has synthetic ones, the real ones need PhysioNet's credentials."
                : $"wget -r -N -c -np https://physionet.org/files/{(module == "ed" ? "mimic-iv-ed-demo" : "mimic-iv-demo")}/2.2/{Below(module, part)}";
        }

        var project = module switch
        {
            "ed" => "mimic-iv-ed/2.2",
            "note" => "mimic-iv-note/2.2",
            "cxr" => "mimic-cxr-jpg/2.1.0",
            _ => $"mimiciv/{data.Modules.FirstOrDefault(m => m.Module is "hosp" or "icu")?.Version ?? "3.1"}",
        };
        return $"In {data.Directory}: wget -r -N -c -np --user NAME --ask-password https://physionet.org/files/{project}/{Below(module, part)}";
    }

    private static string Below(string module, string? part) => module == "cxr" ? part ?? string.Empty : $"{module}/{part}";

    private static string FileName(KnownTable table) =>
        table.Module == "cxr" ? $"mimic-cxr-2.0.0-{table.File}.csv.gz" : $"{table.File}.csv.gz";

    /// <summary>What can be seen to be wrong with a file at a glance; reading it finds the rest.</summary>
    private static string? Flaw(TableFile table)
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
