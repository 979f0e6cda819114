namespace Mimic.Features;

/// <summary>Mean and central sums that keep their digits where the values are large and differ little.</summary>
internal readonly struct Moments
{
    /// <summary>Of values without gaps.</summary>
    /// <param name="values">At least one.</param>
    public Moments(ReadOnlySpan<double> values)
    {
        Count = values.Length;
        Sum = SumOf(values);
        var rough = Sum / Count;

        // The mean is off by a rounding error, which counts where it is not small beside the deviations: the deviations' own mean finds it.
        double off = 0;
        foreach (var x in values)
        {
            off += x - rough;
        }

        (Rough, Off) = (rough, off / Count);
        double squares = 0;
        foreach (var x in values)
        {
            var d = Deviation(x);
            squares += d * d;
        }

        Squares = squares;
    }

    /// <summary>How many values.</summary>
    public int Count { get; }

    /// <summary>Their sum.</summary>
    public double Sum { get; }

    /// <summary>Their mean.</summary>
    public double Mean => Rough + Off;

    /// <summary>The sum of squares of their deviations from the mean.</summary>
    public double Squares { get; }

    /// <summary>Variance with n as divisor.</summary>
    public double Population => Squares / Count;

    private double Rough { get; }

    private double Off { get; }

    /// <summary>The deviation of a value from the mean.</summary>
    public double Deviation(double x) => x - Rough - Off;

    /// <summary>A sum whose error does not grow with the number of values (Neumaier 1974).</summary>
    public static double SumOf(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var x in values)
        {
            var next = sum + x;
            lost += Math.Abs(sum) >= Math.Abs(x) ? sum - next + x : x - next + sum;
            sum = next;
        }

        return double.IsFinite(lost) ? sum + lost : sum;
    }
}
