using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Cohorts;

/// <summary>A group of patients and what they are like.</summary>
/// <param name="Mean">Mean of a number, or share of those who have something (0 to 1); NaN where nothing is known.</param>
/// <param name="StandardDeviation">Of a number with n - 1; of a share the root of p (1 - p).</param>
public sealed record GroupValue(double Mean, double StandardDeviation);

/// <summary>Something that the groups are compared by.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="IsShare">Whether it is a share, shown in per cent.</param>
/// <param name="Groups">One value per group of <see cref="CohortComparison.Groups"/>.</param>
public sealed record Characteristic(string Name, bool IsShare, IReadOnlyList<GroupValue> Groups)
{
    /// <summary>
    /// The standardised mean difference between two groups: the difference of the means by the root of the mean variance. Above
    /// 0.1 in size it is usually called an imbalance (Austin, Statistics in Medicine 2009).
    /// </summary>
    /// <param name="group">Position of the one group.</param>
    /// <param name="reference">Position of the other; the difference is group minus reference.</param>
    /// <returns>0 where the groups are alike, NaN where it is not defined.</returns>
    public double Difference(int group, int reference)
    {
        GroupValue a = Groups[group], b = Groups[reference];
        var spread = Math.Sqrt(((a.StandardDeviation * a.StandardDeviation) + (b.StandardDeviation * b.StandardDeviation)) / 2);
        return a.Mean == b.Mean ? 0 : spread > 0 ? (a.Mean - b.Mean) / spread : double.NaN;
    }
}

/// <summary>
/// What the selection does to the population: everybody, all who were eligible, a random draw of the eligible with as many dead
/// and alive as were selected, and the selected.
/// </summary>
[TypeFormatterSource]
public sealed class CohortComparison
{
    internal const int Everybody = 0;
    internal const int Eligible = 1;
    internal const int RandomDraw = 2;
    internal const int Selected = 3;

    /// <summary>The groups, from all to the selected.</summary>
    public IReadOnlyList<string> Groups { get; } = ["Everybody", "Eligible", "Random draw", "Selected"];

    /// <summary>How many patients each group has.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>What they are compared by.</summary>
    public required IReadOnlyList<Characteristic> Characteristics { get; init; }

    /// <summary>The comparison as a table; the last columns are standardised mean differences of the selected.</summary>
    public Table ToTable()
    {
        var table = new Table(["", .. Groups, "SMD to eligible", "SMD to random draw"])
        {
            Caption = "What the selection does to the population (mean and standard deviation; SMD = standardised mean difference)",
        };
        table.Add(["Patients", .. Sizes.Select(s => (object?)Invariant($"{s:#,0}")), "", ""]);
        foreach (var c in Characteristics)
        {
            var groups = c.Groups.Select(g => (object?)Show(g, c.IsShare));
            table.Add([c.Name, .. groups, Show(c.Difference(Selected, Eligible)), Show(c.Difference(Selected, RandomDraw))]);
        }

        return table;
    }

    /// <summary>The standardised mean differences as a figure.</summary>
    public Chart ToChart()
    {
        var names = Characteristics.Select(c => c.Name).ToList();
        return new Chart("How the selected differ from the population")
        {
            XTitle = "Standardised mean difference of the selected",
            Note = "Between the dashed lines groups count as balanced. The random draw has as many dead and alive as the selection, "
                + "so what sets the two apart is the ranking by entropy alone.",
        }
            .AddScatter("to all eligible", [.. Characteristics.Select(c => c.Difference(Selected, Eligible))], names)
            .AddScatter("to the random draw", [.. Characteristics.Select(c => c.Difference(Selected, RandomDraw))], names)
            .AddVerticalLine("balanced up to 0.1", -0.1)
            .AddVerticalLine("balanced up to 0.1", 0.1);
    }

    /// <summary>The table as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The table as text.</summary>
    public override string ToString() => ToTable().ToString();

    internal static CohortComparison Of(
        IReadOnlyList<PatientSummary> everybody, IReadOnlyList<PatientSummary> eligible, IReadOnlyList<CohortPatient> selected, long seed)
    {
        var chosen = selected.Select(p => p.SubjectId).ToHashSet();
        IReadOnlyList<PatientSummary>[] groups =
        [
            everybody,
            eligible,
            [.. Draw(eligible, true, selected.Count(p => p.Dead), seed), .. Draw(eligible, false, selected.Count(p => !p.Dead), seed)],
            [.. eligible.Where(p => chosen.Contains(p.SubjectId))],
        ];
        Characteristic Number(string name, Func<PatientSummary, double?> value) =>
            new(name, false, [.. groups.Select(g => Mean(g, value))]);
        Characteristic Share(string name, Func<PatientSummary, bool?> value) =>
            new(name, true, [.. groups.Select(g => ShareOf(g, value))]);
        return new()
        {
            Sizes = [.. groups.Select(g => g.Count)],
            Characteristics =
            [
                Number("Age at the last record (years)", p => p.Age),
                Share("Female", p => p.Female),
                Share("Died", p => p.Dead),
                Number("Hospital stays", p => p.Stays),
                Number("ICU stays", p => p.IcuStays),
                Number("Events of any kind", p => p.Records),
                Number("Items in the window", p => p.Items),
                Number("Chest radiographs", p => p.Images),
            ],
        };
    }

    private static IEnumerable<PatientSummary> Draw(IReadOnlyList<PatientSummary> eligible, bool dead, int count, long seed)
    {
        var pool = eligible.Where(p => p.Dead == dead).ToArray();
        new SeededRandom(seed).Fork(dead ? 1 : 0).Shuffle(pool.AsSpan());
        return pool.Take(count);
    }

    private static GroupValue Mean(IReadOnlyList<PatientSummary> group, Func<PatientSummary, double?> value)
    {
        var known = group.Select(value).OfType<double>().ToArray();
        if (known.Length == 0)
        {
            return new(double.NaN, double.NaN);
        }

        var mean = known.Average();
        return new(mean, known.Length > 1 ? Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / (known.Length - 1)) : 0);
    }

    private static GroupValue ShareOf(IReadOnlyList<PatientSummary> group, Func<PatientSummary, bool?> value)
    {
        var known = group.Select(value).OfType<bool>().ToArray();
        var share = known.Length == 0 ? double.NaN : known.Count(v => v) / (double)known.Length;
        return new(share, Math.Sqrt(share * (1 - share)));
    }

    private static string Show(GroupValue value, bool isShare) => double.IsNaN(value.Mean) ? Table.Cell(null)
        : isShare ? Invariant($"{100 * value.Mean:0.#} %")
        : value.Mean >= 100 ? Invariant($"{value.Mean:#,0} ({value.StandardDeviation:#,0})")
        : Invariant($"{value.Mean:0.0} ({value.StandardDeviation:0.0})");

    private static string Show(double difference) =>
        double.IsNaN(difference) ? Table.Cell(null) : Invariant($"{difference:+0.00;-0.00;0.00}");
}
