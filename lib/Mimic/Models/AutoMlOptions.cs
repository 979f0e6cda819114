using Mimic.Features;

namespace Mimic.Models;

/// <summary>How <see cref="AutoMl"/> searches.</summary>
public sealed record AutoMlOptions
{
    /// <summary>How many settings are tried; the first two are the defaults of both learners.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>How many folds the training patients are divided into; fewer if an outcome has fewer patients.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The share of patients that the search never sees.</summary>
    public double HeldOutShare { get; init; } = 0.25;

    /// <summary>Same seed, same numbers to the last digit.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many trials run at once; 0 for as many as there are processors. The numbers do not depend on it.</summary>
    public int Cpus { get; init; }

    /// <summary>The modalities whose columns are used; null for all.</summary>
    public IReadOnlyList<Modality>? Modalities { get; init; }

    /// <summary>
    /// The kinds of model to try. Without XGBoost on the machine boosted trees are left out and the result's warnings say so;
    /// boosted trees alone are then an error.
    /// </summary>
    public IReadOnlyList<Learner> Learners { get; init; } = [Learner.LogisticRegression, Learner.GradientBoosting];

    /// <summary>How many trials <see cref="ModalityTable"/> gives each group of columns.</summary>
    public int ModalityTrials { get; init; } = 4;

    /// <summary>Bootstrap draws for the intervals.</summary>
    public int Draws { get; init; } = 1000;

    internal int Threads => Cpus > 0 ? Cpus : Environment.ProcessorCount;

    internal void Check()
    {
        Require(Trials >= 1, nameof(Trials), "at least 1");
        Require(Folds >= 2, nameof(Folds), "at least 2");
        Require(HeldOutShare is > 0 and < 1, nameof(HeldOutShare), "above 0 and below 1");
        Require(Cpus >= 0, nameof(Cpus), "at least 0");
        Require(ModalityTrials >= 1, nameof(ModalityTrials), "at least 1");
        Require(Draws >= 1, nameof(Draws), "at least 1");
        Require(Learners.Count >= 1, nameof(Learners) + ".Count", "at least 1");

        static void Require(bool holds, string name, string allowed)
        {
            if (!holds)
            {
                throw new MimicException($"The option {name} of the search is out of range.", $"Give a number {allowed}.");
            }
        }
    }
}
