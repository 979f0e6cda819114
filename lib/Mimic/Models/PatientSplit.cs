using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Divides samples by patient: all samples of one patient are on one side, since two samples of a patient resemble each other
/// more than a new patient ever will. Stratified: each part has its share of the patients with the outcome (at any of their samples).
/// </summary>
/// <remarks>The result depends on the seed and on who the patients are, not on the order of the rows.</remarks>
public static class PatientSplit
{
    /// <summary>The least number of patients with, and without, the outcome that a search needs.</summary>
    public const int MinimumPatients = 6;

    /// <summary>Sets a part of the patients aside.</summary>
    /// <param name="samples">All with an outcome.</param>
    /// <param name="share">
    /// The share of patients to set aside, above 0 and below 1; of each outcome at least one goes to either side.
    /// </param>
    /// <param name="seed">Same seed, same split.</param>
    /// <exception cref="MimicException">There are too few patients of an outcome.</exception>
    public static Fold HeldOut(IReadOnlyList<Sample> samples, double share, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var classes = Classes(samples, seed);
        RequireEnough(classes, MinimumPatients, "a held-out part");
        var aside = new HashSet<int>();
        foreach (var patients in classes)
        {
            var count = Math.Clamp((int)Math.Round(share * patients.Length, MidpointRounding.AwayFromZero), 1, patients.Length - 1);
            aside.UnionWith(patients.Take(count));
        }

        return Divide(samples, aside);
    }

    /// <summary>Divides the patients into folds: each row is predicted once, by a model fitted on the other folds.</summary>
    /// <param name="samples">All with an outcome.</param>
    /// <param name="count">How many folds; fewer are made if an outcome has fewer patients.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <exception cref="MimicException">There are too few patients of an outcome.</exception>
    public static IReadOnlyList<Fold> Folds(IReadOnlyList<Sample> samples, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var classes = Classes(samples, seed);
        RequireEnough(classes, 2, "folds");
        count = Math.Min(count, classes.Min(c => c.Length));
        var parts = Enumerable.Range(0, count).Select(_ => new HashSet<int>()).ToArray();
        // The second outcome is dealt out from where the first ended, so that the folds stay of one size.
        var next = 0;
        foreach (var patient in classes.SelectMany(c => c))
        {
            parts[next++ % count].Add(patient);
        }

        return [.. parts.Select(p => Divide(samples, p))];
    }

    private static Fold Divide(IReadOnlyList<Sample> samples, HashSet<int> validation)
    {
        var sides = Enumerable.Range(0, samples.Count).ToLookup(i => validation.Contains(samples[i].SubjectId));
        var fold = new Fold([.. sides[false]], [.. sides[true]]);
        fold.RequireDisjointPatients(samples);
        return fold;
    }

    // The patients with the outcome, then those without, each shuffled.
    private static int[][] Classes(IReadOnlyList<Sample> samples, long seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var missing = samples.Count(s => s.Outcome is null);
        if (missing > 0)
        {
            throw new MimicException($"{missing} of {samples.Count} samples have no outcome.", "Leave out the samples without an outcome.");
        }

        var random = new SeededRandom(seed);
        var classes = samples.GroupBy(s => s.SubjectId).OrderBy(g => g.Key)
            .ToLookup(g => g.Any(s => s.Outcome == true), g => g.Key);
        return [.. new[] { true, false }.Select(outcome =>
        {
            var patients = classes[outcome].ToArray();
            random.Fork(outcome ? 1 : 0).Shuffle<int>(patients);
            return patients;
        })];
    }

    private static void RequireEnough(int[][] classes, int least, string what)
    {
        if (classes.Any(c => c.Length < least))
        {
            throw new MimicException(
                $"There are {classes[0].Length} patients with the outcome and {classes[1].Length} without; "
                    + $"{what} need(s) at least {least} of each.",
                "Choose a larger cohort.");
        }
    }
}
