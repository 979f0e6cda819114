namespace Mimic.Kernel.Sessions;

/// <summary>Why a cell did not run through, in a form that can be sent to another process.</summary>
/// <param name="Kind">"Compile error", or the type name of the exception.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do next; empty if nobody can say.</param>
/// <param name="Line">The line within the cell, from 1; null if it cannot be told.</param>
/// <param name="Details">The calls that led there, a line each; empty for errors a user can act on.</param>
public sealed record CellFailure(string Kind, string Problem, string Remedy, int? Line, string Details)
{
    /// <summary>Problem and remedy as one text.</summary>
    public string Message => Remedy.Length == 0 ? Problem : $"{Problem}\n{Remedy}";
}
