using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>
/// Whether the files of a folder are those that were published: every file against the lists of checksums that lie there, every table's
/// rows against the known number; what is missing and what that costs; and the command that mends it.
/// </summary>
[TypeFormatterSource]
public sealed class DatasetCheck
{
    internal DatasetCheck()
    {
    }

    /// <summary>The folder, as a full path.</summary>
    public required string Directory { get; init; }

    /// <summary>How closely was looked.</summary>
    public required CheckDepth Depth { get; init; }

    /// <summary>The step of the course for which the files are needed, as <c>03</c>; null for all.</summary>
    public required string? Step { get; init; }

    /// <summary>The folder as a data set; null if it cannot be opened as one.</summary>
    public required MimicDataset? Data { get; init; }

    /// <summary>The lists of checksums that were found.</summary>
    public required IReadOnlyList<CheckedList> Lists { get; init; }

    /// <summary>The files that the lists name, and tables that none names, by path.</summary>
    public required IReadOnlyList<CheckedFile> Files { get; init; }

    /// <summary>Files that no list knows, by path: what wget left, halves of downloads, your own.</summary>
    public required IReadOnlyList<string> Extra { get; init; }

    /// <summary>What is wrong with the folder as a whole; none if nothing.</summary>
    public required IReadOnlyList<MimicException> Problems { get; init; }

    /// <summary>Parts of which nothing is there, with what that costs. They are no damage.</summary>
    public required IReadOnlyList<MissingPart> Absent { get; init; }

    /// <summary>The commands that fetch what is wrong or missing; none if nothing is.</summary>
    public IReadOnlyList<string> NextCommands => Remedies.Of(this);

    /// <summary>Whether everything was found as it should be, as closely as was looked.</summary>
    public bool IsSound => Problems.Count == 0 && Lists.All(l => l.Problem is null) && Files.All(f => !f.IsProblem);

    /// <summary>Checks a folder.</summary>
    /// <param name="directory">The folder that holds the data, in any usual layout, several projects beside each other too.</param>
    /// <param name="depth">How closely to look. Every row of the whole MIMIC-IV takes minutes, every sum about one.</param>
    /// <param name="step">Counts as missing only what this step of the course (a notebook, as <c>03</c>) reads; null for any step.</param>
    /// <param name="cpus">How many files are read at the same time, at least 1.</param>
    /// <exception cref="MimicException">There is no such folder, it may not be read, or the course has no such step.</exception>
    public static DatasetCheck Run(string directory, CheckDepth depth = CheckDepth.Rows, string? step = null, int cpus = 2)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(cpus, 1);
        return new FolderCheck(directory, depth, step, cpus).Run();
    }

    /// <summary>The findings as HTML.</summary>
    public string ToHtml() => new CheckPage(this).ToHtml();

    /// <summary>The findings as text.</summary>
    public override string ToString() => new CheckPage(this).ToString();
}
