using System.Text;
using Mimic.Access;

namespace Mimic.Tests.Access.Sharing;

public sealed class DataUseFilesTests : IDisposable
{
    private static readonly PlantedRows Rows = new(1, 4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_notebooks_of_the_course_and_their_solutions_raise_no_alarm()
    {
        var scan = DataUseScan.Of(Path.Combine(Repository.Folder, "notebooks"));
        Assert.True(scan.IsClean, $"{scan}");
        Assert.True(scan.Files >= 10);
    }

    [Fact]
    public void The_synthetic_hospital_raises_no_alarm()
    {
        var scan = DataUseScan.Of(Repository.DataDemo);
        Assert.True(scan.IsClean, $"{scan}");
        Assert.Empty(scan.OpenDemo);
    }

    [Fact]
    public void Rows_of_the_open_demo_are_named_as_such_and_raise_no_alarm()
    {
        var scan = DataUseScan.Of(Path.Combine(RealDemo.PathOrSkip(), "hosp", "admissions.csv.gz"), Path.Combine(RealDemo.PathOrSkip(), "icu"));
        Assert.True(scan.IsClean, $"{scan}");
        Assert.NotEmpty(scan.OpenDemo);
        Assert.Contains("Open Database License", scan.ToString());
    }

    [Fact]
    public void One_strange_patient_among_those_of_the_demo_is_an_alarm()
    {
        var demo = TableText(Path.Combine(RealDemo.PathOrSkip(), "hosp", "admissions.csv.gz"));
        Assert.False(DataUseScan.OfText("a.csv", $"{demo}{Rows.All[0].Subject},{Rows.All[0].Admission},{Rows.All[0].Date}\n").IsClean);
    }

    [Theory]
    [InlineData("a.parquet", "PAR1\0")]
    [InlineData("a.db", "SQLite format 3\0x")]
    [InlineData("a.xgb", "\0\u0001\u0002")]
    [InlineData("a.pkl", "\u0003\0\0")]
    [InlineData("a.bin", "ARROW1\0\0")]
    public void A_data_file_of_unknown_source_counts_as_credentialed(string name, string bytes)
    {
        _folder.Write(name, Encoding.Latin1.GetBytes(bytes));
        Assert.Equal(DataUseKind.DataFile, Assert.Single(DataUseScan.Of(_folder.Path).Findings).Kind);
    }

    [Theory]
    [InlineData("\"source\": \"synthetic\",", 0)]
    [InlineData("\"source\": \"credentialed\",", 2)]
    [InlineData("", 2)]
    public void The_files_of_a_store_go_with_its_tag(string tag, int findings)
    {
        _folder.Write("store/metadata/mimic.json", $"{{{tag} \"trajectory_version\": \"1\", \"input_fingerprint\": \"x\"}}");
        _folder.Write("store/data/train/0.parquet", "PAR1\0"u8.ToArray());
        Assert.Equal(findings, DataUseScan.Of(_folder.Path).Findings.Count);
    }

    [Theory]
    [InlineData("{\"Source\": \"Synthetic\", \"Columns\": []}", true)]
    [InlineData("{\"Source\": \"Credentialed\", \"Columns\": []}", false)]
    [InlineData("{\"Columns\": []}", false)]
    public void A_table_goes_with_the_tag_of_its_codebook(string codebook, bool clean)
    {
        _folder.Write("t.columns.json", codebook);
        _folder.Write("t.csv", "a,b\n1,2\n");
        Assert.Equal(clean, DataUseScan.Of(_folder.Path).IsClean);
    }

    [Theory]
    [InlineData("data-mimic-source=\"Synthetic\"", true)]
    [InlineData("data-mimic-source=\"OpenDemo\"", true)]
    [InlineData("data-mimic-source=\"Credentialed\"", false)]
    [InlineData("data-mimic-source=\"Unknown\"", false)]
    [InlineData("data-mimic-source=\"Synthetic\"></p><p data-mimic-source=\"Credentialed\"", false)]
    public void A_page_goes_with_the_strictest_source_that_it_states(string mark, bool clean) =>
        Assert.Equal(clean, DataUseScan.OfText("a.html", $"<html><p {mark}>x</p></html>").IsClean);

    [Fact]
    public void What_a_page_says_of_itself_does_not_excuse_a_number() =>
        Assert.False(DataUseScan.OfText("a.html", $"<html><p data-mimic-source=\"Synthetic\">subject_id {Rows.All[0].Subject}</p></html>").IsClean);

    [Fact]
    public void A_number_in_the_name_of_a_file_is_masked()
    {
        _folder.Write($"p10/p{Rows.All[0].Subject}/a.txt", "x");
        var finding = Assert.Single(DataUseScan.Of(_folder.Path).Findings);
        Assert.Equal("p10/p1*******/a.txt", finding.File);
    }

    [Fact]
    public void A_damaged_archive_is_said_to_be_unread()
    {
        _folder.Write("a.zip", "PK\u0003\u0004 cut"u8.ToArray());
        Assert.Equal(DataUseKind.Unread, Assert.Single(DataUseScan.Of(_folder.Path).Findings).Kind);
    }

    [Fact]
    public void A_mark_in_the_text_allows_its_line_and_the_next_with_a_reason()
    {
        var row = Rows.All[0];
        Assert.True(DataUseScan.OfText("a.cs", $"var subjectId = {row.Subject}; // mimic-scan: allow (made up for a test)\n").IsClean);
        Assert.True(DataUseScan.OfText("a.cs", $"// mimic-scan: allow (made up for a test)\nvar subjectId = {row.Subject};\n").IsClean);
        Assert.False(DataUseScan.OfText("a.cs", $"// mimic-scan: allow (made up for a test)\n\n\nvar subjectId = {row.Subject};\n").IsClean);
        Assert.Contains(DataUseScan.OfText("a.cs", "var x = 1; // " + "mimic-scan" + ": allow\n").Findings, f => f.Kind == DataUseKind.Allowance);
    }

    [Theory]
    [InlineData("*.csv identifier made up for a test", true)]
    [InlineData("**/*.csv identifier made up for a test", true)]
    [InlineData("\"a.csv\" identifier made up for a test", true)]
    [InlineData("*.csv table made up for a test", false)]
    [InlineData("b/*.csv identifier made up for a test", false)]
    [InlineData("*.csv identifier", false)]
    [InlineData("*.csv everything made up for a test", false)]
    public void An_entry_allows_one_kind_in_some_files_and_needs_a_reason(string entry, bool clean)
    {
        _folder.Write(".mimic-scan", $"# comment\n\n{entry}\n");
        _folder.Write("a.csv", Rows.Lines(p => $"{p.Subject},{p.Value}", "subject_id,los\n"));
        Assert.Equal(clean, DataUseScan.Of(_folder.Path).IsClean);
    }

    [Fact]
    public void A_word_of_many_parts_is_no_long_riddle()
    {
        // Each part may begin a name. If the parts of parts were tried again, the work would double with each of them.
        var words = string.Join(' ', Enumerable.Range(0, 2000).Select(i => string.Join('_', Enumerable.Repeat($"{(char)('a' + (i % 26))}", 20))));
        Assert.True(DataUseScan.OfText("a.txt", words).IsClean);
    }

    [Fact]
    public void The_findings_are_shown_as_a_table_in_a_notebook()
    {
        var scan = DataUseScan.OfText("a.csv", Rows.Lines(p => $"{p.Subject},{p.Value}", "subject_id,los\n"));
        Assert.Contains("a.csv, line 2:1", scan.ToHtml());
        Assert.Contains("8 digits from 1", scan.ToHtml());
    }

    private static string TableText(string path)
    {
        using var packed = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        return new StreamReader(packed).ReadToEnd();
    }
}
