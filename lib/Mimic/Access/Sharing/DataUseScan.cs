using System.Diagnostics;
using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>
/// What in files must not be committed or passed on: identifiers of MIMIC, rows and notes of patients, and what was made from credentialed
/// data. It reports where and why, never the value itself.
/// </summary>
/// <remarks>
/// It finds slips, not intent: what is encrypted, drawn into an image or renamed on purpose passes. The agreement asks more of people than
/// a program can check.
/// </remarks>
[TypeFormatterSource]
public sealed partial class DataUseScan
{
    private readonly IReadOnlyList<DataUseFinding> _all;

    private DataUseScan(IReadOnlyList<DataUseFinding> all, int files, long characters, int allowed, int pictures, TimeSpan time)
    {
        (_all, Files, Characters, Allowed, Pictures, Time) = (all, files, characters, allowed, pictures, time);
    }

    /// <summary>What must not be shared.</summary>
    public IReadOnlyList<DataUseFinding> Findings => [.. _all.Where(f => !f.IsOpenDemo)];

    /// <summary>What belongs to the open demo and may be shared under its licence.</summary>
    public IReadOnlyList<DataUseFinding> OpenDemo => [.. _all.Where(f => f.IsOpenDemo)];

    /// <summary>Whether nothing was found that must not be shared.</summary>
    public bool IsClean => Findings.Count == 0;

    /// <summary>How many files were looked through.</summary>
    public int Files { get; }

    /// <summary>How many characters of text were read.</summary>
    public long Characters { get; }

    /// <summary>How many findings <c>.mimic-scan</c> or marks in the text allow.</summary>
    public int Allowed { get; }

    /// <summary>How many images in notebooks were not read, since they are pictures.</summary>
    public int Pictures { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Time { get; }

    /// <summary>Looks through files and folders. In a git repository, files that it ignores are left out unless they are named.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="MimicException">There is nothing at one of the paths.</exception>
    public static DataUseScan Of(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Run([.. paths.Select(WorkingFolder.At)]);
    }

    /// <summary>Looks through what the next commit adds or changes, as it is staged.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <exception cref="MimicException">The folder is in no git repository, or git is missing.</exception>
    public static DataUseScan OfStaged(string folder = ".")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return Run([StagedFolder.Of(folder)]);
    }

    /// <summary>Looks through a text as if it were a file; nothing is read from the disk.</summary>
    /// <param name="name">A file name, whose ending says what it is: <c>analysis.ipynb</c>, <c>table.csv</c>, <c>page.html</c>.</param>
    /// <param name="text">Its content.</param>
    public static DataUseScan OfText(string name, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        return Run([new SingleText(name, text)]);
    }

    private static DataUseScan Run(IReadOnlyList<ScanFolder> folders)
    {
        var clock = Stopwatch.StartNew();
        var all = new List<DataUseFinding>();
        var (files, characters, allowed, pictures) = (0, 0L, 0, 0);
        foreach (var folder in folders)
        {
            var allowances = ScanAllowances.Parse(folder.ReadText(ScanAllowances.FileName));
            all.AddRange(allowances.Mistakes);
            var scans = folder.Files.Select(f => (Path: f, Scan: new FileScan(folder, f))).ToArray();
            var found = new IReadOnlyList<DataUseFinding>[scans.Length];
            Parallel.For(0, scans.Length, i => found[i] = scans[i].Scan.Run());
            for (var i = 0; i < scans.Length; i++)
            {
                foreach (var finding in found[i])
                {
                    if (!finding.IsOpenDemo && allowances.Allow(scans[i].Path, finding))
                    {
                        allowed++;
                    }
                    else
                    {
                        all.Add(finding);
                    }
                }

                characters += scans[i].Scan.Characters;
                pictures += scans[i].Scan.Pictures;
                allowed += scans[i].Scan.AllowedLines;
            }

            files += scans.Length;
            all.AddRange(folder.IsWhole ? allowances.Stale() : []);
        }

        return new(all, files, characters, allowed, pictures, clock.Elapsed);
    }

    private sealed class SingleText(string name, string text) : ScanFolder
    {
        public override string Root => string.Empty;

        public override bool IsWhole => false;

        public override IReadOnlyList<string> Files => [name];

        public override Stream? Open(string path) => Has(path) ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : null;

        public override bool Has(string path) => path == name;
    }
}
