using System.Text;
using Mimic.Access;
using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Cohorts;

/// <summary>The patients that an entropy selection took, with all that says how.</summary>
[TypeFormatterSource]
public sealed class EntropyCohort
{
    /// <summary>Where the data come from.</summary>
    public required SourceTag Source { get; init; }

    /// <summary>What identifies the data; null if it was not given.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The choices.</summary>
    public required EntropyOptions Options { get; init; }

    /// <summary>The data types that counted: those chosen, less those that the data lack.</summary>
    public required IReadOnlyList<DataType> Types { get; init; }

    /// <summary>From all patients to the eligible ones.</summary>
    public required Attrition Attrition { get; init; }

    /// <summary>How many of the eligible died.</summary>
    public required int EligibleDead { get; init; }

    /// <summary>How many of the eligible are not known to have died.</summary>
    public required int EligibleAlive { get; init; }

    /// <summary>What a reader must know: a data type or a rule that was dropped, a class that is too small.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The selected: those who died, then the others, each from the best to the last.</summary>
    public required IReadOnlyList<CohortPatient> Patients { get; init; }

    /// <summary>Eligible patients that were not selected, for the figures; of more than 2,000 a random part.</summary>
    public required IReadOnlyList<CohortPatient> NotSelected { get; init; }

    /// <summary>What the selection does to the population.</summary>
    public required CohortComparison Comparison { get; init; }

    /// <summary>The cohort that a file holds.</summary>
    /// <param name="path">As <see cref="Save"/> wrote it.</param>
    /// <exception cref="MimicException">There is no such file, or it is not a cohort.</exception>
    public static EntropyCohort Load(string path) => CohortFile.Load(path);

    /// <summary>
    /// Writes the cohort to a JSON file, under a temporary name first, and beside it how it came about (<see cref="PruningRecord.Beside"/>).
    /// </summary>
    /// <param name="path">The file; an older one is replaced. Of credentialed data it must not be passed on.</param>
    /// <param name="earlier">How the trajectories came about, as <see cref="Trajectories.TrajectoryStore.Pruning"/>; null if it is not known.</param>
    public void Save(string path, PruningRecord? earlier = null)
    {
        CohortFile.Save(this, path);
        ToPruning(earlier).Write(PruningRecord.Beside(path));
    }

    /// <summary>How the cohort came about: every criterion with the numbers before and after, without any patient.</summary>
    /// <param name="earlier">How the trajectories came about, as <see cref="Trajectories.TrajectoryStore.Pruning"/>; null if it is not known.</param>
    public PruningRecord ToPruning(PruningRecord? earlier = null) => CohortPruning.Of(this, earlier);

    /// <summary>The attrition with the two classes at its end.</summary>
    public Chart AttritionChart() => Attrition.ToChart(
        "From all patients to the cohort",
        [
            new(Invariant($"Died: selected of {EligibleDead:#,0} eligible"), Patients.Count(p => p.Dead)),
            new(Invariant($"Alive: selected of {EligibleAlive:#,0} eligible"), Patients.Count(p => !p.Dead)),
        ]).From(Source);

    /// <summary>The two entropies of each eligible patient.</summary>
    public Chart EntropyChart()
    {
        var chart = new Chart("The two entropies of the eligible patients")
        {
            XTitle = "Entropy over months (0 to 1)",
            YTitle = "Entropy over data types (0 to 1)",
            XRange = (0, 1),
            YRange = (0, 1),
        };
        foreach (var (name, patients) in Classes())
        {
            chart.AddScatter(name, [.. patients.Select(p => p.MonthEntropy)], [.. patients.Select(p => p.TypeEntropy)]);
        }

        return chart.From(Source);
    }

    /// <summary>The scores of the eligible patients as a histogram.</summary>
    public Chart ScoreChart()
    {
        var chart = new Chart("Scores of the eligible patients") { XTitle = "Score (product of the two entropies)", YTitle = "Patients" };
        foreach (var (name, patients) in Classes())
        {
            chart.AddHistogram(name, [.. patients.Select(p => p.Score)]);
        }

        return chart.From(Source);
    }

    /// <summary>Choices, warnings, attrition and comparison as HTML.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder($"<div><p>{SvgWriter.Escape(Headline())}</p>");
        foreach (var warning in Warnings)
        {
            html.Append("<p style=\"border-left:4px solid #d9601a;padding:0.2em 0.7em;margin:0.4em 0\"><strong>Note.</strong> ")
                .Append(SvgWriter.Escape(warning)).Append("</p>");
        }

        return html.Append(Attrition.ToHtml()).Append(Comparison.ToHtml()).Append("</div>").ToString();
    }

    /// <summary>Choices, warnings, attrition and comparison as text.</summary>
    public override string ToString() =>
        string.Join("\n", [Headline(), .. Warnings.Select(w => "Note: " + w), string.Empty, $"{Attrition}", string.Empty, $"{Comparison}"]);

    private string Headline() =>
        Invariant($"Entropy cohort of {Patients.Count:#,0} patients, {Patients.Count(p => p.Dead):#,0} of whom died ({Source switch
        {
            SourceTag.Synthetic => "synthetic data",
            SourceTag.OpenDemo => "open demo",
            _ => "credentialed data",
        }}). {Options}");

    private IEnumerable<(string Name, IReadOnlyList<CohortPatient> Patients)> Classes() =>
        new (string Name, IReadOnlyList<CohortPatient> Patients)[]
        {
            ("alive, selected", [.. Patients.Where(p => !p.Dead)]),
            ("died, selected", [.. Patients.Where(p => p.Dead)]),
            ("not selected", NotSelected),
        }.Where(c => c.Patients.Count > 0);
}
