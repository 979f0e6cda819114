using System.Text;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public sealed class TableReaderTests : IDisposable
{
    private const string Sentinel = "SENTINEL7391";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_case()
    {
        using var reader = Open("LABEL,Subject_ID,itemid\na,1,50912\n", ["itemid", "subject_id"], ["label"]);
        Assert.True(reader.Read());
        Assert.Equal((50912, 1, "a"), (reader.Int32(0), reader.Int32(1), reader.Text(2)));
        Assert.False(reader.Read());
        Assert.Equal(1, reader.Row);
    }

    [Fact]
    public void An_optional_column_that_is_missing_reads_as_empty()
    {
        using var reader = Open("subject_id\n1\n", ["subject_id"], ["order_provider_id"]);
        Assert.True(reader.Read());
        Assert.True(reader.IsEmpty(1));
        Assert.Null(reader.Text(1));
        Assert.Null(reader.OptionalInt32(1));
        Assert.Null(reader.Double(1));
        Assert.Null(reader.Time(1));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_tolerated() =>
        Assert.Equal([["1", "a"], ["2", null]], Rows("\uFEFFsubject_id,label\r\n1,a\r\n2,\r\n"));

    [Fact]
    public void Quoted_fields_hold_commas_line_breaks_and_doubled_quotation_marks() =>
        Assert.Equal(
            [["1", "a,b"], ["2", "line one\nline \"two\"\r\n\nend"], ["3", "\""], ["4", null]],
            Rows("subject_id,label\n1,\"a,b\"\n\"2\",\"line one\nline \"\"two\"\"\r\n\nend\"\n3,\"\"\"\"\r\n4,\"\"\n"));

    [Fact]
    public void A_quotation_mark_inside_an_unquoted_field_is_a_character_like_others() =>
        Assert.Equal([["1", "5\" needle"], ["2", "b"]], Rows("subject_id,label\n1,5\" needle\n2,b\n"));

    [Fact]
    public void Text_beyond_ascii_is_read() => Assert.Equal([["1", "°C, é"]], Rows("subject_id,label\n1,\"°C, é\"\n"));

    [Fact]
    public void Lines_are_counted_across_quoted_line_breaks()
    {
        using var reader = Open("subject_id,label\n1,\"a\nb\nc\"\n2,x\n", ["subject_id", "label"]);
        Assert.True(reader.Read());
        Assert.Equal((1, 2), (reader.Row, reader.Line));
        Assert.True(reader.Read());
        Assert.Equal((2, 5), (reader.Row, reader.Line));
        Assert.Contains("line 5, column label: is odd.", reader.Error(1, "is odd.", "Look.").Problem);
    }

    [Fact]
    public void Fields_longer_than_the_first_buffer_are_whole()
    {
        var note = string.Concat(Enumerable.Range(0, 60_000).Select(i => i % 9 == 0 ? $"\"\"{i}\"\"\n" : $"word{i}, "));
        var rows = Rows($"subject_id,label\n1,\"{note}\"\n2,x\n");
        Assert.Equal(2, rows.Count);
        Assert.Equal(note.Replace("\"\"", "\""), rows[0][1]);
        Assert.Equal("x", rows[1][1]);
    }

    [Theory]
    [InlineData("subject_id,label\n")]
    [InlineData("subject_id,label")]
    public void A_table_of_a_header_alone_has_no_rows(string text)
    {
        using var reader = Open(text, ["subject_id"], name: "table.csv.gz");
        Assert.False(reader.Read());
        Assert.Equal(0, reader.Row);
    }

    [Fact]
    public void A_packed_file_may_lack_the_last_line_break() => Assert.Equal([["1", "a"]], Rows("subject_id,label\n1,a", "table.csv.gz"));

    [Fact]
    public void A_plain_file_that_ends_in_the_middle_of_a_line_is_an_error() =>
        Assert.Contains("line 3: the file ends in the middle of a line", Fails("subject_id,label\n1,a\n2,b").Problem);

    [Theory]
    [InlineData("subject_id,label\n1,a\n2\n", "line 3: the row has 1 fields where the header has 2")]
    [InlineData("subject_id,label\n1,a,b\n", "line 2: the row has 3 fields where the header has 2")]
    [InlineData("subject_id,label\n1,\"a\nb\"\n\n", "line 4: the row has 1 fields where the header has 2")]
    [InlineData("subject_id,label\n1,\"a\n2,b\n", "line 2: a quotation mark opens in column 2 of the row that begins here and is never closed")]
    [InlineData("subject_id,label\n1,\"a\" b\n", "line 2: in column 2 of the row that begins here, text follows a closing quotation mark")]
    [InlineData("subject_id,label\n1,a\0b\n", "line 2: the row that begins here holds a zero byte")]
    public void A_row_that_is_not_as_it_should_be_is_an_error_with_its_line(string text, string expected) =>
        Assert.Contains(expected, Fails(text).Problem);

    [Fact]
    public void Text_that_is_not_utf8_is_an_error_with_its_line()
    {
        var path = _folder.Write("table.csv", [.. "subject_id,label\n1,"u8, 0xE9, .. "\n"u8]);
        Assert.Contains("line 2: the row that begins here is not valid UTF-8", Assert.Throws<MimicException>(() => All(path)).Problem);
    }

    [Theory]
    [InlineData("", "is empty (0 bytes)")]
    [InlineData("\uFEFF", "holds no line")]
    [InlineData("<html><body>Sign in", "an HTML page")]
    public void A_plain_file_that_is_no_table_is_an_error(string text, string expected) => Assert.Contains(expected, Fails(text).Problem);

    [Fact]
    public void A_missing_column_is_an_error_that_names_it_and_those_that_are_there()
    {
        var problem = Assert.Throws<MimicException>(() => Open("subject_id,hadm_id\n1,2\n", ["charttime"])).Problem;
        Assert.Contains("table.csv has no column charttime; its columns are subject_id, hadm_id.", problem);
    }

    [Fact]
    public void The_file_of_another_table_is_recognised()
    {
        var header = string.Join(',', TableCatalogue.Get("hosp/services").ColumnNames);
        Assert.Contains("These are the columns of hosp/services.", Assert.Throws<MimicException>(() => Open(header + "\n", ["itemid"])).Problem);
    }

    [Fact]
    public void A_file_without_its_header_does_not_show_a_row_in_the_message()
    {
        var problem = Assert.Throws<MimicException>(() => Open($"1,{Sentinel}\n2,b\n", ["subject_id"]));
        Assert.Contains("none of the 2 fields of its first line", problem.Problem);
        Assert.DoesNotContain(Sentinel, problem.ToString());
    }

    [Fact]
    public void A_column_named_twice_is_an_error() =>
        Assert.Contains("two columns are named label", Fails("subject_id,label,LABEL\n1,a,b\n").Problem);

    [Theory]
    [InlineData("itemid", "a whole number")]
    [InlineData("valuenum", "a number")]
    [InlineData("charttime", "a time")]
    public void An_error_about_a_value_names_file_line_and_column_but_not_the_value(string column, string expected)
    {
        using var reader = Open($"itemid,valuenum,charttime\n1,2,2110-01-01\n{Sentinel},{Sentinel},{Sentinel}\n", ["itemid", "valuenum", "charttime"]);
        Assert.True(reader.Read() && reader.Read());
        var problem = Assert.Throws<MimicException>(() => _ = column switch
        {
            "itemid" => (object)reader.Int32(0),
            "valuenum" => reader.Double(1),
            _ => reader.Time(2),
        });
        Assert.Contains($"table.csv, line 3, column {column}: the value is not {expected}", problem.Problem);
        Assert.DoesNotContain(Sentinel, problem.ToString());
    }

    [Fact]
    public void No_error_about_a_row_shows_a_value()
    {
        string[] damaged = [$"{Sentinel}", $"{Sentinel},b,c", $"\"{Sentinel},b", $"\"{Sentinel}\"b,c", $"{Sentinel}\0,b"];
        Assert.All(damaged, row => Assert.DoesNotContain(Sentinel, Fails($"subject_id,label\n{row}\n").ToString()));
    }

    [Fact]
    public void An_empty_number_that_must_be_there_is_an_error()
    {
        using var reader = Open("subject_id,label\n ,a\n", ["subject_id"]);
        Assert.True(reader.Read());
        Assert.Contains("line 2, column subject_id: the field is empty", Assert.Throws<MimicException>(() => reader.Int32(0)).Problem);
    }

    [Fact]
    public void Fields_of_blanks_are_empty()
    {
        using var reader = Open("subject_id,label\n1,   \n", ["subject_id", "label"]);
        Assert.True(reader.Read());
        Assert.True(reader.IsEmpty(1));
        Assert.Null(reader.Text(1));
        Assert.Null(reader.Double(1));
        Assert.Equal(3, reader.Bytes(1).Length);
    }

    [Fact]
    public void A_file_that_has_gone_is_an_error() =>
        Assert.Contains("is not there any more", Assert.Throws<MimicException>(() => All(Path.Combine(_folder.Path, "gone.csv"))).Problem);

    private static List<string?[]> All(string path)
    {
        using var reader = TableReader.Open(new TableFile("hosp/test", path, 0), ["subject_id", "label"]);
        var rows = new List<string?[]>();
        while (reader.Read())
        {
            rows.Add([reader.Text(0), reader.Text(1)]);
        }

        return rows;
    }

    private List<string?[]> Rows(string text, string name = "table.csv") => All(_folder.Write(name, text));

    private MimicException Fails(string text) => Assert.Throws<MimicException>(() => Rows(text));

    private TableReader Open(string text, string[] columns, string[]? optional = null, string name = "table.csv") =>
        TableReader.Open(new TableFile("hosp/test", _folder.Write(name, text), Encoding.UTF8.GetByteCount(text)), columns, optional);
}
