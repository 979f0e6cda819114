using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class TrajectoryCoverageTests
{
    private static readonly DateTime Start = new(2150, 1, 1, 8, 0, 0);

    private static TrajectoryCoverage Coverage => TrajectoryCoverage.Of(new(7, SourceTag.Synthetic,
    [
        new(7, null, "GENDER//F"),
        new(7, new(2090, 1, 1), EventCodes.Birth),
        new(7, Start, "LAB//1//mg"),
        new(7, Start.AddHours(2), "LAB//2//mg"),
        new(7, Start.AddDays(3), "LAB//1//mg"),
        new(7, Start.AddDays(50), "CHART//5//bpm"),
        new(7, Start.AddDays(60), "MEDS_DEATH"),
    ]));

    [Fact]
    public void Events_days_and_silence_are_counted_by_kind()
    {
        Assert.Equal(
            [
                new("LAB", 3, 2, Start, Start.AddDays(3), TimeSpan.FromHours(70)),
                new("CHART", 1, 1, Start.AddDays(50), Start.AddDays(50), TimeSpan.Zero),
                new("MEDS_DEATH", 1, 1, Start.AddDays(60), Start.AddDays(60), TimeSpan.Zero),
            ],
            Coverage.Kinds);
    }

    [Fact]
    public void Stretches_without_any_event_are_gaps_but_not_the_life_before_the_first()
    {
        Assert.Equal([new(Start.AddDays(3), Start.AddDays(50))], Coverage.Gaps);
        Assert.Equal(47, Coverage.Gaps[0].Days);
        Assert.Contains("Gaps of 30 days or more: 1", Coverage.ToString(), StringComparison.Ordinal);
        Assert.Contains("longest silence", Coverage.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_patient_of_facts_alone_covers_nothing()
    {
        var coverage = TrajectoryCoverage.Of(new(7, SourceTag.Synthetic, [new(7, null, "GENDER//F")]));
        Assert.Empty(coverage.Kinds);
        Assert.Empty(coverage.Gaps);
    }
}
