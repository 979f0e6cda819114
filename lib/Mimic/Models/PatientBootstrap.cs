using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Draws patients with replacement, each with all of their samples: the samples of one patient are not independent, and a
/// bootstrap over samples would give intervals that are too narrow.
/// </summary>
internal sealed class PatientBootstrap
{
    private readonly int[][] _patients;
    private readonly int _rows;
    private readonly long _seed;

    /// <summary>Readies the draws.</summary>
    /// <param name="samples">The rows.</param>
    /// <param name="draws">How many; 1,000 or more for a 95 % interval.</param>
    /// <param name="seed">Same seed, same draws.</param>
    public PatientBootstrap(IReadOnlyList<Sample> samples, int draws, long seed)
    {
        _patients = [.. samples.Select((s, i) => (s.SubjectId, i))
            .GroupBy(p => p.SubjectId, p => p.i).OrderBy(g => g.Key).Select(g => g.ToArray())];
        (_rows, Count, _seed) = (samples.Count, draws, seed);
    }

    /// <summary>How many draws there are.</summary>
    public int Count { get; }

    /// <summary>How often each row counts, draw by draw. The array is used again for the next draw.</summary>
    public IEnumerable<int[]> Draws()
    {
        var random = new SeededRandom(_seed);
        var counts = new int[_rows];
        for (var d = 0; d < Count; d++)
        {
            Array.Clear(counts);
            for (var p = 0; p < _patients.Length; p++)
            {
                foreach (var row in _patients[random.Next(_patients.Length)])
                {
                    counts[row]++;
                }
            }

            yield return counts;
        }
    }

    /// <summary>A measure with its interval.</summary>
    /// <param name="measure">
    /// The measure for given counts per row, null meaning once each; NaN where it is not defined, as an AUROC with one class only.
    /// Such draws are left out; if they are half or more, there is no interval.
    /// </param>
    public Estimate Estimate(Func<int[]?, double> measure)
    {
        var (low, high) = Interval([.. Draws().Select(measure)]);
        return new(measure(null), low, high);
    }

    /// <summary>The 95 % interval of a measure's values over the draws; NaN for both ends if half or more are NaN.</summary>
    /// <param name="values">One per draw.</param>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        var usable = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return usable.Length * 2 > values.Count
            ? (Statistics.Quantile(usable, 0.025), Statistics.Quantile(usable, 0.975))
            : (double.NaN, double.NaN);
    }
}
