namespace Mimic.Access;

/// <summary>
/// Decides on the <see cref="SourceTag"/>. What is not proven to be synthetic or the open demo counts as credentialed, so a mistake
/// can only err on the careful side.
/// </summary>
internal static class SourceRecognition
{
    /// <summary>Synthetic patients are numbered from here; MIMIC's lie between 10000000 and 19999999.</summary>
    public const int FirstSyntheticSubject = 90_000_001;

    private const int DemoPatients = 100;

    /// <summary>Hashes of the sorted subject_ids of the open demo: all patients, and those with emergency visits.</summary>
    private static readonly string[] DemoHashes =
    [
        "97c0e3206fc6027379912d899a104e8055789d93365ec892f77a2d43d2127fe9",
        "d9c011b2852c2329f913b6fbc7ba6dd98c1917bef9e4eb6cfde2274e791e51c6",
    ];

    public static SourceTag Recognise(IReadOnlyList<TableFile> tables, bool hasSyntheticMarker, bool hasImages)
    {
        if (hasSyntheticMarker)
        {
            return AreSynthetic(tables) ? SourceTag.Synthetic : SourceTag.Credentialed;
        }

        // The demo has neither notes nor radiographs: where there are some, they come from a credentialed project. Electrocardiograms
        // are open, but their numbers of patients are those of the credentialed tables: alone, or with a patient more than the demo
        // has, they count as credentialed.
        var onlyOpenModules = !hasImages && tables.All(t => t.Module is "hosp" or "icu" or "ed" or "ecg");
        return onlyOpenModules && AreDemo(tables) ? SourceTag.OpenDemo : SourceTag.Credentialed;
    }

    private static bool AreSynthetic(IReadOnlyList<TableFile> tables)
    {
        var patients = tables.FirstOrDefault(t => t.Table == "hosp/patients");
        var ids = tables.SelectMany(t => SubjectIds.Read(t.Path).Take(t == patients ? int.MaxValue : 1));
        var seen = false;
        foreach (var id in ids)
        {
            seen = true;
            if (id is not >= FirstSyntheticSubject)
            {
                return false;
            }
        }

        return seen;
    }

    private static bool AreDemo(IReadOnlyList<TableFile> tables)
    {
        var list = tables.FirstOrDefault(t => t.Table == "hosp/patients") ?? tables.FirstOrDefault(t => t.Table == "ed/edstays");
        if (list is null)
        {
            return false;
        }

        var known = new HashSet<int>();
        foreach (var id in SubjectIds.Read(list.Path))
        {
            if (id is not { } number || (known.Add(number) && known.Count > DemoPatients))
            {
                return false;
            }
        }

        return DemoHashes.Contains(SubjectIds.Hash(known))
            && tables.All(t => SubjectIds.Read(t.Path).Take(t.Module == "ecg" ? int.MaxValue : 1).All(id => id is { } number && known.Contains(number)));
    }
}
