using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Trajectories;

namespace Mimic.Tests.Cohorts;

public class CohortComparisonTests
{
    private static Trajectory Patient(int id, bool dead, string sex, int age, int stays, int labs)
    {
        var birth = new DateTime(Patients.End.Year - age, 1, 1);
        var events = new List<TrajectoryEvent> { new(id, null, sex), new(id, birth, EventCodes.Birth) };
        for (var i = 0; i < stays; i++)
        {
            events.Add(new(id, Patients.End.AddDays(-i - 1), "HOSPITAL_ADMISSION//URGENT//ED"));
        }

        for (var i = 0; i < labs; i++)
        {
            events.Add(new(id, Patients.End.AddMonths(-i), Patients.Lab, 1.0));
        }

        if (dead)
        {
            events.Add(new(id, Patients.End.AddYears(5), EventCodes.Death));
        }

        return new(id, SourceTag.Synthetic, events);
    }

    private static CohortComparison Compare() => EntropySelection.Select(
        [
            Patient(90_000_001, true, "GENDER//F", 80, 4, 12),
            Patient(90_000_002, true, "GENDER//M", 70, 2, 2),
            Patient(90_000_003, false, "GENDER//F", 60, 1, 10),
            Patient(90_000_004, false, "GENDER//F", 50, 1, 1),
            Patient(90_000_005, false, "GENDER//M", 40, 0, 0),
        ],
        new() { PerClass = 1 }).Comparison;

    [Fact]
    public void Groups_are_everybody_eligible_random_draw_and_selected() => Assert.Equal([5, 4, 2, 2], Compare().Sizes);

    [Fact]
    public void Means_and_shares_are_those_of_the_groups()
    {
        var comparison = Compare();
        Characteristic Of(string name) => comparison.Characteristics.Single(c => c.Name.StartsWith(name, StringComparison.Ordinal));

        // Patient 5 has no event but birth, so no age is known.
        Assert.Equal(65, Of("Age").Groups[0].Mean, 1e-12);
        Assert.Equal(70, Of("Age").Groups[3].Mean, 1e-12);
        Assert.Equal(0.6, Of("Female").Groups[0].Mean, 1e-12);
        Assert.Equal(0.75, Of("Female").Groups[1].Mean, 1e-12);
        Assert.Equal(1, Of("Female").Groups[3].Mean, 1e-12);
        Assert.Equal([0.4, 0.5, 0.5, 0.5], Of("Died").Groups.Select(g => g.Mean));
        Assert.Equal(1.6, Of("Hospital stays").Groups[0].Mean, 1e-12);
        Assert.Equal(2.5, Of("Hospital stays").Groups[3].Mean, 1e-12);
        Assert.Equal(11, Of("Items").Groups[3].Mean, 1e-12);
    }

    [Fact]
    public void The_standardised_difference_is_that_of_the_textbook()
    {
        // Selected 80 and 60: mean 70, variance 200. Eligible 80, 70, 60, 50: mean 65, variance 500/3.
        var age = Compare().Characteristics[0];
        Assert.Equal(5 / Math.Sqrt((200 + (500.0 / 3)) / 2), age.Difference(3, 1), 1e-12);

        // Shares 1 and 0.75: variances 0 and 0.1875.
        Assert.Equal(0.25 / Math.Sqrt(0.1875 / 2), Compare().Characteristics[1].Difference(3, 1), 1e-12);
    }

    [Fact]
    public void Equal_groups_differ_by_zero_and_constant_unequal_ones_not_definably()
    {
        Assert.Equal(0, new Characteristic("x", false, [new(3, 0), new(3, 0)]).Difference(0, 1));
        Assert.Equal(double.NaN, new Characteristic("x", false, [new(3, 0), new(4, 0)]).Difference(0, 1));
    }

    [Fact]
    public void The_random_draw_has_as_many_of_each_class_and_depends_on_the_seed_alone()
    {
        var patients = Patients.Random(9, 80);
        CohortComparison Of(long seed) => EntropySelection.Select(patients, new() { PerClass = 12, Seed = seed }).Comparison;
        var died = Of(1).Characteristics.Single(c => c.Name == "Died");
        Assert.Equal(died.Groups[3].Mean, died.Groups[2].Mean);
        Assert.Equal(Of(1).ToString(), Of(1).ToString());
        Assert.NotEqual(Of(1).ToString(), Of(2).ToString());
    }

    [Fact]
    public void Table_and_figure_name_every_characteristic()
    {
        var comparison = Compare();
        Assert.All(comparison.Characteristics, c => Assert.Contains(c.Name, comparison.ToHtml()));
        Assert.All(comparison.Characteristics, c => Assert.Contains(c.Name.Split(' ')[0], comparison.ToChart().ToSvg()));
    }
}
