namespace Mimic.Tests.Access.Sharing;

/// <summary>Shapes of planted rows: pages and drawings.</summary>
internal static class PlantedPages
{
    public static IEnumerable<PlantedShape> Of()
    {
        yield return PlantedShapes.Of("a table of a page", "a.html", r => Page(Table(r, "\n")));
        yield return PlantedShapes.Of("a page on one line", "a.html", r => Page(Table(r, string.Empty)).ReplaceLineEndings(string.Empty));
        yield return PlantedShapes.Of("a page with references for digits", "a.html", r => Page(r.Lines(p => $"<p>subject_id {PlantedRows.Each(p.Subject, "&#{0};")}</p>")));
        yield return PlantedShapes.Of("attributes", "a.html", r => Page(r.Lines(p => $"<li data-subject-id=\"{p.Subject}\">one</li>")));
        yield return PlantedShapes.Of("a comment", "a.html", r => Page($"<!-- subject_id {r.All[0].Subject} -->"), 1);
        yield return PlantedShapes.Of("a script", "a.html", r => Page("<script>\nconst rows = [\n" + r.Lines(p => $"  {{ subject_id: {p.Subject}, los: {p.Value} }},") + "];\n</script>"));
        yield return PlantedShapes.Of("text printed into a page", "a.html", r => Page("<pre>" + r.Lines(p => $"  {p.Subject}  {p.Value}", "subject_id  lactate\n") + "</pre>"));
        yield return PlantedShapes.Of("a data frame printed into a page", "a.html", r => Page(
            "<div class=\"output\"><pre>" + r.Lines(p => $"0    {p.Subject}  {p.Admission}  {p.Stay}  {p.Value,6}", "     subject_id   hadm_id   stay_id     los\n") + "</pre></div>"));
        yield return PlantedShapes.Of("a table whose cells hold boxes", "a.html", r => Page("<table><thead><tr><td>SubjectId</td><td>Los</td></tr></thead><tbody>"
            + string.Concat(r.All.Select(p => $"<tr><td><div class=\"plain\"><pre>{p.Subject}</pre></div></td><td><div class=\"plain\"><pre>{p.Value}</pre></div></td></tr>")) + "</tbody></table>"));
        yield return PlantedShapes.Of("a listing in a cell", "a.html", r => Page("<table><tr><td>1</td><td><pre>" + r.Lines(p => $"subject_id = {p.Subject}") + "</pre></td></tr></table>"));
        yield return PlantedShapes.Of("data of a widget with columns by number", "a.html", r => Page(
            "<script type=\"application/json\">{\"columns\": [{\"label\": [\"subject_id\"], \"name\": [1]}, {\"label\": [\"los\"], \"name\": [2]}], \"data\": ["
            + string.Join(", ", r.All.Select(p => $"{{\"1\": \"{p.Subject}\", \"2\": \"{p.Value}\"}}")) + "]}</script>"));
        yield return PlantedShapes.Of("a list", "a.html", r => Page("<ul>" + r.Lines(p => $"<li>Patient {p.Subject}</li>") + "</ul>"));
        yield return PlantedShapes.Of("a link with its text", "a.html", r => Page(
            $"<a href=\"data:text/csv;charset=utf-8,{Uri.EscapeDataString("subject_id\n" + r.All[0].Subject)}\">get</a>"), 1);
        yield return PlantedShapes.Of("labels of a drawing", "a.svg", r => "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>" + r.Lines(p => $"<text>{p.Subject}</text>") + "</g></svg>");
        yield return PlantedShapes.Of("the hint of a mark in a drawing", "a.svg", r => "<svg xmlns=\"http://www.w3.org/2000/svg\">" + r.Lines(p => $"<circle cx=\"1\" cy=\"2\"><title>patient {p.Subject}</title></circle>") + "</svg>");
        yield return PlantedShapes.Of("XML", "a.xml", r => "<rows>" + r.Lines(p => $"<row subject_id=\"{p.Subject}\" los=\"{p.Value}\"/>") + "</rows>");
    }

    private static string Page(string body) => $"<!DOCTYPE html>\n<html><head><style>p {{ color: #123456 }}</style></head><body>\n{body}\n</body></html>\n";

    private static string Table(PlantedRows rows, string end) =>
        "<table><tr><th>hadm_id</th><th>los</th></tr>" + end + string.Concat(rows.All.Select(p => $"<tr><td>{p.Admission}</td><td>{p.Value}</td></tr>{end}")) + "</table>";
}
