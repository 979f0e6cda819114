using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Mimic.Access;
using Mimic.Features;

namespace Mimic.Tests.Features.Series;

/// <summary>Files of series as other programs write them, and as they should not be.</summary>
public sealed class SeriesFileTests : IDisposable
{
    private const string Header = "series_id,charttime,value\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,2150-01-01,1\r\na,2150-01-02,3\r\n")]
    [InlineData("a,2150-01-01,1\n\na,2150-01-02,3")]
    [InlineData("\r\n\"a\",\"2150-01-01\",\"1\"\r\n\r\n\"a\",\"2150-01-02\",\"3\"\r\n\r\n")]
    public void Quotes_blank_lines_and_line_ends_of_any_kind_are_read(string lines) =>
        Assert.Equal(["a,4,2,2,2,1,1,2.23606797749979,3,3,1"], Minimal(Header + lines));

    [Fact]
    public void A_byte_order_mark_further_columns_and_any_case_are_read() =>
        Assert.Equal(["a,4,2,2,2,1,1,2.23606797749979,3,3,1"], Minimal(
            "\uFEFFnote,Value, SERIES_ID ,charttime,\"x,y\"\n\"1,\n2\",1,a,2150-01-01,\n,3,a,2150-01-02,7\n"));

    [Theory]
    [InlineData("2150-01-01")]
    [InlineData("2150-01-01 00:01")]
    [InlineData("2150-01-01 23:59:59")]
    [InlineData("2150-01-01T23:59:59")]
    [InlineData("2150-01-01 23:59:59.5")]
    [InlineData("2150-01-01T23:59:59.9999999")]
    public void Times_are_read_in_every_form_that_other_programs_write(string time) =>
        Assert.Equal(-7, Differences($"a,2150-01-02 00:00:00,1\na,{time},8\n"));

    [Fact]
    public void Equal_times_stay_in_the_order_of_the_file() => Assert.Equal(
        5 - 4, Differences("a,2150-01-02,3\na,2150-01-01,4\na,2150-01-02,9\na,2150-01-02,5\n"));

    [Theory]
    [InlineData("1e2", 100)]
    [InlineData(" -0.25 ", -0.25)]
    [InlineData("+7", 7)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    [InlineData("12345678901234567", 12345678901234567d)]
    public void Values_are_read_as_dotnet_reads_them(string text, double value) =>
        Assert.Equal(value, double.Parse(Minimal($"{Header}a,2150-01-01,{text}\n")[0].Split(',')[1], CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("1e400")]
    public void What_is_no_finite_number_is_missing(string text) =>
        Assert.Equal("a,0,,,0,,,,,,", Minimal($"{Header}a,2150-01-01,{text}\n")[0]);

    [Theory]
    [InlineData("\"a,b\"")]
    [InlineData("\"q\"\"\"")]
    [InlineData("\"two\nlines\"")]
    [InlineData("\" b\"")]
    [InlineData("é")]
    [InlineData("")]
    public void Names_are_written_with_quotes_where_they_need_them(string name) =>
        Assert.EndsWith($"\n{name},1,1,1,1,0,0,1,1,1,1\n", Text($"{Header}{name},2150-01-01,1\n"));

    [Fact]
    public void A_packed_file_is_read()
    {
        using (var packed = new StreamWriter(new GZipStream(File.Create(_folder["in.csv.gz"]), CompressionLevel.Fastest)))
        {
            packed.Write(Header + "a,2150-01-01,1\n");
        }

        Assert.Equal(1, SeriesFile.Summarise(_folder["in.csv.gz"], _folder["out.csv"], SeriesVariant.Minimal));
    }

    [Fact]
    public void A_codebook_beside_the_file_describes_every_column()
    {
        var names = Text(Header).TrimEnd('\n').Split(',')[1..];
        using var book = JsonDocument.Parse(File.ReadAllText(_folder["out.columns.json"]));
        var columns = book.RootElement.GetProperty("Columns").EnumerateArray().ToList();
        Assert.Equal(names, columns.Select(c => c.GetProperty("Name").GetString()));
        Assert.All(columns, c => Assert.Equal("in.csv", c.GetProperty("Origin").GetProperty("Table").GetString()));
        Assert.Equal(nameof(SourceTag.Credentialed), book.RootElement.GetProperty("Source").GetString());
    }

    [Theory]
    [InlineData("\"a\nb\",2150-01-01,1\n\na,2150-01-01,secret\n", "line 5, column value: not a number")]
    [InlineData("a,2150-01-01,1\r\n\r\na,2150-02-30,secret\n", "line 4, column charttime: not a time")]
    [InlineData("a,2150-01-01,1\n\"x\ny\",2150-01-01\n", "line 3: 2 fields instead of 3")]
    [InlineData("a,2150-01-01,1\n\n\"secret,2150-01-01,1\na,2150-01-01,1\n", "line 4: a quotation mark opens in column 1")]
    [InlineData("a,2150-01-01,1\n\"secret\"x,2150-01-01,1\n", "line 3: in column 1")]
    public void Faults_are_named_by_the_line_of_the_file_with_what_to_do(string lines, string problem)
    {
        var error = Assert.Throws<MimicException>(() => Minimal(Header + lines));
        Assert.Contains(problem, error.Problem);
        Assert.Contains("in.csv", error.Problem);
        Assert.DoesNotContain("secret", error.Message);
        Assert.Contains("yyyy-MM-dd HH:mm:ss", error.Remedy);
        Assert.False(File.Exists(_folder["out.csv"]));
    }

    [Theory]
    [InlineData("series_id,charttime,value,VALUE\n", "two columns are named value")]
    [InlineData("series_id,value\n", "no column charttime")]
    [InlineData("\n\n", "is empty")]
    public void A_header_that_does_not_fit_is_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<MimicException>(() => Minimal(text)).Problem);

    private double Differences(string lines)
    {
        Assert.Equal(1, SeriesFile.Summarise(_folder.Write("in.csv", Header + lines), _folder["out.csv"], SeriesVariant.Medprofiles));
        return double.Parse(File.ReadAllLines(_folder["out.csv"])[1].Split(',')[9], CultureInfo.InvariantCulture);
    }

    private string[] Minimal(string text) => Text(text).TrimEnd('\n').Split('\n')[1..];

    private string Text(string text)
    {
        SeriesFile.Summarise(_folder.Write("in.csv", text), _folder["out.csv"], SeriesVariant.Minimal);
        return File.ReadAllText(_folder["out.csv"]);
    }
}
