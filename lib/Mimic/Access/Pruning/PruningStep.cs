namespace Mimic.Access;

/// <summary>What a criterion does.</summary>
public enum PruningKind
{
    /// <summary>Who has it is kept.</summary>
    Inclusion,

    /// <summary>Who has it is left out.</summary>
    Exclusion,
}

/// <summary>A criterion that was applied, with the numbers before and after it.</summary>
/// <param name="Criterion">What those who are kept have in common, or those who are left out.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Before">How many there were.</param>
/// <param name="After">How many were kept.</param>
public sealed record PruningStep(string Criterion, PruningKind Kind, long Before, long After)
{
    /// <summary>How many were left out.</summary>
    public long LeftOut => Before - After;
}
