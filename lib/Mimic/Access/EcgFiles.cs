namespace Mimic.Access;

/// <summary>
/// Tells the files of MIMIC-IV-ECG from others of their names, and its release 1.0 from the open demo 0.1, whose electrocardiograms have
/// other numbers.
/// </summary>
internal static class EcgFiles
{
    /// <summary>The demo 0.1 numbers its studies with nine digits from here on, release 1.0 with eight that begin with 4.</summary>
    private const int FirstDemoStudy = 100_000_000;

    private const int LastDemoStudy = 199_999_999;

    private const string List = "ecg/record_list";

    /// <summary>Whether a file of such a name is one of MIMIC-IV-ECG: many projects have a record_list.csv, with other columns.</summary>
    /// <param name="file">The file.</param>
    /// <returns>False only if it is a list of something else. What is damaged counts, so that its damage is told.</returns>
    public static bool Belongs(FileInfo file)
    {
        var header = SubjectIds.Header(file.FullName);
        return header.Count == 0 || header[0].StartsWith('<') || header.Contains("study_id", StringComparer.OrdinalIgnoreCase)
            && header.Contains("subject_id", StringComparer.OrdinalIgnoreCase)
            && (header.Contains("ecg_time", StringComparer.OrdinalIgnoreCase) || header.Contains("waveform_path", StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Leaves the list of the demo 0.1 aside where release 1.0 is there too, and says so where it is there alone.</summary>
    /// <param name="files">All files that were found.</param>
    /// <param name="notes">Takes a sentence for each choice that a person should know of.</param>
    public static IReadOnlyList<(KnownTable Table, FileInfo File)> WithoutDemoBesideRelease(
        IReadOnlyList<(KnownTable Table, FileInfo File)> files, List<string> notes)
    {
        var demo = files.Where(f => f.Table.Table == List && IsDemo(f.File)).ToList();
        if (demo.Count == 0)
        {
            return files;
        }

        const string NoJoin = "its study numbers are its own and join with no table of MIMIC-IV-ECG 1.0";
        if (files.Where(f => f.Table.Module == "ecg").All(demo.Contains))
        {
            notes.Add($"ecg: this is the list of the open demo 0.1; {NoJoin}.");
            return files;
        }

        notes.Add($"ecg: the list of the open demo 0.1 is left aside; {NoJoin}.");
        return [.. files.Where(f => !demo.Contains(f))];
    }

    private static bool IsDemo(FileInfo file) =>
        SubjectIds.Read(file.FullName, "study_id").FirstOrDefault() is >= FirstDemoStudy and <= LastDemoStudy;
}
