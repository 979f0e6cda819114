using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class HaimItemsTests
{
    [Fact]
    public void The_lists_are_as_long_as_the_feature_counts_of_the_study_ask()
    {
        // 11 statistics each: 99 + 242 + 110 columns.
        Assert.Equal(99, 11 * HaimItems.Chart.Count);
        Assert.Equal(242, 11 * HaimItems.Lab.Count);
        Assert.Equal(110, 11 * HaimItems.Procedure.Count);
    }

    [Theory]
    [InlineData("CHART//220045//bpm", "Heart Rate")]
    [InlineData("LAB//50809//mg/dL", "Glucose")]
    [InlineData("LAB//51711//UNK", "Red Blood Cells")]
    [InlineData("PROCEDURE//225802", "Dialysis - CRRT")]
    public void An_event_is_found_by_its_code(string code, string label) => Assert.Equal(label, HaimItems.Find(code)?.Label);

    [Theory]
    [InlineData("LAB//220045//bpm")]
    [InlineData("PROCEDURE_ICD//9//3961")]
    [InlineData("CHART//223761//°F")]
    [InlineData("LAB")]
    [InlineData("MEDS_DEATH")]
    public void Other_events_are_not(string code) => Assert.Null(HaimItems.Find(code));

    [Theory]
    [InlineData("GCS - Verbal Response", "GCS_Verbal_Response")]
    [InlineData("Calcium, Total", "Calcium_Total")]
    [InlineData("Dialysis - CRRT", "Dialysis_CRRT")]
    public void Column_names_have_neither_blanks_nor_marks(string label, string name) =>
        Assert.Equal(name, new ItemGroup(label, []).ColumnName);

    [Fact]
    public void No_item_is_in_two_groups()
    {
        var items = HaimItems.Chart.Concat(HaimItems.Lab).Concat(HaimItems.Procedure).SelectMany(g => g.ItemIds).ToArray();
        Assert.Equal(items.Length, items.Distinct().Count());
    }
}
