namespace Mimic.Synthetic;

/// <summary>What hospital to invent.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The folder to write; it must be new, empty, or an earlier output of the generator, which is then replaced.</summary>
    public required string Output { get; init; }

    /// <summary>The number of patients, 1 to 100,000.</summary>
    public int Patients { get; init; } = 400;

    /// <summary>The seed: the same seed and number of patients give the same bytes on every machine.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The knobs of the invented world.</summary>
    public SyntheticParameters Parameters { get; init; } = new();
}
