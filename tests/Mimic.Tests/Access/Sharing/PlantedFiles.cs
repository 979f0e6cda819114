using System.IO.Compression;
using System.Text;

namespace Mimic.Tests.Access.Sharing;

/// <summary>Shapes of planted rows: tables, code, logs and packed files.</summary>
internal static class PlantedFiles
{
    private const string Header = "subject_id,hadm_id,admittime,lactate\n";

    public static IEnumerable<PlantedShape> Of()
    {
        yield return PlantedShapes.Of("CSV", "a.csv", Csv);
        yield return new("CSV packed by gzip", "a.csv.gz", r => TemporaryFolder.Pack(Encoding.UTF8.GetBytes(Csv(r))));
        yield return PlantedShapes.Of("CSV without a header", "a.csv", r => r.Lines(p => $"{p.Subject},{p.Admission},{p.Date},{p.Value}"));
        yield return PlantedShapes.Of("CSV with semicolons", "a.csv", r => r.Lines(p => $"{p.Value};{p.Stay};F", "los;stay_id;gender\n"));
        yield return PlantedShapes.Of("CSV with quotes", "a.csv", r => r.Lines(p => $"\"a, b\",\"{p.Subject}\",\"x\"", "\"name\",\"subject_id\",\"note\"\n"));
        yield return PlantedShapes.Of("tab-separated", "a.tsv", r => r.Lines(p => $"{p.Subject}\t{p.Value}", "PatientID\tvalue\n"));
        yield return new("CSV in UTF-16", "a.csv", r => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Csv(r))]);
        yield return PlantedShapes.Of("CSV of an old Mac", "a.csv", r => Csv(r).Replace('\n', '\r'));
        yield return PlantedShapes.Of("rows without their patients", "a.csv", r => r.Lines(p => $"{p.Date},50912,{p.Value}", "charttime,itemid,valuenum\n"), 1);
        yield return PlantedShapes.Of("characteristics without numbers", "a.csv", r => r.Lines(
            p => $"F,{40 + (p.Subject % 40)},WHITE,{p.Value},3,0", "gender,anchor_age,race,los,acuity,hospital_expire_flag\n"), 1);
        yield return PlantedShapes.Of("staff", "a.csv", r => r.Lines(p => $"P{p.Subject % 100_000:00000}", "provider_id\n"));
        yield return PlantedShapes.Of("specimens", "a.csv", r => r.Lines(p => $"{p.Admission},Blood", "specimen_id,fluid\n"));
        yield return PlantedShapes.Of("orders", "a.csv", r => r.Lines(p => $"{p.Subject}-{p.Stay % 100},Lab", "poe_id,order_type\n"));
        yield return PlantedShapes.Of("numbers of notes", "a.txt", r => r.Lines(p => $"{p.Subject}-DS-{p.Stay % 30}"));
        yield return PlantedShapes.Of("names of images", "a.txt", r => r.Lines(p => $"{p.Image}.jpg"));
        yield return PlantedShapes.Of("names of images without dashes", "a.csv", r => r.Lines(p => $"{p.Image.Replace("-", string.Empty, StringComparison.Ordinal)},PA", "dicom_id,view\n"));
        yield return PlantedShapes.Of("paths of images", "a.txt", r => r.Lines(p => $"files/{p.Folder}/view1.jpg"));
        yield return PlantedShapes.Of("an image in its folder", "files/p1/{folder}/{image}.jpg", _ => "JFIF", 1);
        yield return PlantedShapes.Of("a patient in the name of a file", "out/patient_{subject}.csv", _ => "a,b\n1,2\n", 1);
        yield return PlantedShapes.Of("JSON a record a line", "a.jsonl", r => r.Lines(p => $"{{\"stay_id\": {p.Stay}, \"los\": {p.Value}}}"));
        yield return PlantedShapes.Of("indented JSON", "a.json", r => "[\n" + r.Lines(p => $"  {{\n    \"hadm_id\": {p.Admission},\n    \"los\": {p.Value}\n  }}", separator: ",\n") + "]\n");
        yield return PlantedShapes.Of("JSON by columns", "a.json", r =>
            "{\"hadm_id\":{" + string.Join(',', r.All.Select((p, i) => $"\"{i}\":{p.Admission}")) + "},\"los\":{" + string.Join(',', r.All.Select((p, i) => $"\"{i}\":{p.Value}")) + "}}", 1);
        yield return PlantedShapes.Of("JSON with the columns apart", "a.json", r =>
            "{\"columns\":[\"subject_id\",\"los\"],\"data\":[" + string.Join(',', r.All.Select(p => $"[{p.Subject},{p.Value}]")) + "]}");
        yield return PlantedShapes.Of("JSON with times since 1970", "a.json", r =>
            "[" + string.Join(',', r.All.Select(p => $"[{p.Subject},{(long)(p.Time - DateTime.UnixEpoch).TotalMilliseconds}]")) + "]");
        yield return PlantedShapes.Of("JSON with escaped digits", "a.json", r => r.Lines(p => $"{{\"subject_id\": \"{PlantedRows.Each(p.Subject, "\\u{0:x4}")}\"}}"));
        yield return PlantedShapes.Of("YAML", "a.yaml", r => r.Lines(p => $"  - subject_id: {p.Subject}\n    los: {p.Value}", "patients:\n"));
        yield return PlantedShapes.Of("SQL", "a.sql", r => "INSERT INTO admissions (subject_id, hadm_id) VALUES\n" + r.Lines(p => $"  ({p.Subject}, {p.Admission})", separator: ",\n"));
        yield return PlantedShapes.Of("a query", "a.sql", r => $"SELECT * FROM labevents WHERE hadm_id = {r.All[0].Admission};", 1);
        yield return PlantedShapes.Of("code of C#", "a.cs", r => r.Lines(p => $"        yield return new Patient(subjectId: {p.Subject}, los: {p.Value});"));
        yield return PlantedShapes.Of("a table in a string of code", "a.cs", r => "var text = \"subject_id,gender\\n" + string.Join("\\n", r.All.Select(p => $"{p.Subject},F")) + "\";\n");
        yield return PlantedShapes.Of("code of Python", "a.py", r => "subject_ids = {" + string.Join(", ", r.All.Select(p => p.Subject)) + "}\n", 1);
        yield return PlantedShapes.Of("code of C# with fractions", "a.cs", r => r.Lines(p => $"    [InlineData({p.Stay}, {Fraction(p)})]"));
        yield return PlantedShapes.Of("code of Go", "a.go", r => r.Lines(p => $"\t{{{p.Subject}, {Fraction(p)}}},", "var cases = []row{\n"));
        yield return PlantedShapes.Of("code of R", "a.R", r => "keep <- c(" + string.Join(", ", r.All.Select(p => $"{p.Stay}L")) + ")\n");
        yield return PlantedShapes.Of("code with underscores in its numbers", "a.py", r => r.Lines(p => $"    {PlantedRows.Grouped(p.Subject, "_")},", "excluded = {\n"));
        yield return PlantedShapes.Of("a setting", ".env", r => $"DEBUG_SUBJECT_ID={r.All[0].Subject}\n", 1);
        yield return PlantedShapes.Of("a call", "a.py", r => $"plot_stay({r.All[0].Stay})\n", 1);
        yield return PlantedShapes.Of("an argument on a line of its own", "launch.json", r => $"{{\n  \"args\": [\n    \"--stay-id\",\n    \"{r.All[0].Stay}\"\n  ]\n}}\n", 1);
        yield return PlantedShapes.Of("stays as a list", "a.yml", r => "stays: [" + string.Join(", ", r.All.Select(p => p.Stay)) + "]\n");
        yield return PlantedShapes.Of("inserts beside a word for a person", "a.sql", r => r.Lines(p => $"INSERT INTO patients VALUES ({p.Subject}, 'M', 43);"));
        yield return PlantedShapes.Of("requests", "a.http", r => r.Lines(p => $"GET http://localhost:8000/patients/{p.Subject}/admissions/{p.Admission}"));
        yield return PlantedShapes.Of("names of files in a list", "a.csv", r => r.Lines(p => $"{p.Subject}_{p.Admission}_{p.Stay}_timeseries.csv,1", "file,died\n"));
        yield return PlantedShapes.Of("a listing of files", "a.txt", r => r.Lines(p => $"-rw-r--r-- 1 ana staff {p.Stay % 90_000 + 1_000} Mar  4 10:10 {p.Subject}.csv"));
        yield return PlantedShapes.Of("numpy's file of numbers", "a.txt", r => r.Lines(p => $"{p.Stay / 10_000_000}.{p.Stay % 10_000_000:0000000}00000000000e+07 {p.Value:0.0}00000000000000000e+00"));
        yield return PlantedShapes.Of("records with genders", "a.json", r => "[\n" + r.Lines(
            p => $"  {{\n    \"value\": \"{p.Subject}\",\n    \"gender\": \"female\",\n    \"birthDate\": \"2076-01-01\"\n  }}", separator: ",\n") + "]\n");
        yield return PlantedShapes.Of("records without their patients", "a.json", r => "[\n" + r.Lines(
            p => $"  {{\"admittime\": \"{p.Date}\", \"race\": \"WHITE\"}}", separator: ",\n") + "]\n", 1);
        yield return PlantedShapes.Of("a section of a note", "a.md", _ => "> History of Present Illness:\n> ___ year old woman who was sent from ___ with a cough.\n", 1);
        yield return PlantedShapes.Of("a log", "a.log", r => r.Lines(p => $"2024-05-01 12:00:00 INFO patient {p.Subject}, admission {p.Admission}: done"));
        yield return PlantedShapes.Of("the header of an image", "a.txt", r => r.Lines(p => $"(0010, 0020) Patient ID                          LO: '{p.Subject}'"));
        yield return PlantedShapes.Of("a table in a text", "a.md", r => r.Lines(p => $"{p.Subject} | {p.Stay} | {p.Value}", "subject_id | stay_id | lactate\n--- | --- | ---\n"));
        yield return PlantedShapes.Of("a table of LaTeX", "a.tex", r => r.Lines(p => $"{p.Subject} & {p.Admission} & {p.Date} \\\\"));
        yield return PlantedShapes.Of("numbers with points", "a.txt", r => r.Lines(p => $"subject_id {PlantedRows.Grouped(p.Subject, ".")}"));
        yield return PlantedShapes.Of("digits of another script", "a.txt", r => r.Lines(p => $"subject_id {string.Concat($"{p.Subject}".Select(c => (char)(c + '０' - '0')))}"));
        yield return new("a table in an archive", "a.zip", Zip);
    }

    private static string Fraction(PlantedRow row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Value / 7:0.000000}");

    private static string Csv(PlantedRows rows) => rows.Lines(p => $"{p.Subject},{p.Admission},{p.Date},{p.Value}", Header);

    private static byte[] Zip(PlantedRows rows)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("inner/a.csv").Open());
            writer.Write(Csv(rows));
        }

        return bytes.ToArray();
    }
}
