using System.Text;
using Mimic.Tables;

namespace Mimic.Tests.Tables.Radiographs;

public sealed class DicomHeaderTests
{
    private static readonly RadiographImage Record = new(
        90_000_001, 80_000_001, "0a1b2c3d-00000000-00000000-00000000-00000001", "PA", 4, 6, new DateTime(2150, 5, 2, 0, 45, 22, 500), true);

    [Theory]
    [InlineData(DicomFile.Explicit, 48)]
    [InlineData(DicomFile.Implicit, 48)]
    [InlineData(DicomFile.Jpeg2000, null)]
    public void The_facts_are_read_however_the_file_is_written(string syntax, int? picture)
    {
        var header = Read(DicomFile.Film(syntax).ToArray(picture));
        Assert.Equal(("90000001", "80000001", "80000001"), (header.PatientId, header.StudyId, header.AccessionNumber));
        Assert.Equal(("1.2.3.4.5", "1.2.3.4"), (header.SopInstanceUid, header.StudyInstanceUid));
        Assert.Equal(("PA", "postero-anterior", "DX"), (header.ViewPosition, header.ViewMeaning, header.Modality));
        Assert.Equal(new DicomTime(new(2150, 5, 2, 0, 45, 22, 500), true), header.StudyTime);
        Assert.Equal(new DicomTime(new(2150, 5, 2, 0, 45, 30), true), header.AcquisitionTime);
        Assert.Equal((4, 6, 12), (header.Rows, header.Columns, header.BitsStored));
        Assert.Equal(((double, double)?)(0.139, 0.14), header.ImagerPixelSpacing);
        Assert.Null(header.PixelSpacing);
        Assert.Equal((false, false), (header.IsInverted, header.BurnedInAnnotation));
        Assert.Equal(picture is null, header.TransferSyntax.IsCompressed);
    }

    [Fact]
    public void What_is_missing_or_blank_is_not_stated()
    {
        var header = Read(new DicomFile().Text(0x00080020, "DA", "").Text(0x00100020, "LO", "  ").ToArray());
        Assert.Null(header.StudyTime);
        Assert.Null(header.PatientId);
        Assert.Null(header.BurnedInAnnotation);
        Assert.Contains("not stated", header.ToString());
    }

    [Fact]
    public void A_picture_whose_small_numbers_are_bright_is_said_to_be_inverted()
    {
        var header = Read(DicomFile.Film(photometric: "MONOCHROME1").ToArray());
        Assert.True(header.IsInverted);
        Assert.Contains("small numbers are bright", header.ToHtml());
    }

    [Theory]
    [InlineData("21500502", null, "2150-05-02")]
    [InlineData("21500502", "13", "2150-05-02 13:00:00")]
    [InlineData("21500502", "1345", "2150-05-02 13:45:00")]
    [InlineData("21500502", "134501.531", "2150-05-02 13:45:01.531")]
    [InlineData("21500502", "134501.531000", "2150-05-02 13:45:01.531")]
    public void Times_may_lack_their_right_end(string date, string? time, string expected) =>
        Assert.Equal(expected, DicomTime.Parse(date, time)!.Value.ToString());

    [Theory]
    [InlineData("21501302", null)]
    [InlineData("2150.05.02", null)]
    [InlineData("21500230", null)]
    [InlineData("21500502", "24")]
    [InlineData("21500502", "1360")]
    [InlineData("21500502", "13451")]
    [InlineData("21500502", "1345.5")]
    [InlineData("21500502", "134501.")]
    public void Times_that_cannot_be_are_an_error_without_the_value(string date, string? time)
    {
        Assert.Null(DicomTime.Parse(date, time));
        var file = new DicomFile().Text(0x00080020, "DA", date).Text(0x00080030, "TM", time ?? string.Empty);
        var problem = Assert.Throws<MimicException>(() => Read(file.ToArray()));
        Assert.Contains("(0008,0020)", problem.Problem);
        Assert.DoesNotContain(date, problem.Message);
    }

    [Theory]
    [InlineData(DicomFile.Explicit, 0u)]
    [InlineData(DicomFile.Explicit, DicomFile.Undefined)]
    [InlineData(DicomFile.Implicit, 0u)]
    [InlineData(DicomFile.Implicit, DicomFile.Undefined)]
    public void Sequences_within_sequences_are_passed_over(string syntax, uint length)
    {
        var file = new DicomFile(syntax);

        // A patient's number within a sequence is of somebody or something else.
        var inner = file.Sub().Sequence(0x00081115, length, file.Sub().Text(0x00100020, "LO", "99999999"), file.Sub());
        file.Sequence(0x00081140, length, inner, file.Sub().Text(0x00080104, "LO", "not the view")).Text(0x00100020, "LO", "90000001");
        var header = Read(file.ToArray());
        Assert.Equal("90000001", header.PatientId);
        Assert.Null(header.ViewMeaning);
    }

    [Fact]
    public void Of_several_codes_of_the_view_the_first_counts()
    {
        var file = new DicomFile();
        var modifier = file.Sub().Sequence(0x00540222, 0, file.Sub().Text(0x00080104, "LO", "deeper"));
        file.Sequence(0x00540220, 0, modifier.Text(0x00080104, "LO", "lateral"), file.Sub().Text(0x00080104, "LO", "another"));
        Assert.Equal("lateral", Read(file.ToArray()).ViewMeaning);
    }

    [Fact]
    public void A_sequence_of_unknown_type_is_written_without_types()
    {
        var inner = new DicomFile(DicomFile.Implicit);
        inner.Sequence(0x00091001, DicomFile.Undefined, inner.Sub().Text(0x00091002, "LO", "private"));

        // The same bytes under the type UN: 0009,1001 becomes explicit, its items stay implicit.
        var bytes = inner.Complete()[^(inner.Complete().Length - EmptyLength(DicomFile.Implicit))..];
        var file = new DicomFile().Raw([.. bytes[..4], .. "UN"u8, 0, 0, .. bytes[4..]]).Text(0x00100020, "LO", "90000001");
        Assert.Equal("90000001", Read(file.ToArray()).PatientId);
    }

    [Fact]
    public void A_small_picture_in_fragments_within_a_sequence_is_passed_over()
    {
        var icon = new DicomFile();
        icon.Element(0x7FE00010, "OB", [0xFE, 0xFF, 0, 0xE0, 4, 0, 0, 0, 1, 2, 3, 4, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], DicomFile.Undefined);
        var file = new DicomFile().Sequence(0x00880200, DicomFile.Undefined, icon).Text(0x00100020, "LO", "90000001");
        Assert.Equal("90000001", Read(file.ToArray()).PatientId);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>Sign in", "an HTML page")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0JFIF", "a JPEG picture")]
    [InlineData("\u001F\u008B\u0008", "a gzip file")]
    [InlineData("", "it is empty")]
    [InlineData("subject_id,study_id", "the mark DICM is missing")]
    public void What_is_no_dicom_file_is_told_from_one(string text, string expected)
    {
        var problem = Assert.Throws<MimicException>(() => Read(Encoding.Latin1.GetBytes(text)));
        Assert.Contains("not a DICOM file", problem.Problem);
        Assert.Contains(expected, problem.Problem);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.1.99", "deflated")]
    [InlineData("1.2.840.10008.1.2.2", "big endian")]
    [InlineData("1.2.3.4.5", "none that is read")]
    public void Other_transfer_syntaxes_are_refused_with_the_way_out(string syntax, string expected)
    {
        var problem = Assert.Throws<MimicException>(() => Read(DicomFile.Film(syntax).ToArray()));
        Assert.Contains(expected, problem.Problem);
        Assert.Contains("dcmconv", problem.Remedy);
    }

    [Fact]
    public void A_file_that_does_not_say_how_it_is_written_is_refused() =>
        Fails([.. new byte[128], .. "DICM"u8, 8, 0, 0x18, 0, 4, 0, 0, 0, 1, 2, 3, 4], "no transfer syntax");

    [Fact]
    public void A_file_without_a_picture_is_cut() => Fails(DicomFile.Film().Complete(), "ends before its picture");

    [Fact]
    public void A_picture_of_fewer_bytes_than_its_pixels_is_an_error() => Fails(DicomFile.Film().ToArray(46), "fewer bytes");

    [Fact]
    public void A_colour_picture_may_leave_out_colours() =>
        Assert.NotNull(Read(new DicomFile().Number(0x00280002, 3).Number(0x00280010, 4).Number(0x00280011, 6).Number(0x00280100, 8).ToArray(48)));

    [Fact]
    public void A_value_of_absurd_length_is_not_read() =>
        Fails(new DicomFile(DicomFile.Implicit).Element(0x00100020, "LO", new byte[5000]).ToArray(), "longer than");

    [Fact]
    public void A_length_beyond_the_file_is_an_error_before_memory_is_taken() =>
        Fails(new DicomFile(DicomFile.Implicit).Element(0x00100020, "LO", new byte[4], 0x7FFFFFF0).ToArray(), "longer than", "ends in the middle");

    [Fact]
    public void Sequences_nested_too_deep_are_an_error()
    {
        var file = new DicomFile();
        for (var i = 0; i < 40; i++)
        {
            file = new DicomFile().Sequence(0x00081140, DicomFile.Undefined, file);
        }

        Fails(file.ToArray(), "nested more than");
    }

    [Fact]
    public void Too_many_elements_are_an_error() =>
        Fails(new DicomFile(DicomFile.Implicit).Raw([.. Enumerable.Repeat(new byte[] { 9, 0, 1, 0x10, 0, 0, 0, 0 }, 30_000).SelectMany(b => b)]).ToArray(), "more than");

    [Fact]
    public void An_element_that_stands_twice_is_an_error() =>
        Fails(new DicomFile().Text(0x00100020, "LO", "90000001").Text(0x00100020, "LO", "90000002").ToArray(), "twice");

    [Theory]
    [InlineData(0x00280301u, "CS", "MAYBE", "neither YES nor NO")]
    [InlineData(0x00280030u, "DS", "0.1", "two positive numbers")]
    [InlineData(0x00280030u, "DS", "0.1\\-0.1", "two positive numbers")]
    [InlineData(0x00280010u, "US", "1234", "two bytes")]
    [InlineData(0x00185101u, "CS", "P\u001b[2JA", "control characters")]
    public void Values_that_cannot_be_are_errors_without_the_value(uint tag, string type, string value, string expected)
    {
        var problem = Assert.Throws<MimicException>(() => Read(new DicomFile().Text(tag, type, value).ToArray()));
        Assert.Contains(expected, problem.Problem);
        Assert.DoesNotContain(value, problem.Message);
    }

    [Fact]
    public void A_header_that_agrees_with_its_record_has_no_differences() => Assert.Empty(Read(DicomFile.Film().ToArray()).DifferencesFrom(Record));

    [Fact]
    public void Differences_are_named_without_their_values()
    {
        var header = Read(DicomFile.Film().Text(0x00280030, "DS", "1\\1").ToArray());
        var other = Record with { SubjectId = 90_000_002, StudyId = 80_000_002, ViewPosition = "AP", Rows = 5, Columns = 7, Time = Record.Time!.Value.AddSeconds(2) };
        var differences = header.DifferencesFrom(other);
        Assert.Equal(6, differences.Count);
        Assert.DoesNotContain(differences, d => d.Any(char.IsAsciiDigit));
    }

    [Theory]
    [InlineData("x/files/p90/p90000001/s80000001/0a1b2c3d-00000000-00000000-00000000-00000001.dcm", true)]
    [InlineData("p90000001/s80000001/0a1b2c3d-00000000-00000000-00000000-00000001.JPG", true)]
    [InlineData("p90000001/s80000001/film.dcm", false)]
    [InlineData("p9000001/s80000001/0a1b2c3d-00000000-00000000-00000000-00000001.dcm", false)]
    public void A_path_tells_patient_study_and_image(string path, bool tells) =>
        Assert.Equal(tells ? (Record.SubjectId, Record.StudyId, Record.DicomId) : null, RadiographImage.OfPath(path) is { } i ? (i.SubjectId, i.StudyId, i.DicomId) : ((int, int, string)?)null);

    internal static DicomHeader Read(byte[] file) => DicomHeader.Read(new MemoryStream(file), "film.dcm");

    private static int EmptyLength(string syntax) => new DicomFile(syntax).Complete().Length;

    private static void Fails(byte[] file, params string[] oneOf)
    {
        var problem = Assert.Throws<MimicException>(() => Read(file));
        Assert.StartsWith("film.dcm", problem.Problem);
        Assert.Contains(oneOf, e => problem.Problem.Contains(e, StringComparison.Ordinal));
    }
}
