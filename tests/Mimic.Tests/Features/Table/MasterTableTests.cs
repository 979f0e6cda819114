using Mimic.Access;
using Mimic.Features;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public sealed class MasterTableTests : IDisposable
{
    private const double None = double.NaN;

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-master-").FullName;

    private string Csv => Path.Combine(_folder, "master.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Features_become_a_submaster_table_with_patient_and_date_first()
    {
        MasterTable.From(Features("demographics_race=BLACK/AFRICAN", 1, None)).WriteSubmaster(Csv);
        Assert.Equal(
            "PatientID,Date,demographics_race_BLACK_AFRICAN\n90000001,2150-06-01 12:00:00,1\n90000002,2150-06-01 12:00:00,\n",
            File.ReadAllText(Csv));
    }

    [Fact]
    public void The_master_table_is_the_outer_join_with_a_line_of_types()
    {
        var lab = Table("tslab_attr_X__mean", ("7", 2, [1.5]), ("12", 1, [2]));
        var image = Table("img_attr_0", ("7", 1, [9]), ("7", 2, [8]));
        MasterTable.Join([lab, image]).WriteCsv(Csv);
        Assert.Equal(
            """
            PatientID,Date,Time_point,tslab_attr_X__mean,img_attr_0
            num,datetime.date,num,num,num
            7,2150-01-01 00:00:00,,,9
            7,2150-01-02 00:00:00,,1.5,8
            12,2150-01-01 00:00:00,,2,

            """,
            File.ReadAllText(Csv), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Ids_that_are_texts_have_the_type_string()
    {
        var table = Table("img_attr_0", ("p7", 1, [9]), ("12", 1, [8]));
        table.WriteCsv(Csv);
        Assert.StartsWith("string,datetime.date", File.ReadAllLines(Csv)[1]);
        Assert.Equal(["12", "p7"], table.Rows.Select(r => r.PatientId));
        File.WriteAllText(Csv, File.ReadAllText(Csv).Replace("string,", "str,"));
        Assert.True(MasterTable.ReadCsv(Csv).IdsAreText);
    }

    [Fact]
    public void A_table_written_reads_back_with_its_origins_source_and_time_points()
    {
        var table = Table("tslab_attr_X__mean", ("7", 1, [1.0 / 3]), ("7", 9, [None])).WithEqualTimePoints();
        table.WriteCsv(Csv);
        var again = MasterTable.ReadCsv(Csv);
        Assert.Equal(table.Columns, again.Columns);
        Assert.Equal(SourceTag.Synthetic, again.Source);
        Assert.Equal([(1, 1.0 / 3), (4, None)], again.Rows.Select(r => (r.TimePoint!.Value, r.Values[0])));
    }

    [Fact]
    public void A_submaster_table_reads_back_whatever_its_first_two_columns_are_called()
    {
        File.WriteAllText(Csv, "subject_id,charttime,img_attr_0\n7,2150-01-01,2\n");
        var table = MasterTable.ReadSubmaster(Csv);
        Assert.Equal((new DateTime(2150, 1, 1), 2), (table.Rows[0].Date, table.Rows[0].Values[0]));
        Assert.Equal(SourceTag.Credentialed, table.Source);
    }

    [Theory]
    [InlineData("7,2150-01-01 00:00:00,,x", "line 3, column img_attr_0")]
    [InlineData("7,01/02/2150,,1", "line 3, column Date")]
    [InlineData("7,2150-01-01 00:00:00,T1,1", "line 3, column Time_point")]
    [InlineData(",2150-01-01 00:00:00,,1", "line 3, column PatientID")]
    [InlineData("7,2150-01-01 00:00:00,1", "line 3: 3 fields instead of 4")]
    public void A_line_that_does_not_fit_is_named(string line, string place)
    {
        File.WriteAllText(Csv, $"PatientID,Date,Time_point,img_attr_0\nnum,datetime.date,num,num\n{line}\n");
        var error = Assert.Throws<MimicException>(() => MasterTable.ReadCsv(Csv));
        Assert.Contains($"master.csv, {place}", error.Problem);
        Assert.DoesNotContain("01/02/2150", error.Message);
    }

    [Theory]
    [InlineData("PatientID,Date,img_attr_0,img_attr_1\n", "line 1, column 3")]
    [InlineData("PatientID,Date,Time_point,heart rate\n", "line 1, column 4")]
    [InlineData("PatientID,Date,Time_point,img_a,img_a\n", "line 1, column 5")]
    [InlineData("PatientID,Date,Time_point\n", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("PatientID,Date,Time_point,img_a\n", "line 2")]
    [InlineData("PatientID,Date,Time_point,img_a\nnum,datetime.date,num,text\n", "line 2, column img_a")]
    public void A_header_or_type_that_does_not_fit_is_named(string text, string place)
    {
        File.WriteAllText(Csv, text);
        Assert.Contains($"master.csv, {place}", Assert.Throws<MimicException>(() => MasterTable.ReadCsv(Csv)).Problem);
    }

    [Fact]
    public void Rows_of_one_patient_and_date_are_refused_averaged_or_multiplied_as_published()
    {
        var twice = Table("img_attr_0", ("7", 1, [1]), ("7", 1, [3]));
        var other = Table("tslab_attr_X__mean", ("7", 1, [5]), ("7", 1, [6]), ("7", 1, [7]));
        Assert.Contains("2 rows of one patient", Assert.Throws<MimicException>(() => MasterTable.Join([twice, other])).Problem);
        Assert.Equal([2, 6], MasterTable.Join([twice, other], SameRows.Mean).Rows.Single().Values);
        Assert.Equal(6, MasterTable.Join([twice, other], SameRows.MultiplyAsPublished).Rows.Count);
    }

    [Fact]
    public void Columns_of_two_tables_with_one_name_are_refused() =>
        Assert.Throws<MimicException>(() => MasterTable.Join([Table("img_a", ("7", 1, [1])), Table("img_a", ("7", 1, [1]))]));

    [Fact]
    public void Equal_time_points_divide_the_time_of_each_patient()
    {
        var table = Table("img_a", ("7", 1, [1]), ("7", 2, [1]), ("7", 3, [1]), ("7", 4, [1]), ("7", 5, [1]), ("8", 3, [1])).WithEqualTimePoints();
        Assert.Equal([1, 2, 3, 4, 4, 1], table.Rows.Select(r => r.TimePoint!.Value));
    }

    [Theory]
    [InlineData(MergeRule.Mean, 3)]
    [InlineData(MergeRule.Median, 2.5)]
    [InlineData(MergeRule.Min, 1)]
    [InlineData(MergeRule.Max, 6)]
    [InlineData(MergeRule.Sum, 18)]
    [InlineData(MergeRule.First, 6)]
    [InlineData(MergeRule.Last, 1)]
    [InlineData(MergeRule.Mode, 2)]
    [InlineData(MergeRule.ModeAsPublished, 6)]
    public void The_values_of_a_patient_within_a_time_point_are_merged(MergeRule rule, double merged)
    {
        var table = Table("img_a", ("7", 1, [6]), ("7", 2, [2]), ("7", 3, [None]), ("7", 4, [4]), ("7", 5, [2]), ("7", 6, [3]), ("7", 7, [1]));
        Assert.Equal(merged, table.WithTimePoints(_ => 1).TimePoint(1, rule).Rows.Single().Values[0]);
    }

    [Fact]
    public void Without_merge_a_time_point_has_a_line_per_patient_date_and_class()
    {
        var joined = MasterTable.Join([Table("tslab_attr_X__mean", ("7", 1, [1.5])), Table("img_attr_0", ("7", 1, [9]), ("8", 1, [None]))]);
        var file = joined.WithTimePoints(_ => 2).WriteTimePoints(_folder, merge: null).Single();
        Assert.Equal("T2.csv", Path.GetFileName(file));
        Assert.Equal(
            ["Date,ID,Class,tslab_|_attr_X__mean,img_|_attr_0", "2150-01-01,7,tslab,1.5,", "2150-01-01,7,img,,9"], File.ReadAllLines(file));
    }

    [Fact]
    public void Merged_time_points_have_a_line_per_patient_and_a_codebook()
    {
        var table = Table("tslab_attr_X__mean", ("7", 1, [1]), ("7", 2, [4]), ("8", 1, [5])).WithTimePoints(r => r.Date.Day);
        var files = table.WriteTimePoints(_folder);
        Assert.Equal(["T1.csv", "T2.csv"], files.Select(f => Path.GetFileName(f)));
        Assert.Equal(["ID,tslab_|_attr_X__mean", "7,1", "8,5"], File.ReadAllLines(files[0]));
        Assert.Contains("tslab_|_attr_X__mean", File.ReadAllText(Path.Combine(_folder, "T1.columns.json")));
    }

    [Fact]
    public void Texts_are_refused() => Assert.Contains("notes_text", Assert.Throws<MimicException>(() => MasterTable.From(Documents("a"))).Problem);

    private static FeatureTable Features(string name, params double[] values) => new(
        SourceTag.Synthetic, [.. values.Select((_, i) => new Sample(Subject + i, Noon, null))],
        [new(name, Modality.Demographics, Origin(), values)]);

    private static MasterTable Table(string name, params (string Id, int Day, double[] Values)[] rows) => new(
        SourceTag.Synthetic, [new(name, Origin())], rows.Select(r => new MasterRow(r.Id, new DateTime(2150, 1, r.Day), null, r.Values)));
}
