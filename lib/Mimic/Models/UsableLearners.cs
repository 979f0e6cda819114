using Mimic.Native;

namespace Mimic.Models;

/// <summary>The learners that this machine can run: boosted trees need a native library, logistic regression needs nothing.</summary>
/// <param name="Learners">Those asked for, without what is missing.</param>
/// <param name="Warning">What was left out, why, and how to get it; null if nothing was.</param>
internal sealed record UsableLearners(IReadOnlyList<Learner> Learners, string? Warning)
{
    /// <summary>The learner where none is asked for: boosted trees if they can run.</summary>
    public static Learner Preferred =>
        NativeLibraries.IsAvailable(NativeLibraries.XgBoost) ? Learner.GradientBoosting : Learner.LogisticRegression;

    /// <summary>The learners that can run on this machine.</summary>
    /// <param name="asked">Those asked for.</param>
    /// <exception cref="MimicException">Only boosted trees were asked for, and XGBoost is missing.</exception>
    public static UsableLearners Of(IReadOnlyList<Learner> asked) => Of(asked, NativeLibraries.IsAvailable(NativeLibraries.XgBoost));

    /// <summary>The learners that can run with or without XGBoost.</summary>
    /// <param name="asked">Those asked for.</param>
    /// <param name="withTrees">Whether XGBoost is there.</param>
    /// <exception cref="MimicException">Only boosted trees were asked for, and XGBoost is missing.</exception>
    internal static UsableLearners Of(IReadOnlyList<Learner> asked, bool withTrees)
    {
        if (withTrees || !asked.Contains(Learner.GradientBoosting))
        {
            return new(asked, null);
        }

        // Who asks for trees alone wants trees: another model in their place would be a wrong answer.
        Learner[] others = [.. asked.Where(l => l != Learner.GradientBoosting)];
        var missing = NativeLibraries.Missing(NativeLibraries.XgBoost);
        return others.Length > 0
            ? new(others, $"{missing.Problem} Boosted trees were left out, only logistic regression was tried. {missing.Remedy}")
            : throw missing;
    }
}
