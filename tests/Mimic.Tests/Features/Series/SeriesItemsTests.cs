using Mimic.Access;
using Mimic.Features;
using Mimic.Tables;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features.Series;

public sealed class SeriesItemsTests : IDisposable
{
    private const string Header = "kind,group,itemid,unit,factor,lowest,highest,note\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Published_items_are_those_of_the_study_in_its_order() => Assert.Equal(
        HaimItems.Chart.Concat(HaimItems.Lab).Concat(HaimItems.Procedure).Select(g => $"{g.Label} {string.Join(' ', g.ItemIds)}"),
        SeriesItems.Published.Groups.Select(g => $"{g.Label} {string.Join(' ', g.Items.Select(i => i.ItemId))}"));

    [Fact]
    public void Standard_items_hold_every_item_of_the_study_once()
    {
        static IEnumerable<(string, int)> Items(SeriesItems items) =>
            items.Groups.SelectMany(g => g.Items.Select(i => (g.Kind, i.ItemId)).Distinct()).Order();
        Assert.Equal(Items(SeriesItems.Published), Items(SeriesItems.Standard));
        Assert.All(SeriesItems.Standard.Groups, g => Assert.True(g.Lowest < g.Highest));
    }

    [Fact]
    public void Blood_and_urine_glucose_stand_apart()
    {
        var table = Build(new(), Event("LAB//50931//mg/dL", -2, 100), Event("LAB//51478//mg/dL", -1, 1000));
        Assert.Equal(100, table["tslab_attr_Glucose__max"].Numbers[0]);
        Assert.Equal(1000, table["tslab_attr_Glucose_urine__max"].Numbers[0]);
    }

    [Fact]
    public void Published_items_pool_them()
    {
        var table = Build(
            new() { Items = SeriesItems.Published }, Event("LAB//50931//mg/dL", -2, 100), Event("LAB//51478//mg/dL", -1, 1000));
        Assert.Equal(1000, table["tslab_attr_Glucose__max"].Numbers[0]);
    }

    [Theory]
    [InlineData("LAB//50931//mmol/L", 10, "tslab_attr_Glucose__max", 180.16)]
    [InlineData("LAB//50931//MG/DL", 10, "tslab_attr_Glucose__max", 10)]
    [InlineData("LAB//50931//UNK", 10, "tslab_attr_Glucose__max", 10)]
    [InlineData("PROCEDURE//224270//day", 2, "tsprocedure_attr_Dialysis_Catheter__max", 2880)]
    public void Values_are_brought_to_the_unit_of_their_group(string code, double value, string column, double expected) =>
        Assert.Equal(expected, Build(new(), Event(code, -1, value))[column].Numbers[0], 1e-9);

    [Fact]
    public void What_no_body_can_have_and_other_units_are_left_out_and_counted()
    {
        var table = Build(
            new(), Event("CHART//220045//bpm", -3, 80), Event("CHART//220045//bpm", -2, 8000), Event("CHART//220045//bpm", -1, -1),
            Event("LAB//50983//mg/dL", -1, 140));
        Assert.Equal(80, table["tschart_attr_Heart_Rate__max"].Numbers[0]);
        Assert.Contains("2 measurements were left out: Heart Rate outside of 0 to 350 bpm.", table.Warnings);
        Assert.Contains("1 measurement was left out: Sodium in another unit than listed.", table.Warnings);
    }

    [Fact]
    public void The_limits_themselves_are_plausible() =>
        Assert.Equal(350, Build(new(), Event("CHART//220045//bpm", -1, 350))["tschart_attr_Heart_Rate__max"].Numbers[0]);

    [Fact]
    public void A_table_that_was_written_is_read_back_and_can_be_edited()
    {
        SeriesItems.Standard.WriteCsv(_folder["items.csv"]);
        var items = SeriesItems.Read(_folder["items.csv"]);
        Assert.Equal(SeriesItems.Standard.Groups.Select(g => $"{g.Kind} {g} {g.Unit}"), items.Groups.Select(g => $"{g.Kind} {g} {g.Unit}"));

        _folder.Write("items.csv", Header + "LAB,Lactate,50813,mmol/L,1,0,50,\n");
        var table = Build(new() { Items = SeriesItems.Read(_folder["items.csv"]) }, Event("LAB//50813//mmol/L", -1, 2));
        Assert.Equal(2, table["tslab_attr_Lactate__mean"].Numbers[0]);
        Assert.Equal("mmol/L", table["tslab_attr_Lactate__mean"].Origin.Unit);
    }

    [Fact]
    public void The_synthetic_hospital_records_procedures_in_units_that_the_table_lists()
    {
        var listed = SeriesItems.Standard.Groups.SelectMany(g => g.Items).ToLookup(i => i.ItemId, i => i.Unit);
        using var rows = TableReader.Open(MimicDataset.Open(Repository.DataDemo).Find("icu/procedureevents")!, ["itemid", "valueuom"]);
        var others = new SortedSet<string>();
        while (rows.Read())
        {
            if (listed.Contains(rows.Int32(0)) && !listed[rows.Int32(0)].Contains(rows.Text(1)))
            {
                others.Add($"{rows.Int32(0)} {rows.Text(1)}");
            }
        }

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("a,b\n", "header")]
    [InlineData("", "is empty")]
    [InlineData(Header + "LAB,Lactate,x,mmol/L,1,0,50,\n", "line 2, column itemid")]
    [InlineData(Header + "LAB,Lactate,4295018109,mmol/L,1,0,50,\n", "line 2, column itemid: not a whole number from 1 to 2147483647")]
    [InlineData(Header + "LAB,Lactate,50813.5,mmol/L,1,0,50,\n", "line 2, column itemid")]
    [InlineData(Header + "LAB,Lactate,-50813,mmol/L,1,0,50,\n", "line 2, column itemid")]
    [InlineData(Header + "LAB,Lactate,50813,mmol/L,1,0,50,\"two\nlines\"\n\nLAB,Lactate,50814,,x,,,\n", "line 5, column factor: not a number")]
    [InlineData(Header + "LAB,Lactate,50813,mmol/L,0,0,50,\n", "line 2, column factor: 0")]
    [InlineData(Header + "LAB,L,1,a,1,0,50,\nLAB,L,1,b,1,0,many,\n", "line 3, column highest: not a number")]
    [InlineData(Header + "LAB,L,1,a,1,50,0,\n", "line 2, column lowest: above")]
    [InlineData(Header + "LAB,,1,a,1,0,50,\n", "line 2, column group: empty")]
    [InlineData(Header + "LAB,Lactate,50813,mmol/L,1,0,50,\nLAB,L\n", "line 3: 2 fields")]
    [InlineData(Header + "LAB,A,1,mg,1,,,\nLAB,B,1,MG,1,,,\n", "line 3, column itemid: item 1 stands there twice")]
    [InlineData(Header + "LAB,\"A,1,mg,1,,,\nLAB,B,2,mg,1,,,\n", "line 2: a quotation mark opens in column 2")]
    [InlineData(Header + "LAB,\"A\"B,1,mg,1,,,\n", "line 2: in column 2 of the row that begins here, text follows a closing quotation mark")]
    public void A_table_that_does_not_fit_is_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<MimicException>(() => SeriesItems.Read(_folder.Write("items.csv", text))).Problem);
}
