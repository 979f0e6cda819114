using Mimic.Access;
using Mimic.Features;

namespace Mimic.Tests.Models;

/// <summary>Small invented tables with a known relation of columns and outcome.</summary>
internal static class Toy
{
    /// <summary>
    /// Patients with standard normal columns; the log odds of death are the strength times the sum of the first two. Column i
    /// is a lab where i is even and a charted value where it is odd; a tenth of the values are missing.
    /// </summary>
    public static FeatureTable Table(
        int patients = 120, int columns = 12, double strength = 2, long seed = 1, int samplesEach = 1, double missing = 0.1)
    {
        var random = new SeededRandom(seed);
        var samples = new List<Sample>();
        var values = Enumerable.Range(0, columns).Select(_ => new List<double>()).ToArray();
        for (var p = 0; p < patients; p++)
        {
            var own = Enumerable.Range(0, columns).Select(_ => random.NextNormal()).ToArray();
            var dies = random.Chance(PortableMath.Logistic(strength * (own[0] + own[1])));
            for (var s = 0; s < samplesEach; s++)
            {
                samples.Add(new(90000001 + p, new DateTime(2150, 1, 1).AddDays(s), dies));
                for (var c = 0; c < columns; c++)
                {
                    values[c].Add(random.Chance(missing) ? double.NaN : own[c] + (s * 0.01 * random.NextNormal()));
                }
            }
        }

        return new(SourceTag.Synthetic, samples, [.. values.Select((v, c) =>
            Column($"c{c}", c % 2 == 0 ? Modality.Lab : Modality.Chart, [.. v]))]);
    }

    /// <summary>A column of numbers.</summary>
    public static FeatureColumn Column(string name, Modality modality, params double[] numbers) => new(name, modality, Features.Invented.Origin(), numbers);

    /// <summary>A table of one sample per patient with the given columns.</summary>
    public static FeatureTable Of(bool[] outcomes, params FeatureColumn[] columns) => new(
        SourceTag.Synthetic, [.. outcomes.Select((o, i) => new Sample(90000001 + i, new DateTime(2150, 1, 1), o))], columns);

    /// <summary>The same table with some samples' outcomes changed.</summary>
    public static FeatureTable WithOutcomes(FeatureTable table, Func<int, bool?> outcome) =>
        new(table.Source, [.. table.Samples.Select((s, i) => s with { Outcome = outcome(i) })], table.Columns);

    /// <summary>The outcomes.</summary>
    public static bool[] Outcomes(FeatureTable table) => [.. table.Samples.Select(s => s.Outcome == true)];
}
