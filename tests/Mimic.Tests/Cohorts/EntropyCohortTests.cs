using System.Xml.Linq;
using Mimic.Cohorts;

namespace Mimic.Tests.Cohorts;

public class EntropyCohortTests
{
    private static EntropyCohort Cohort() =>
        EntropySelection.Select(Patients.Random(4, 70), new() { PerClass = 9, Months = 11 }, "print-1");

    [Fact]
    public void A_saved_cohort_is_loaded_as_it_was()
    {
        var file = Path.Combine(Path.GetTempPath(), $"cohort-{Guid.NewGuid():N}", "cohort.json");
        try
        {
            var saved = Cohort();
            saved.Save(file);
            var loaded = EntropyCohort.Load(file);
            Assert.Equivalent(saved.Patients, loaded.Patients, strict: true);
            Assert.Equal(saved.Patients.Select(p => p.SubjectId), loaded.Patients.Select(p => p.SubjectId));
            Assert.Equivalent(saved.NotSelected, loaded.NotSelected, strict: true);
            Assert.Equal((saved.Source, saved.Fingerprint), (loaded.Source, loaded.Fingerprint));
            Assert.Equal((saved.EligibleDead, saved.EligibleAlive), (loaded.EligibleDead, loaded.EligibleAlive));
            Assert.Equal(saved.ToHtml(), loaded.ToHtml());
            Assert.Equal(saved.ToString(), loaded.ToString());
            Assert.Equal(saved.EntropyChart().ToSvg(), loaded.EntropyChart().ToSvg());
            Assert.Equal(["cohort.json", "cohort.pruning.json"], Directory.GetFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName).Order());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"Format\": \"mimic-entropy-cohort\", \"FormatVersion\": 7}")]
    [InlineData("null")]
    public void A_file_that_is_no_cohort_is_refused_with_the_command_that_makes_one(string content)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            var e = Assert.Throws<MimicException>(() => EntropyCohort.Load(file));
            Assert.Contains("mimic cohort select", e.Remedy);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_items_of_the_months_are_those_of_the_entropy() => Assert.All(Cohort().Patients, p =>
    {
        Assert.Equal(p.Items, p.ItemsByMonth.Sum());
        Assert.Equal(p.MonthEntropy, Entropy.Normalised([.. p.ItemsByMonth], p.ItemsByMonth.Count), 12);
        Assert.True(p.ItemsByMonth[^1] > 0); // The window ends at an item.
    });

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<MimicException>(() => EntropyCohort.Load("/nowhere.json")).Problem);

    [Fact]
    public void Html_and_figures_are_well_formed()
    {
        var cohort = Cohort();
        XDocument.Parse(cohort.ToHtml());
        foreach (var chart in new[] { cohort.AttritionChart(), cohort.EntropyChart(), cohort.ScoreChart(), cohort.Comparison.ToChart() })
        {
            XDocument.Parse(chart.ToSvg());
        }
    }

    [Fact]
    public void The_text_names_no_patient()
    {
        var cohort = Cohort();
        var text = cohort + cohort.ToHtml() + cohort.Patients[0] + cohort.EntropyChart().ToHtml() + cohort.ScoreChart();
        Assert.DoesNotContain("900000", text);
    }

    [Fact]
    public void Attrition_counts_fall_from_step_to_step()
    {
        var attrition = Cohort().Attrition;
        Assert.Equal(70, attrition.Criteria[0].Before);
        Assert.Equal(attrition.Criteria.Skip(1).Select(c => c.Before), attrition.Criteria.SkipLast(1).Select(c => c.After));
        Assert.All(attrition.Criteria, c => Assert.Equal(c.Before, c.After + c.LeftOut));
    }

    [Fact]
    public void A_criterion_of_ones_own_is_applied_and_recorded()
    {
        var attrition = new Attrition("Numbers", 5);
        Assert.Equal([4, 5], attrition.Apply([1, 2, 3, 4, 5], "Above <3>", n => n > 3));
        Assert.Equal(new Criterion("Above <3>", 5, 2), attrition.Criteria[0]);
        Assert.Contains("Above &lt;3&gt;", attrition.ToHtml());
        Assert.Throws<ArgumentOutOfRangeException>(() => attrition.Record("More than before", 3));
    }
}
