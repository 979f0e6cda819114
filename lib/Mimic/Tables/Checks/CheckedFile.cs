using Mimic.Access;

namespace Mimic.Tables;

/// <summary>What was found of a file.</summary>
public enum FileState
{
    /// <summary>It has the sum of its list.</summary>
    AsListed,

    /// <summary>It is there and looks right; its sum was not made.</summary>
    NotRead,

    /// <summary>The list names the packed file; there is the unpacked one, of which it has no sum.</summary>
    Unpacked,

    /// <summary>A table that no list names.</summary>
    Unlisted,

    /// <summary>The list names it; it is not there.</summary>
    Missing,

    /// <summary>It has another sum than the list says, or is at a glance something else.</summary>
    Different,

    /// <summary>It cannot be read.</summary>
    Unreadable,
}

/// <summary>A file that was looked at, or looked for.</summary>
/// <param name="Path">Below the folder that was checked, with slashes.</param>
/// <param name="State">What was found.</param>
public sealed record CheckedFile(string Path, FileState State)
{
    /// <summary>What is known beyond the state; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Its table, as <c>hosp/labevents</c>; null if it is none.</summary>
    public string? Table { get; init; }

    /// <summary>The rows that it has; null if they were not counted.</summary>
    public long? Rows { get; init; }

    /// <summary>The rows that its release has; null if not known.</summary>
    public long? Expected { get; init; }

    /// <summary>What cannot be done without it.</summary>
    public string Cost { get; init; } = string.Empty;

    /// <summary>Whether a step of the course reads it (where steps were named: one of them).</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The release that it belongs to; null if not known.</summary>
    public ProjectRelease? Release { get; internal init; }

    /// <summary>The folder of its list.</summary>
    internal string Root { get; init; } = string.Empty;

    /// <summary>The lists that name it.</summary>
    internal IReadOnlySet<string> Lists { get; init; } = new HashSet<string>();

    /// <summary>Whether something is wrong with it that one should mend.</summary>
    public bool IsProblem => State switch
    {
        FileState.Missing => IsNeeded,
        FileState.Different or FileState.Unreadable => true,
        _ => Rows is not null && Expected is not null && Rows != Expected,
    };
}

/// <summary>A list of checksums that was found, and how many of its files are as it says.</summary>
/// <param name="Path">The list, below the folder that was checked, with slashes.</param>
/// <param name="Release">Whose list it is, by the folder or the tables in it; null if that is not known.</param>
/// <param name="Files">How many files it names.</param>
/// <param name="Problem">Why it is of no use; null if it is.</param>
public sealed record CheckedList(string Path, ProjectRelease? Release, int Files, MimicException? Problem);
