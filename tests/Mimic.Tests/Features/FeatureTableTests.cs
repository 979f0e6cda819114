using Mimic.Access;
using Mimic.Features;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public sealed class FeatureTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-features-").FullName;

    private string Csv => Path.Combine(_folder, "features.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_written_as_csv_reads_back_to_the_last_bit()
    {
        var table = Example(SourceTag.OpenDemo);
        table.WriteCsv(Csv);
        var again = FeatureTable.ReadCsv(Csv);
        Assert.Equal(table.Fingerprint(), again.Fingerprint());
        Assert.Equal(table.Warnings, again.Warnings);
        Assert.Equal(table.Samples, again.Samples);
    }

    [Fact]
    public void Origins_and_source_stand_beside_it_and_nothing_else_is_left()
    {
        Example(SourceTag.Credentialed).WriteCsv(Csv);
        var about = File.ReadAllText(Path.Combine(_folder, "features.columns.json"));
        Assert.Contains("Credentialed", about);
        Assert.Contains("invented notes", about);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Every_part_of_an_origin_is_stored_beside_the_csv_and_read_back()
    {
        var origin = new FeatureOrigin
        {
            Table = "note/radiology",
            Items = "RR",
            Window = "all",
            Statistic = "mean",
            Unit = "1",
            Encoder = "bert",
            EncoderHash = "00ff",
        };
        new FeatureTable(SourceTag.Synthetic, [new(1, Noon, true)], [new("x", Modality.Note, origin, [1])]).WriteCsv(Csv);
        Assert.Equal(origin, FeatureTable.ReadCsv(Csv)["x"].Origin);
        Assert.Equal("note/radiology, RR: mean, in 1; all; encoder: bert (SHA-256 00ff)", origin.ToString());
    }

    [Fact]
    public void An_origin_stored_as_one_text_by_an_earlier_version_is_still_read()
    {
        File.WriteAllText(Csv, "subject_id,prediction_time,outcome,x\n1,2150-06-01 12:00:00,1,2.5\n");
        File.WriteAllText(
            Path.ChangeExtension(Csv, ".columns.json"),
            """{"Source":"Synthetic","Warnings":[],"Columns":[{"Name":"x","Modality":"Lab","Kind":"Number","Origin":"hosp/labevents, as told"}]}""");
        var origin = FeatureTable.ReadCsv(Csv)["x"].Origin;
        Assert.Equal((FeatureOrigin.TableInText, "hosp/labevents, as told"), (origin.Table, origin.Statistic));
    }

    [Theory]
    [InlineData("{\"Table\":\"hosp/labevents\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    public void An_origin_without_its_parts_is_refused_by_name_of_the_file(string origin)
    {
        File.WriteAllText(Csv, "subject_id,prediction_time,outcome,x\n");
        File.WriteAllText(
            Path.ChangeExtension(Csv, ".columns.json"),
            $$"""{"Source":"Synthetic","Warnings":[],"Columns":[{"Name":"x","Modality":"Lab","Kind":"Number","Origin":{{origin}}}]}""");
        Assert.Contains(".columns.json", Assert.Throws<MimicException>(() => FeatureTable.ReadCsv(Csv)).Problem);
    }

    [Fact]
    public void Missing_values_are_empty_fields()
    {
        Example(SourceTag.Synthetic).WriteCsv(Csv);
        Assert.Contains("90000002,2150-06-01 12:00:00,0,,,", File.ReadAllText(Csv));
    }

    [Theory]
    [InlineData("90000001,2150-06-01 12:00:00,2,,,", "column outcome")]
    [InlineData("90000001,yesterday,1,,,", "column prediction_time")]
    [InlineData("90000001,2150-06-01 12:00:00,1,,,high", "column tslab_attr_X__max")]
    [InlineData("90000001,2150-06-01 12:00:00,1,,", "5 fields instead of 6")]
    public void A_line_that_does_not_fit_is_named(string line, string problem)
    {
        Example(SourceTag.Synthetic).WriteCsv(Csv);
        File.AppendAllText(Csv, line + "\n");
        var error = Assert.Throws<MimicException>(() => FeatureTable.ReadCsv(Csv));
        Assert.Contains(problem, error.Problem);
        Assert.Contains("line 7", error.Problem);
        Assert.DoesNotContain("yesterday", error.Message);
        Assert.DoesNotContain("high", error.Message);
    }

    [Fact]
    public void A_csv_without_its_column_file_is_refused()
    {
        Example(SourceTag.Synthetic).WriteCsv(Csv);
        File.Delete(Path.Combine(_folder, "features.columns.json"));
        Assert.Throws<MimicException>(() => FeatureTable.ReadCsv(Csv));
    }

    [Fact]
    public void Another_header_is_refused()
    {
        Example(SourceTag.Synthetic).WriteCsv(Csv);
        File.WriteAllText(Csv, "subject_id,prediction_time,outcome\n");
        Assert.Throws<MimicException>(() => FeatureTable.ReadCsv(Csv));
    }

    [Fact]
    public void The_overview_counts_what_is_missing_and_shows_no_patient()
    {
        var table = Example(SourceTag.Credentialed);
        var overview = table.Overview();
        Assert.Equal(["Demographics", "1", "33.3 %", "33.3 %"], overview.Rows[0]);
        Assert.DoesNotContain("9000000", table.ToHtml() + table);
        Assert.Contains("An example.", table.ToHtml());
    }

    [Fact]
    public void The_first_rows_of_credentialed_data_are_not_shown()
    {
        Assert.Empty(Example(SourceTag.Credentialed).Head().Rows);
        Assert.Equal(3, Example(SourceTag.Synthetic).Head().Rows.Count);
    }

    [Fact]
    public void The_fingerprint_sees_every_bit()
    {
        var prints = new[] { 0.1, 0.1 + 1e-17, Math.BitIncrement(0.1), double.NaN, 0.0, -0.0 }
            .Select(x => new FeatureColumn("x", Modality.Lab, Origin(), [x]))
            .Select(c => new FeatureTable(SourceTag.Synthetic, [new(1, Noon, true)], [c]).Fingerprint());
        Assert.Equal(5, prints.Distinct().Count());
    }

    private static FeatureTable Example(SourceTag source)
    {
        var table = Categories("WHITE, OTHER", null, "ASIAN").With(Documents("Line one,\n\"quoted\" line\r\ntwo ", null, " x"));
        return new(
            source, table.Samples,
            [.. table.Columns, new("tslab_attr_X__max", Modality.Lab, Origin("invented laboratory"), [1.0 / 3, double.NaN, -1e-300])])
        {
            Warnings = ["An example."],
        };
    }
}
