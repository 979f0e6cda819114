using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>The catalogue to look at: what there is, how large it is, what it adds, who may have it; see <see cref="ProjectCatalogue"/>.</summary>
[TypeFormatterSource]
public sealed class ProjectOverview
{
    internal ProjectOverview()
    {
    }

    /// <summary>The catalogue as HTML.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        foreach (var (title, projects) in Groups())
        {
            var table = new Table("project", "size", "download", "notebooks", "what it adds") { Caption = title };
            foreach (var p in projects)
            {
                table.Add(Names(p), Size(p.Newest), TransferTime.Words(p.Newest.Bytes), Steps(p.Steps), p.Adds);
            }

            html.Append(table.ToHtml());
        }

        return html.Append($"<p>{Note}</p>").ToString();
    }

    /// <summary>The catalogue as text of at most 80 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (title, projects) in Groups())
        {
            text.Append(title).Append("\n\n").Append($"  {"project",-24}  {"size",-14}  {"download",-14}  read by\n");
            foreach (var p in projects)
            {
                var facts = $"  {Names(p),-24}  {Size(p.Newest),-14}  {TransferTime.Words(p.Newest.Bytes),-14}  {Notebooks(p.Steps)}";
                text.Append(facts.TrimEnd()).Append('\n').Append(Paragraph.Wrap(p.Adds, "      ")).Append("\n\n");
            }
        }

        return text.Append(Paragraph.Wrap(Note)).ToString();
    }

    /// <summary>A size for people: exact, about, or unknown.</summary>
    internal static string Size(ProjectRelease release) => release.Bytes is not { } bytes ? "size unknown"
        : release.BytesAreExact ? DatasetOverview.Size(bytes) : $"about {DatasetOverview.Size(bytes)}";

    /// <summary>Which notebooks read it: "01 to 05", "02"; empty for none.</summary>
    internal static string Steps(IReadOnlyList<string> steps) => steps.Count < 3 ? string.Join(" and ", steps)
        : int.Parse(steps[^1]) - int.Parse(steps[0]) == steps.Count - 1 ? $"{steps[0]} to {steps[^1]}" : string.Join(", ", steps);

    /// <summary>The same with the word: "notebooks 01 to 05", "no notebook".</summary>
    internal static string Notebooks(IReadOnlyList<string> steps) => steps.Count switch
    {
        0 => "no notebook",
        1 => $"notebook {steps[0]}",
        _ => $"notebooks {Steps(steps)}",
    };

    private static string Note =>
        $"The time is for {TransferTime.Assumption}, the rate that PhysioNet's users report. 'mimic data info NAME' tells more, the tables "
        + "and what to leave out among them; 'mimic data guide' leads to credentials.";

    private static IEnumerable<(string Title, IEnumerable<Project> Projects)> Groups() =>
    [
        ("Credentialed: training and a signed agreement first", ProjectCatalogue.All.Where(p => p.Access == ProjectAccess.Credentialed)),
        ("Open: at once, for everybody", ProjectCatalogue.All.Where(p => p.Access == ProjectAccess.Open)),
    ];

    private static string Names(Project project) =>
        $"{project.Slug}/{string.Join(", ", project.Releases.Where(r => r.Refusal is null).Select(r => r.Version))}";
}
