namespace Mimic.Access.Download;

/// <summary>A try that failed and may be repeated.</summary>
internal sealed class AttemptFailure(string what, Exception? inner = null) : Exception(what, inner)
{
    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>How often a failure of this kind is worth another try.</summary>
    public int MostRetries { get; init; } = int.MaxValue;

    /// <summary>What to do if it stays so.</summary>
    public string? Remedy { get; init; }
}

/// <summary>A file that cannot be fetched; the others may be.</summary>
internal sealed class FileFailure(string problem, string remedy, Exception? inner = null) : Exception(problem, inner)
{
    public string Remedy { get; } = remedy;

    /// <summary>Whether the list of checksums may be what is wrong: it has no sum itself.</summary>
    public bool IsDoubtOfList { get; init; }
}

/// <summary>What is being fetched is not wanted any more: the file was begun anew by another connection.</summary>
internal sealed class SupersededException : Exception;
