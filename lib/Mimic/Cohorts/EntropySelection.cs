using Mimic.Access;
using Mimic.Display;
using Mimic.Trajectories;

namespace Mimic.Cohorts;

/// <summary>
/// The entropy selection: of the last months before the last record, take those patients whose data spread most evenly over
/// months and over data types - so many of those who died, and so many of the others.
/// </summary>
/// <remarks>
/// The idea is that of the MEDomicsLab tutorial on MIMIC-IV; no code of it was published, so the details are this project's
/// (<see cref="EntropyOptions"/>). The selection is biased on purpose: see <see cref="EntropyCohort.Comparison"/>. And for those
/// who died the window ends near their death, so features from its last days give the outcome away: choose a prediction time
/// before the end of the window.
/// </remarks>
public static class EntropySelection
{
    /// <summary>Selects a cohort. The trajectories are read once, one at a time.</summary>
    /// <param name="patients">All patients, in any order, each once.</param>
    /// <param name="options">The choices.</param>
    /// <param name="fingerprint">What identifies the data, kept with the cohort; null if there is nothing.</param>
    /// <exception cref="MimicException">An option is out of range, there are no patients, or none has an item.</exception>
    public static EntropyCohort Select(IEnumerable<Trajectory> patients, EntropyOptions options, string? fingerprint = null)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var source = SourceTag.Synthetic;
        var summaries = new List<PatientSummary>();
        using (var progress = new Progress("patients"))
        {
            foreach (var patient in patients)
            {
                source = SourceTags.Stricter(patient.Source, source);
                summaries.Add(PatientSummary.Of(patient, options));
                progress.Add();
            }
        }

        if (summaries.Count == 0)
        {
            throw new MimicException(
                "There are no patients to select from.",
                "Build trajectories first (mimic trajectories build) and give all of them to the selection.");
        }

        summaries.Sort((a, b) => a.SubjectId.CompareTo(b.SubjectId));
        var warnings = new List<string>();
        var types = PresentTypes(summaries, options, warnings);
        var attrition = new Attrition("All patients", summaries.Count);
        var eligible = Eligible(summaries, options, attrition, warnings);
        var scored = Scores(eligible, options, types, warnings);
        var dead = Best(scored, true, options, warnings);
        var alive = Best(scored, false, options, warnings);
        var selected = new List<CohortPatient>([.. dead, .. alive]);
        return new()
        {
            Source = source,
            Fingerprint = fingerprint,
            Options = options,
            Types = types,
            Attrition = attrition,
            EligibleDead = scored.Count(p => p.Dead),
            EligibleAlive = scored.Count(p => !p.Dead),
            Warnings = warnings,
            Patients = selected,
            NotSelected = NotSelected(scored, selected, options),
            Comparison = CohortComparison.Of(summaries, eligible, selected, options.Seed),
        };
    }

    /// <summary>The chosen data types of which there is any item; one that the data lack would only lower every score.</summary>
    private static List<DataType> PresentTypes(List<PatientSummary> patients, EntropyOptions options, List<string> warnings)
    {
        var present = patients.SelectMany(p => p.Present).ToHashSet();
        var used = options.Types.Where(present.Contains).ToList();
        if (used.Count == 0)
        {
            throw new MimicException(
                $"No patient has an item of the chosen data types ({string.Join(", ", options.Types.Select(DataTypes.NameOf))}).",
                "Check that the trajectories were built from a folder that has these tables, or choose other data types.");
        }

        foreach (var type in options.Types.Except(used))
        {
            warnings.Add($"The data hold no {DataTypes.NameOf(type)}: this data type is left out.");
        }

        if (used.Count == 1)
        {
            warnings.Add("Only one data type is left, so the entropy over types is set to 1 and the score is the entropy over months.");
        }
        else if (used.Count < options.Types.Count)
        {
            warnings.Add($"The entropy over types is scaled to the {used.Count} data types that are left.");
        }

        return used;
    }

    private static IReadOnlyList<PatientSummary> Eligible(
        IReadOnlyList<PatientSummary> patients, EntropyOptions options, Attrition attrition, List<string> warnings)
    {
        patients = attrition.Apply(patients, "Any item of the chosen data types, at any time", p => p.Window is not null);
        patients = attrition.Apply(
            patients,
            Invariant($"Items in the window of {options.Months} months: {options.MinimumItems:#,0} or more"),
            p => p.Items >= options.MinimumItems);
        if (!options.RequireImage)
        {
            return patients;
        }

        if (attrition.Count > 0 && patients.All(p => p.Images == 0))
        {
            warnings.Add("The data hold no chest radiographs: the rule that each patient needs one is dropped.");
            return patients;
        }

        return attrition.Apply(patients, "At least one chest radiograph in the window", p => p.ImagesInWindow > 0);
    }

    private static List<CohortPatient> Scores(
        IReadOnlyList<PatientSummary> patients, EntropyOptions options, List<DataType> types, List<string> warnings)
    {
        if (options.PossibleMonths == 1)
        {
            warnings.Add("The window has one month only, so the entropy over months is set to 1: the score is the entropy over types.");
        }

        var months = Scaled(patients, p => p.Months, options.PossibleMonths, options.Scaling);
        var kinds = Scaled(patients, p => p.Types, types.Count, options.Scaling);
        return
        [
            .. patients.Select((p, i) => new CohortPatient(
                p.SubjectId, p.Dead, months[i] * kinds[i], months[i], kinds[i], p.Items, p.Window!.Start, p.Window.End)
            {
                ItemsByMonth = [.. p.Months.Reverse()],
            }),
        ];
    }

    private static double[] Scaled(
        IReadOnlyList<PatientSummary> patients, Func<PatientSummary, int[]> counts, int possible, EntropyScaling scaling)
    {
        if (possible == 1)
        {
            return [.. patients.Select(_ => 1.0)];
        }

        double[] values = [.. patients.Select(p => Entropy.Normalised(counts(p), possible))];
        if (scaling != EntropyScaling.CohortMinMax || values.Length == 0)
        {
            return values;
        }

        // Where all are alike the entropy tells nothing; 1 leaves the decision to the other one.
        double low = values.Min(), range = values.Max() - low;
        return [.. values.Select(v => range > 0 ? (v - low) / range : 1)];
    }

    private static List<CohortPatient> Best(List<CohortPatient> patients, bool dead, EntropyOptions options, List<string> warnings)
    {
        List<CohortPatient> best =
        [
            .. patients.Where(p => p.Dead == dead)
                .OrderByDescending(p => p.Score).ThenByDescending(p => p.Items).ThenBy(p => p.SubjectId)
                .Take(options.PerClass),
        ];
        if (best.Count < options.PerClass)
        {
            warnings.Add(Invariant($"Of the {options.PerClass:#,0} patients asked for among those who {(dead ? "died" : "did not die")}, ")
                + Invariant($"only {best.Count:#,0} are eligible; all of them are taken."));
        }

        return best;
    }

    /// <summary>Scores of the others for the figures; of large populations a random part.</summary>
    private static List<CohortPatient> NotSelected(List<CohortPatient> scored, List<CohortPatient> selected, EntropyOptions options)
    {
        const int MostShown = 2000;
        var taken = selected.Select(p => p.SubjectId).ToHashSet();
        var others = scored.Where(p => !taken.Contains(p.SubjectId)).ToArray();
        if (others.Length > MostShown)
        {
            new SeededRandom(options.Seed).Shuffle(others.AsSpan());
        }

        return [.. others.Take(MostShown).OrderBy(p => p.SubjectId)];
    }
}
