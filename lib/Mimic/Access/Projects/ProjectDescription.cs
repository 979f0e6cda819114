using System.Net;
using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>All that the catalogue knows of a release, as a page; see <see cref="ProjectRelease.Describe"/>.</summary>
[TypeFormatterSource]
public sealed class ProjectDescription
{
    internal ProjectDescription(ProjectRelease release) => Release = release;

    /// <summary>The release.</summary>
    public ProjectRelease Release { get; }

    private Project Project => Release.Project;

    /// <summary>The page as HTML.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder($"<p><b>{Encode(Title)}</b><br>{Encode(Project.Adds)}</p>");
        var facts = new Table("about it", string.Empty);
        foreach (var (name, value) in Facts())
        {
            facts.Add(name, value);
        }

        html.Append(facts.ToHtml());
        if (Release.Tables.Count > 0)
        {
            var table = new Table("table", "size", "notebooks", "without it") { Caption = $"{Release.Tables.Count} tables" };
            foreach (var t in Release.Tables)
            {
                table.Add(t.Table, Size(t), ProjectOverview.Steps(t.Steps), t.Cost);
            }

            html.Append($"<details><summary>{Release.Tables.Count} tables</summary>{table.ToHtml()}</details>");
        }

        html.Append("<p>Next:</p><ul>");
        foreach (var (command, why) in Commands())
        {
            html.Append($"<li><code>{Encode(command)}</code> {Encode(why)}</li>");
        }

        return html.Append("</ul>").ToString();
    }

    /// <summary>The page as text of at most 80 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Title}\n{Paragraph.Wrap(Project.Adds)}\n\n");
        var facts = Facts().ToList();
        var width = facts.Max(f => f.Name.Length) + 2;
        foreach (var (name, value) in facts)
        {
            text.Append(Paragraph.Wrap(value, new string(' ', width), name.PadRight(width))).Append('\n');
        }

        if (Release.Tables.Count > 0)
        {
            var table = new Table("table", "size", "notebooks");
            foreach (var t in Release.Tables)
            {
                table.Add(t.Table, Size(t), ProjectOverview.Steps(t.Steps));
            }

            text.Append('\n').Append(table).Append('\n');
        }

        text.Append("\nNext:\n");
        foreach (var (command, why) in Commands())
        {
            text.Append($"  {command}\n").Append(Paragraph.Wrap(why, "      ")).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private string Title => $"{Project.Title} {Release.Version} ({Release.Name})";

    private static string Size(ProjectTable table) => table.Bytes is not { } bytes ? "unknown"
        : table.IsExact ? DatasetOverview.Size(bytes) : $"about {DatasetOverview.Size(bytes)}";

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("Access", Project.Access == ProjectAccess.Open
            ? "open: no account needed"
            : "credentialed: PhysioNet's credentials and the signed agreement of this version; 'mimic data guide' leads there");
        yield return ("Published", Release.Published ?? "unknown");
        yield return ("Size", Release.BytesSource is { } source ? $"{ProjectOverview.Size(Release)}; source: {source}"
            : "unknown; PhysioNet shows it to those who have access, and so does 'mimic data get' before it fetches anything");
        yield return ("Download", Release.Bytes is null ? "unknown" : $"{TransferTime.Words(Release.Bytes)} at {TransferTime.Assumption}");
        yield return ("Notebooks", Project.Steps.Count > 0 ? ProjectOverview.Steps(Project.Steps) : "none reads it");
        foreach (var other in Project.Releases.Where(r => r != Release))
        {
            yield return ("Also", other.Refusal is null ? other.Name : $"{other.Name}, which is refused: {other.Refusal}");
        }

        yield return ("Page", Release.Page.AbsoluteUri);
    }

    private IEnumerable<(string Command, string Why)> Commands()
    {
        if (Project.Access == ProjectAccess.Credentialed)
        {
            yield return ("mimic data guide", "the way to credentials, if you have none");
        }

        // The steps read more or less of it; where all read the same, naming them would be no choice.
        var choices = Project.Steps.Select(s => (Step: s, Tables: Release.TablesOf(s)))
            .Where(c => c.Tables.Count > 0 && c.Tables.Count < Release.Tables.Count)
            .GroupBy(c => string.Join(' ', c.Tables.Select(t => t.Table)));
        foreach (var choice in choices)
        {
            var (step, tables) = choice.Last();
            var known = tables.All(t => t.Bytes is not null) ? tables.Sum(t => t.Bytes!.Value) : (long?)null;
            var size = known is { } bytes ? $", about {DatasetOverview.Size(bytes)}, {TransferTime.Words(known)}" : string.Empty;
            var readers = ProjectOverview.Notebooks([.. choice.Select(c => c.Step)]);
            yield return ($"{GetCommand.Fetch(Release)} --step {step}", $"only what {readers} read{(choice.Count() == 1 ? "s" : string.Empty)}: {tables.Count} of {Release.Tables.Count} tables{size}");
        }

        if (Project.PatientFiles is not { } files)
        {
            yield return (GetCommand.Fetch(Release), "all of it");
            yield break;
        }

        yield return (GetCommand.Fetch(Release), $"its tables and texts, without {files}");
        yield return ($"{GetCommand.Fetch(Release)} --subjects FILE", $"and the {files} of the patients in a list or in a table with subject_id");
        var whole = Release.Bytes is { } all ? $": {DatasetOverview.Size(all)}, {TransferTime.Words(all)}" : string.Empty;
        yield return ($"{GetCommand.Fetch(Release)} --all", $"all of it{whole}");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
