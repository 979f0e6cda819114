using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class PatientExportTests
{
    private const int Id = StoreSamples.FirstSubject;

    private static readonly DateTime Admitted = new(2150, 1, 1);
    private static readonly DateTime Left = new(2150, 1, 2, 3, 4, 5, 250);

    private static readonly TrajectoryEvent[] Events =
    [
        new(Id, null, "GENDER//F", Table: "hosp/patients"),
        new(Id, Admitted, "LAB//50912//mg/dL", 1.2, string.Empty, "mg/dL", 60_000_001, null, "hosp/labevents", Admitted.AddHours(2)),
        new(Id, Left, "NOTE//DISCHARGE//DS", null, "Says \"well\",\nZürich 🫀", null, 60_000_002, null, "note/discharge"),
    ];

    [Fact]
    public void A_csv_holds_every_event_and_reads_back_with_a_csv_reader()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(3, Store(folder).ExportPatient(Id, folder["p.csv"], ExportFormat.Csv));
        using var csv = new CsvReader(new StreamReader(folder["p.csv"]), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        string[] columns = ["time", "code", "numeric_value", "text_value", "hadm_id", "available_time"];
        List<string[]> rows = [];
        while (csv.Read())
        {
            rows.Add([.. columns.Select(c => csv.GetField(c)!)]);
        }

        Assert.Equal(["", "GENDER//F", "", "", "", ""], rows[0]);
        Assert.Equal(["2150-01-01 00:00:00", "LAB//50912//mg/dL", "1.2", "", "60000001", "2150-01-01 02:00:00"], rows[1]);
        Assert.Equal(["2150-01-02 03:04:05.25", "NOTE//DISCHARGE//DS", "", "Says \"well\",\nZürich 🫀", "60000002", ""], rows[2]);
    }

    [Fact]
    public void In_a_csv_an_empty_text_is_quoted_and_an_absent_one_is_not()
    {
        using var folder = new TemporaryFolder();
        Store(folder).ExportPatient(Id, folder["p.csv"], ExportFormat.Csv);
        var lines = File.ReadAllLines(folder["p.csv"]);
        Assert.Equal("90000001,,GENDER//F,,,,,,hosp/patients,", lines[1]);
        Assert.StartsWith("90000001,2150-01-01 00:00:00,LAB//50912//mg/dL,1.2,\"\",mg/dL,60000001,,hosp/labevents,2150-01-01 02", lines[2]);
    }

    [Fact]
    public void A_json_holds_the_patient_the_source_and_every_event()
    {
        using var folder = new TemporaryFolder();
        Store(folder).ExportPatient(Id, folder["sub/p.json"], ExportFormat.Json);
        using var json = JsonDocument.Parse(File.ReadAllText(folder["sub/p.json"]));
        Assert.Equal("synthetic", json.RootElement.GetProperty("source").GetString());
        var events = json.RootElement.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(3, events.Count);
        Assert.Equal(1.2, events[1].GetProperty("numeric_value").GetDouble());
        Assert.Equal(string.Empty, events[1].GetProperty("text_value").GetString());
        Assert.Equal("Says \"well\",\nZürich 🫀", events[2].GetProperty("text_value").GetString());
        Assert.False(events[2].TryGetProperty("numeric_value", out _));
    }

    [Fact]
    public void One_admission_is_its_events_and_the_facts_without_a_time()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(2, Store(folder).ExportPatient(Id, folder["p.csv"], ExportFormat.Csv, 60_000_002));
        Assert.DoesNotContain("60000001", File.ReadAllText(folder["p.csv"]));
    }

    [Fact]
    public void An_unknown_patient_or_admission_is_a_clear_error_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var store = Store(folder);
        var patient = Assert.Throws<MimicException>(() => store.ExportPatient(5, folder["p.csv"], ExportFormat.Csv));
        Assert.Contains("no patient 5", patient.Message);
        var admission = Assert.Throws<MimicException>(() => store.ExportPatient(Id, folder["p.csv"], ExportFormat.Csv, 6));
        Assert.Contains("admission 6", admission.Message);
        Assert.False(File.Exists(folder["p.csv"]));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_clear_error()
    {
        using var folder = new TemporaryFolder();
        var store = Store(folder);
        Directory.CreateDirectory(folder["p.csv"]);
        var error = Assert.Throws<MimicException>(() => store.ExportPatient(Id, folder["p.csv"], ExportFormat.Csv));
        Assert.Contains("cannot be written", error.Message);
        Assert.False(File.Exists(folder["p.csv.partial"]));
    }

    private static TrajectoryStore Store(TemporaryFolder folder) =>
        StoreSamples.Store(folder["store"], [new(Id, SourceTag.Synthetic, Events)]);
}
