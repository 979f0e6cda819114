namespace Mimic.Access;

/// <summary>A line of a text in which something was seen.</summary>
/// <param name="Index">Which line of its block it is.</param>
/// <param name="Line">Its line in the place.</param>
/// <param name="Column">Where in that line it begins.</param>
/// <param name="Hits">What was seen, with the column of the table that it stands in.</param>
internal sealed record ScanRow(int Index, int Line, int Column, IReadOnlyList<(LineToken Token, IdClass? Below)> Hits)
{
    public required bool HasDate { get; init; }

    public required bool HasSynthetic { get; init; }

    public required bool Counts { get; init; }

    /// <summary>Whether it holds one large number and next to nothing else: a row's number in a list, perhaps.</summary>
    public required bool IsAlone { get; init; }

    /// <summary>Whether a mark in the text allows what is in the line.</summary>
    public required bool IsAllowed { get; init; }
}
