namespace Mimic.Models;

/// <summary>A number with its 95 % interval.</summary>
/// <param name="Value">On the data as they are.</param>
/// <param name="Low">2.5 % quantile over the bootstrap draws; NaN if too few draws could be used.</param>
/// <param name="High">97.5 % quantile over the bootstrap draws; NaN if too few draws could be used.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Value and interval with three decimals, as 0.812 (0.655 to 0.934).</summary>
    public override string ToString() => (double.IsNaN(Value), double.IsNaN(Low)) switch
    {
        (true, _) => "–",
        (_, true) => Invariant($"{Value:0.000} (no interval)"),
        _ => Invariant($"{Value:0.000} ({Low:0.000} to {High:0.000})"),
    };
}
