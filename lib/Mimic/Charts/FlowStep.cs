namespace Mimic.Charts;

/// <summary>A box of a flow chart.</summary>
/// <param name="Name">What the ones that are left have in common.</param>
/// <param name="Count">How many are left.</param>
public sealed record FlowStep(string Name, long Count);
