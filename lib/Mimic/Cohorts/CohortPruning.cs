using Mimic.Access;

namespace Mimic.Cohorts;

/// <summary>Tells how an entropy cohort came about, in numbers only.</summary>
internal static class CohortPruning
{
    public static PruningRecord Of(EntropyCohort cohort, PruningRecord? earlier)
    {
        var options = cohort.Options;
        var (dead, alive) = (cohort.Patients.Count(p => p.Dead), cohort.Patients.Count(p => !p.Dead));
        var selected = new PruningStep(
            Invariant($"among the {options.PerClass:#,0} best scores of their class: {dead:#,0} of {cohort.EligibleDead:#,0} who died, ")
                + Invariant($"{alive:#,0} of {cohort.EligibleAlive:#,0} others"),
            PruningKind.Inclusion,
            cohort.Attrition.Left,
            cohort.Patients.Count);
        return new()
        {
            Result = "Entropy cohort",
            Source = cohort.Source,
            Population = cohort.Attrition.Population,
            Unit = "patients",
            Count = cohort.Attrition.Count,
            Steps = [.. cohort.Attrition.ToSteps(), selected],
            Inputs = cohort.Fingerprint is { } tables ? new Dictionary<string, string> { ["tables"] = tables } : [],
            Parameters = new Dictionary<string, string>
            {
                ["patients per class"] = Invariant($"{options.PerClass}"),
                ["window"] = Invariant($"{options.Months} months, {options.Bins}, to {options.End}"),
                ["data types"] = string.Join(", ", cohort.Types),
                ["counting"] = $"{options.Counting}",
                ["scaling"] = $"{options.Scaling}",
                ["a radiograph required"] = options.RequireImage ? "yes" : "no",
                ["fewest items"] = Invariant($"{options.MinimumItems}"),
            },
            Seed = options.Seed,
            Notes = cohort.Warnings,
            Earlier = earlier,
        };
    }
}
