namespace Mimic.Kernel.Running;

/// <summary>A headline result, as a notebook registered it with <c>Notebook.Headline</c>.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The result as a person reads it.</param>
public sealed record Headline(string Name, string Value);

/// <summary>What became of one notebook of a run.</summary>
/// <param name="Name">The notebook's file name without its ending; the page has the same name.</param>
/// <param name="Title">Its first heading, or its name.</param>
/// <param name="Seconds">How long it took, the start of its process included.</param>
/// <param name="Failure">What stopped it and where; null if it ran through.</param>
/// <param name="Headlines">Its headline results, in order.</param>
/// <param name="Source">The strictest source tag that it showed; null if it showed none.</param>
public sealed record NotebookOutcome(string Name, string Title, double Seconds, string? Failure, IReadOnlyList<Headline> Headlines, string? Source)
{
    /// <summary>Whether it ran through.</summary>
    public bool Passed => Failure is null;
}
