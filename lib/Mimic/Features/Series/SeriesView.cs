namespace Mimic.Features;

/// <summary>A series without gaps, and what several statistics need of it.</summary>
internal sealed class SeriesView
{
    /// <summary>Of at least one value.</summary>
    public SeriesView(ReadOnlySpan<double> values)
    {
        Values = values.ToArray();
        Sorted = values.ToArray();
        Array.Sort(Sorted);
        Moments = new(values);
        Deviations = Array.ConvertAll(Values, Moments.Deviation);
        Repeats = [.. Sorted.CountBy(x => x).Where(c => c.Value > 1).Select(c => (c.Key, c.Value))];
        Distinct = Sorted.Length - Repeats.Sum(r => r.Count - 1);
    }

    public double[] Values { get; }

    public double[] Sorted { get; }

    public Moments Moments { get; }

    /// <summary>The values less their mean.</summary>
    public double[] Deviations { get; }

    /// <summary>The values that occur more than once, ascending, and how often.</summary>
    public (double Value, int Count)[] Repeats { get; }

    /// <summary>The number of different values.</summary>
    public int Distinct { get; }

    public int Count => Values.Length;

    /// <summary>The standard deviation with n as divisor.</summary>
    public double Spread => Math.Sqrt(Moments.Population);

    /// <summary>The sum of a function of each place.</summary>
    /// <param name="places">The number of places, from 0.</param>
    /// <param name="term">The function.</param>
    public static double Sum(int places, Func<int, double> term)
    {
        double sum = 0;
        for (var i = 0; i < places; i++)
        {
            sum += term(i);
        }

        return sum;
    }

    /// <summary>The sum of a power of the deviations.</summary>
    public double Central(int power) => Deviations.Sum(d => Math.Pow(d, power));

    /// <summary>The sum of absolute or squared differences of neighbours.</summary>
    public double Changes(bool squared) => Sum(Count - 1, i => (Values[i + 1] - Values[i]) switch
    {
        var d when squared => d * d,
        var d => Math.Abs(d),
    });

    /// <summary>The longest run of values above (1) or below (-1) the mean.</summary>
    public int LongestRun(int sign)
    {
        int longest = 0, run = 0;
        foreach (var d in Deviations)
        {
            run = Math.Sign(d) == sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
