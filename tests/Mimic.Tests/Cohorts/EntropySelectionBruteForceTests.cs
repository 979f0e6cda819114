using Mimic.Cohorts;
using Mimic.Trajectories;

namespace Mimic.Tests.Cohorts;

/// <summary>The selection against a second writing of its definition, slow and without shared code.</summary>
public class EntropySelectionBruteForceTests
{
    public static TheoryData<int, EntropyOptions> Runs => new()
    {
        { 1, new() { PerClass = 8 } },
        { 2, new() { PerClass = 15, Months = 6 } },
        { 3, new() { PerClass = 8, Bins = MonthBins.ThirtyDays } },
        { 4, new() { PerClass = 8, Bins = MonthBins.Calendar } },
        { 5, new() { PerClass = 8, Counting = ItemCounting.PerMoment, RequireImage = false } },
        { 6, new() { PerClass = 8, End = WindowEnd.Death, MinimumItems = 5 } },
        { 7, new() { PerClass = 8, Scaling = EntropyScaling.CohortMinMax } },
        { 8, new() { PerClass = 8, Types = [DataType.Lab, DataType.Chart, DataType.RadiologyNote] } },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_selection_equals_a_second_writing_of_its_definition(int seed, EntropyOptions options)
    {
        var patients = Patients.Random(seed, 90);
        var actual = EntropySelection.Select(patients, options).Patients;
        var expected = Select(patients, options);
        Assert.Equal(expected.Select(p => (p.Id, p.Items)), actual.Select(p => (p.SubjectId, p.Items)));
        Assert.Equal(expected.Select(p => p.Score), actual.Select(p => p.Score), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static List<(int Id, int Items, double Score)> Select(List<Trajectory> patients, EntropyOptions o)
    {
        var eligible = new List<(int Id, bool Dead, int Items, double Months, double Types)>();
        foreach (var patient in patients)
        {
            var all = patient.Where(e => e.Time is not null && Code(e) >= 0).Select(e => (Time: e.Time!.Value, Type: Code(e))).ToList();
            var items = all.Where(i => o.Types.Contains((DataType)i.Type)).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            var death = patient.Where(e => e.Code == "MEDS_DEATH").Select(e => e.Time).FirstOrDefault();
            var end = o.End == WindowEnd.Death && death is { } d ? d : items.Max(i => i.Time);
            var start = o.Bins == MonthBins.ThirtyDays ? end.AddDays(-30 * o.Months) : end.AddMonths(-o.Months);
            var inside = items.Where(i => i.Time > start && i.Time <= end).ToList();
            if (o.Counting == ItemCounting.PerMoment)
            {
                inside = [.. inside.ToHashSet()];
            }

            if (inside.Count < o.MinimumItems || (o.RequireImage && !all.Any(i => i.Type == 0 && i.Time > start && i.Time <= end)))
            {
                continue;
            }

            var months = inside.GroupBy(i => Month(i.Time, end, o.Bins)).Select(g => g.Count());
            var types = inside.GroupBy(i => i.Type).Select(g => g.Count());
            eligible.Add((patient.SubjectId, death is not null, inside.Count,
                H(months) / Math.Log(o.Bins == MonthBins.Calendar ? o.Months + 1 : o.Months), H(types) / Math.Log(o.Types.Count)));
        }

        if (o.Scaling == EntropyScaling.CohortMinMax)
        {
            double a = eligible.Min(p => p.Months), b = eligible.Max(p => p.Months);
            double c = eligible.Min(p => p.Types), d = eligible.Max(p => p.Types);
            eligible = [.. eligible.Select(p => p with { Months = (p.Months - a) / (b - a), Types = (p.Types - c) / (d - c) })];
        }

        // Rounded, so that equal scores stay equal whatever the order of summing.
        return
        [
            .. eligible.OrderBy(p => p.Dead ? 0 : 1)
                .ThenBy(p => -Math.Round(p.Months * p.Types, 12)).ThenBy(p => -p.Items).ThenBy(p => p.Id)
                .GroupBy(p => p.Dead).SelectMany(g => g.Take(o.PerClass)).Select(p => (p.Id, p.Items, p.Months * p.Types)),
        ];
    }

    private static int Month(DateTime time, DateTime end, MonthBins bins)
    {
        if (bins == MonthBins.Calendar)
        {
            return (time.Year * 100) + time.Month;
        }

        var k = 0;
        while (time <= (bins == MonthBins.ThirtyDays ? end.AddDays(-30 * (k + 1)) : end.AddMonths(-(k + 1))))
        {
            k++;
        }

        return k;
    }

    private static int Code(TrajectoryEvent e) => e.Code switch
    {
        Patients.Lab when e.NumericValue is not null => (int)DataType.Lab,
        Patients.Chart when e.NumericValue is not null => (int)DataType.Chart,
        Patients.Procedure when e.NumericValue is not null => (int)DataType.Procedure,
        _ => Array.IndexOf([Patients.Image, "", "", "", Patients.Radiology, Patients.Discharge], e.Code),
    };

    private static double H(IEnumerable<int> counts)
    {
        var list = counts.ToList();
        double total = list.Sum();
        return -list.Sum(c => c / total * Math.Log(c / total));
    }
}
