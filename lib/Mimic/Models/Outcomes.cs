using Mimic.Features;

namespace Mimic.Models;

/// <summary>The outcomes of samples as the learners need them: known, and of both kinds.</summary>
internal static class Outcomes
{
    /// <summary>The outcomes.</summary>
    /// <param name="samples">All with an outcome.</param>
    /// <exception cref="MimicException">An outcome is missing, or all are the same.</exception>
    public static bool[] Of(IReadOnlyList<Sample> samples)
    {
        var missing = samples.Count(s => s.Outcome is null);
        if (missing > 0)
        {
            throw new MimicException($"{missing} of {samples.Count} samples have no outcome.", "Leave out the samples without an outcome.");
        }

        var positives = samples.Count(s => s.Outcome == true);
        return positives > 0 && positives < samples.Count
            ? [.. samples.Select(s => s.Outcome!.Value)]
            : throw new MimicException(
                $"All {samples.Count} samples have the same outcome.", "A model needs patients of both outcomes; choose a larger cohort.");
    }
}
