using Mimic.Features;

namespace Mimic.Tests.Features;

public class NoteSectionsTests
{
    [Fact]
    public void A_report_is_taken_apart()
    {
        var report = NoteSections.Parse(
            "EXAMINATION:  CHEST (PA AND LAT)\n \nINDICATION:  History: ___M with cough  // ?edema\n \nTECHNIQUE:  Chest PA\n \n"
            + "COMPARISON:  None.\n \nFINDINGS: \n \nNo effusion.\nHeart normal.\n \nIMPRESSION: \n \n1. Clear.\n");
        Assert.Equal(NoteKind.Radiology, report.Kind);
        Assert.Equal("EXAMINATION, INDICATION, TECHNIQUE, COMPARISON, FINDINGS, IMPRESSION", report.ToString());
        Assert.Equal("History: ___M with cough  // ?edema", report["INDICATION"]);
        Assert.Equal("No effusion.\nHeart normal.", report["findings"]);
        Assert.Equal(("1. Clear.", 14), (report["IMPRESSION"], report[5].Line));
        Assert.Null(report["NOTIFICATION"]);
    }

    [Fact]
    public void A_discharge_summary_is_taken_apart_and_keeps_what_it_quotes()
    {
        var summary = NoteSections.Parse(
            "Name:  ___                  Unit No:   ___\n \nAdmission Date:  ___              Discharge Date:   ___\n\nDate of Birth:  ___      Sex:   F\n"
            + "Chief Complaint:\nfall\n\nHistory of Present Illness:\n___ year old. Plan: none\n\nPertinent Results:\nFINDINGS: clear\nIMPRESSION: normal\n\n"
            + "Brief Hospital Course:\n# Fall: better.\n\nDischarge Condition:\nMental Status: Clear.\n");
        Assert.Equal(NoteKind.Discharge, summary.Kind);
        Assert.Equal(
            ["Name", "Unit No", "Admission Date", "Discharge Date", "Date of Birth", "Sex", "Chief Complaint", "History of Present Illness",
                "Pertinent Results", "Brief Hospital Course", "Discharge Condition"],
            summary.Select(s => s.Name));
        Assert.Equal("F", summary["Sex"]);
        Assert.Equal("FINDINGS: clear\nIMPRESSION: normal", summary["Pertinent Results"]);
        Assert.Equal("Mental Status: Clear.", summary["Discharge Condition"]);
    }

    [Theory]
    [InlineData("Impression : x", "IMPRESSION")]
    [InlineData("  **IMPRESSION:** x", "IMPRESSION")]
    [InlineData("IMPRESSION\nx", "IMPRESSION")]
    [InlineData("CLINICAL HISTORY: x", "INDICATION")]
    [InlineData("REASON FOR THIS EXAMINATION:\r\nx", "INDICATION")]
    [InlineData("___ FINDINGS: x", "FINDINGS")]
    public void A_header_of_a_report_may_be_written_in_several_ways(string text, string name) => Assert.Equal(name, Assert.Single(NoteSections.Parse(text)).Name);

    [Theory]
    [InlineData("HISTORY OF PRESENT ILLNESS: x", "History of Present Illness")]
    [InlineData("HPI: x", "History of Present Illness")]
    [InlineData("History of Present ___: x", "History of Present Illness")]
    [InlineData("hospital course: x", "Brief Hospital Course")]
    [InlineData("Discharge Diagnoses: x", "Discharge Diagnosis")]
    public void A_header_of_a_summary_may_be_written_in_several_ways(string text, string name) =>
        Assert.Equal(name, Assert.Single(NoteSections.Parse(text, NoteKind.Discharge)).Name);

    [Theory]
    [InlineData("The impression is unchanged: stable")]
    [InlineData("impression")]
    [InlineData("General: well appearing")]
    [InlineData("___ ___: x")]
    [InlineData("1. Findings: see above")]
    public void What_is_no_header_stays_text(string text)
    {
        var section = Assert.Single(NoteSections.Parse(text));
        Assert.Equal((string.Empty, text), (section.Name, section.Text));
    }

    [Fact]
    public void Order_does_not_matter_and_a_section_may_come_twice()
    {
        var report = NoteSections.Parse("IMPRESSION: one\nFINDINGS: two\nIMPRESSION: three", NoteKind.Radiology);
        Assert.Equal(["IMPRESSION", "FINDINGS", "IMPRESSION"], report.Select(s => s.Name));
        Assert.Equal("one\nthree", report["IMPRESSION"]);
    }

    [Fact]
    public void Text_before_the_first_header_is_kept() => Assert.Equal(["", "IMPRESSION"], NoteSections.Parse("Addressed.\nIMPRESSION: x").Select(s => s.Name));

    [Fact]
    public void Nothing_has_no_sections() => Assert.Empty(NoteSections.Parse(" \n"));

    [Fact]
    public void Every_note_of_the_demo_has_the_sections_that_its_kind_has()
    {
        var radiology = Texts("radiology").Select(t => NoteSections.Parse(t)).ToArray();
        Assert.All(radiology, r => Assert.True(r.Kind == NoteKind.Radiology && r["FINDINGS"] is { Length: > 0 } && r["INDICATION"] is { Length: > 0 }));
        var discharge = Texts("discharge").Select(t => NoteSections.Parse(t)).ToArray();
        Assert.All(discharge, d => Assert.True(d.Kind == NoteKind.Discharge && d["Brief Hospital Course"] is { Length: > 0 } && d[0].Name == "Name"));
    }

    private static IEnumerable<string> Texts(string table)
    {
        using var packed = new System.IO.Compression.GZipStream(
            File.OpenRead(Path.Combine(Repository.DataDemo, "note", $"{table}.csv.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        // The text is the last column, in quotation marks and with doubled ones inside.
        return reader.ReadToEnd().Split("\"\n90").Take(50).Select(r => r[(r.IndexOf(",\"", StringComparison.Ordinal) + 2)..].Replace("\"\"", "\"", StringComparison.Ordinal)).ToArray();
    }
}
