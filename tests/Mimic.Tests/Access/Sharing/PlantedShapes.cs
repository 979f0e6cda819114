using System.Text;
using Mimic.Display;

namespace Mimic.Tests.Access.Sharing;

/// <summary>A way in which rows of patients get into a repository.</summary>
/// <param name="Name">What it is.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Make">Its content.</param>
/// <param name="Lines">How many lines of it hold a row; null if there is one for each row.</param>
internal sealed record PlantedShape(string Name, string File, Func<PlantedRows, byte[]> Make, int? Lines = null);

/// <summary>Shapes of planted rows: outputs and cells of notebooks.</summary>
internal static class PlantedShapes
{
    public static IReadOnlyList<PlantedShape> All { get; } = [.. OfNotebooks(), .. PlantedFiles.Of(), .. PlantedPages.Of()];

    /// <summary>A shape made of text.</summary>
    public static PlantedShape Of(string name, string file, Func<PlantedRows, string> make, int? lines = null) =>
        new(name, file, rows => Encoding.UTF8.GetBytes(make(rows)), lines);

    private static IEnumerable<PlantedShape> OfNotebooks()
    {
        yield return Of("data frame as text", "a.ipynb", r => PlantedRows.Printed(r.Lines(
            p => $"  {p.Subject}  {p.Admission}  {p.Date}  {p.Value,5}", "   subject_id   hadm_id            admittime  value\n")));
        yield return Of("data frame as HTML", "a.ipynb", r => PlantedRows.Shown("text/html", r.Lines(
            p => $"    <tr>\n      <th>0</th>\n      <td>{p.Subject}</td>\n      <td>{p.Admission}</td>\n    </tr>",
            "<table border=\"1\" class=\"dataframe\">\n  <thead>\n    <tr>\n      <th></th>\n      <th>subject_id</th>\n      <th>hadm_id</th>\n    </tr>\n  </thead>\n  <tbody>\n") + "</tbody></table>"));
        yield return Of("our table as text", "a.ipynb", r => PlantedRows.Printed(OurTable(r).ToString()));
        yield return Of("our table as HTML", "a.ipynb", r => PlantedRows.Shown("text/html", OurTable(r).ToHtml()));
        yield return Of("table in a text cell", "a.ipynb", r => PlantedRows.Markdown(r.Lines(
            p => $"| {p.Subject} | {p.Stay} | {p.Value} |", "Our patients:\n\n| subject_id | stay_id | lactate |\n| --- | ---: | ---: |\n")));
        yield return Of("CSV pasted into a cell", "a.ipynb", r => PlantedRows.Notebook(r.Lines(p => $"{p.Subject},{p.Admission},{p.Value}", "data = '''subject_id,hadm_id,value\n") + "'''"));
        yield return Of("records as JSON on one line", "a.ipynb", r => PlantedRows.Printed(
            "[" + r.Lines(p => $"{{\"subject_id\":{p.Subject},\"charttime\":\"{p.Date}\",\"valuenum\":{p.Value}}}", separator: ",").TrimEnd() + "]"));
        yield return Of("printed dictionaries", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"{{'subject_id': {p.Subject}, 'los': {p.Value}}}")));
        yield return Of("list of tuples", "a.ipynb", r => PlantedRows.Printed("[" + r.Lines(p => $"({p.Subject}, {p.Admission}, {p.Value})", separator: ", ").TrimEnd() + "]"));
        yield return Of("tuples with times", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"({p.Admission}, Timestamp('{p.Date}'))")));
        yield return Of("numbers on the axis of a drawing", "a.ipynb", r => PlantedRows.Shown("image/svg+xml", r.Lines(
            p => $"<text x=\"10\" y=\"20\" text-anchor=\"middle\">{p.Subject}</text>", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 300\">") + "</svg>"));
        yield return Of("numbers on the axis of a Plotly figure", "a.ipynb", r => PlantedRows.ShownJson("application/vnd.plotly.v1+json",
            $$"""{"data":[{"type":"bar","x":[{{string.Join(',', r.All.Select(p => $"\"{p.Subject}\""))}}],"y":[{{string.Join(',', r.All.Select(p => p.Value))}}]}],"layout":{"title":{"text":"Length of stay"} } }"""), 1);
        yield return Of("a Plotly figure with packed numbers", "a.ipynb", r => PlantedRows.ShownJson("application/vnd.plotly.v1+json",
            $$"""{"data":[{"type":"bar","x":{"dtype":"i4","bdata":"{{Convert.ToBase64String([.. r.All.SelectMany(p => BitConverter.GetBytes(p.Subject))])}}"} }],"layout":{} }"""), 1);
        yield return Of("a stack trace", "a.ipynb", r => PlantedRows.Notebook("first.loc[who]", new System.Text.Json.Nodes.JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = "KeyError",
            ["evalue"] = $"{r.All[0].Subject}",
            ["traceback"] = new System.Text.Json.Nodes.JsonArray($"\u001b[0;31mKeyError\u001b[0m: {r.All[0].Subject}", "The above exception was the direct cause"),
        }), 1);
        yield return Of("the text of a note", "a.ipynb", r => PlantedRows.Printed(
            "Name:  ___                  Unit No:   ___\n \nAdmission Date:  ___              Discharge Date:   ___\n \nService: MEDICINE\n \nAttending: ___.\n \nChief Complaint:\ndyspnea\n \n"
            + "Brief Hospital Course:\n___ year old with pneumonia.\n \nDischarge Diagnosis:\nPneumonia\n"), 1);
        yield return Of("a radiology report as a value", "a.ipynb", r => PlantedRows.Shown("text/plain",
            "'                                 FINAL REPORT\\n EXAMINATION:  CHEST (PA AND LAT)\\n \\n INDICATION:  ___ year old woman with fever\\n \\n IMPRESSION: \\n \\n No pneumonia.\\n'"), 1);
        yield return Of("data frame with its index", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"{p.Subject}      {p.Value,6}", "            lactate\nsubject_id         \n")));
        yield return Of("wide data frame in parts", "a.ipynb", r => PlantedRows.Printed(
            r.Lines(p => $"0    {p.Subject}  {p.Admission}   F   \\", "   subject_id   hadm_id gender  \\\n") + "\n" + r.Lines(p => $"0    {p.Value}   NaN", "   valuenum  flag\n")));
        yield return Of("transposed data frame", "a.ipynb", r => PlantedRows.Printed(
            "                   0         1\nsubject_id  " + string.Join("  ", r.All.Select(p => p.Subject)) + "\nlos         " + string.Join("  ", r.All.Select(p => p.Value)) + "\n"), 1);
        yield return Of("one row as a series", "a.ipynb", r => PlantedRows.Printed(r.Lines(
            p => $"subject_id              {p.Subject}\nhadm_id                 {p.Admission}\nadmittime    {p.Date}\nName: 0, dtype: object\n")));
        yield return Of("numbers grouped by thousands", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"subject_id {PlantedRows.Grouped(p.Subject, ",")}: {p.Value}")));
        yield return Of("numbers as floating point", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"0     {p.Admission}.0     {p.Value}", "        hadm_id  valuenum\n")));
        yield return Of("numbers in powers of ten", "a.ipynb", r => PlantedRows.Printed(
            "subject_id: array([" + string.Join(", ", r.All.Select(p => $"{p.Subject / 10_000_000}.{p.Subject % 10_000_000:0000000}e+07")) + "])\n"), 1);
        yield return Of("rows split over several outputs", "a.ipynb", r => PlantedRows.Notebook("for x in first: display(x)", [.. r.All.Select(p => new System.Text.Json.Nodes.JsonObject
        {
            ["output_type"] = "display_data",
            ["metadata"] = new System.Text.Json.Nodes.JsonObject(),
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["text/plain"] = $"{p.Subject}" },
        })]));
        yield return Of("a value whose cell names it", "a.ipynb", r => PlantedRows.Shown("text/plain", $"{r.All[0].Subject}", "cohort.iloc[0].subject_id"), 1);
        yield return Of("patients chosen in a cell", "a.ipynb", r => PlantedRows.Notebook("keep = [" + string.Join(", ", r.All.Select(p => p.Subject)) + "]"), 1);
        yield return Of("a number in C#", "a.ipynb", r => PlantedRows.Notebook($"var subjectId = {PlantedRows.Grouped(r.All[0].Subject, "_")};"), 1);
        yield return Of("a patient in prose", "a.ipynb", r => PlantedRows.Markdown($"Here patient {r.All[0].Subject} came back twice."), 1);
        yield return Of("parameters in the metadata", "a.ipynb", r => PlantedRows.Cells(new System.Text.Json.Nodes.JsonObject
        {
            ["cell_type"] = "code",
            ["source"] = "x",
            ["outputs"] = new System.Text.Json.Nodes.JsonArray(),
            ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["papermill"] = new System.Text.Json.Nodes.JsonObject { ["subject_id"] = r.All[0].Subject } },
        }), 1);
        yield return Of("a table as a download in a link", "a.ipynb", r => PlantedRows.Shown("text/html",
            $"<a download=\"rows.csv\" href=\"data:text/csv;base64,{PlantedRows.Base64(r.Lines(p => $"{p.Subject},{p.Admission}", "subject_id,hadm_id\n"))}\">Download</a>"));
        yield return Of("a minified notebook", "a.ipynb", r => System.Text.Json.Nodes.JsonNode.Parse(PlantedRows.Printed(r.Lines(p => $"{p.Subject}\t{p.Stay}\t{p.Date}")))!.ToJsonString());
        yield return Of("a notebook with the marks of a merge", "a.ipynb", r => "<<<<<<< HEAD\n" + PlantedRows.Printed(r.Lines(p => $"{p.Subject},{p.Admission},{p.Date}")));
        yield return Of("a printed record of C#", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"CohortPatient {{ SubjectId = {p.Subject}, Score = {p.Value} }}")));
        yield return Of("a vector of R", "a.ipynb", r => PlantedRows.Printed("[1] " + string.Join(' ', r.All.Select(p => p.Stay))), 1);
        yield return Of("a record a field a line", "a.ipynb", r => PlantedRows.Printed(r.Lines(p => $"{p.Admission}\n{p.Date}\nEMERGENCY\n")));
    }

    private static Table OurTable(PlantedRows rows)
    {
        var table = new Table("subject_id", "hadm_id", "lactate");
        foreach (var row in rows.All)
        {
            table.Add(row.Subject, row.Admission, row.Value);
        }

        return table;
    }
}
