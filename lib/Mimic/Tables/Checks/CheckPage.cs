using System.Net;
using System.Text;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>The findings of a <see cref="DatasetCheck"/>, to read.</summary>
internal sealed class CheckPage
{
    /// <summary>So many files with the same finding are named one by one; more are counted.</summary>
    private const int MostNamed = 8;
    private const int MostOpen = 4;
    private const string Wrong = "Not as it should be";

    private readonly DatasetCheck _check;
    private readonly List<(string Title, List<(string Name, string Text)> Items)> _sections = [];

    public CheckPage(DatasetCheck check)
    {
        _check = check;
        Add(Wrong, [
            .. check.Problems.Select(p => ("the folder", $"{Brief(p.Problem)} {Brief(p.Remedy)}")),
            .. check.Lists.Where(l => l.Problem is not null).Select(l => (l.Path, $"{Brief(l.Problem!.Problem)} {l.Problem.Remedy}")),
            .. check.Lists.Where(IsOfAnother).Select(l => (l.Path, "no file is as the list says: is it the list of another release?")),
            .. Grouped(check.Files.Where(f => f.IsProblem), WithCost)]);
        Add("Worth knowing", [
            .. (check.Data?.Notes ?? []).Select(n => ("the folder", n)),
            .. Grouped(check.Files.Where(f => !f.IsProblem && f.State is FileState.Unpacked or FileState.Unlisted), f => f.Detail is null
                ? "is in no list" : f.State == FileState.Unlisted ? $"is in no list; {f.Detail}" : f.Detail)]);
        Add("Missing, and not needed" + (check.Step is null ? " by the course" : $" by notebook {check.Step}"), [
            .. Grouped(check.Files.Where(f => f is { IsProblem: false, State: FileState.Missing }), f => f.Detail ?? f.Cost)]);
        Add("In no list", [.. Extras()]);
        Add("Parts of which nothing is here", [.. check.Absent.Select(a => (a.Name, $"{a.Cost} {Brief(a.Remedy)}"))]);
    }

    private string Verdict
    {
        get
        {
            var wrong = _check.Files.Count(f => f.IsProblem && f.State != FileState.Missing);
            var missing = _check.Files.Count(f => f is { IsProblem: true, State: FileState.Missing });
            var looked = _check.Depth switch
            {
                CheckDepth.Glance => "by names, sizes and first bytes only",
                CheckDepth.Sums => "every byte",
                _ => "every byte and every row",
            };
            return _check.IsSound ? $"sound ({looked})"
                : string.Join(", ", new[] { "NOT SOUND", wrong > 0 ? $"{Files(wrong)} not as published" : null, missing > 0 ? $"{Files(missing)} missing" : null }
                    .OfType<string>()) + $" ({looked})";
        }
    }

    private string Name => Other is { } other ? $"{other.Project.Title} {other.Version}" : _check.Data?.Name ?? "A folder";

    /// <summary>The project whose list alone lies there, if the course has no module of it: MIMIC-III has tables of the same names as MIMIC-IV.</summary>
    private ProjectRelease? Other => _check.Lists.Select(l => l.Release).Distinct().ToList() is [{ Modules.Count: 0 } only] ? only : null;

    /// <summary>Which modules were found, of which version, and where.</summary>
    private string? Modules => _check.Data is not { } data || Other is not null ? null
        : "Found: " + string.Join(", ", data.Modules.Select(m =>
            $"{m.Module}{(m.Version is null ? string.Empty : $" {m.Version}")} in {Path.GetRelativePath(data.Directory, m.Folder).Replace('\\', '/')}/")
            .Concat(data.ImageRoot is null ? [] : ["radiographs"]));

    private string Folder => DatasetOverview.ShortFolder(_check.Directory);

    public string ToHtml()
    {
        var html = new StringBuilder($"<p><b>{Encode(Name)}</b> in <code>{Encode(Folder)}</code>: <b>{Encode(Verdict)}</b></p>");
        html.Append(Modules is { } modules ? $"<p>{Encode(modules)}</p>" : string.Empty).Append(Lists().ToHtml());
        foreach (var (title, items) in _sections)
        {
            // What is not as it should be stands open; a long list of what is not needed would only hide it.
            var list = $"<ul>{string.Concat(items.Select(i => $"<li><code>{Encode(i.Name)}</code> {Encode(i.Text)}</li>"))}</ul>";
            html.Append(title != Wrong && items.Count > MostOpen
                ? $"<details><summary>{Encode(title)} ({items.Count})</summary>{list}</details>"
                : $"<p>{Encode(title)}:</p>{list}");
        }

        html.Append(string.Concat(_check.NextCommands.Select(c => $"<p>Next: <code>{Encode(Brief(c))}</code></p>")));
        return html.Append(Remedies.Afterwards(_check) is { } then ? $"<p>{Encode(then)}</p>" : string.Empty).ToString();
    }

    public override string ToString()
    {
        var text = new StringBuilder(Paragraph.Wrap($"{Name} in {Folder}: {Verdict}")).Append('\n')
            .Append(Modules is { } modules ? Paragraph.Wrap(modules) + "\n" : string.Empty).Append('\n').Append(_check.Lists.Count > 0 ? Lists() : null).Append('\n');
        foreach (var (title, items) in _sections)
        {
            text.Append($"\n{title}:\n");
            foreach (var (name, what) in items)
            {
                text.Append(Paragraph.Wrap($"{name}: {what}", "  ", "- ")).Append('\n');
            }
        }

        if (_check.NextCommands.Count > 0)
        {
            text.Append("\nNext:\n").Append(string.Concat(_check.NextCommands.Select(c => $"  {c}\n")));
            text.Append(Remedies.Afterwards(_check) is { } then ? Paragraph.Wrap(then) : string.Empty);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Files(int count) => count == 1 ? "1 file" : Invariant($"{count:#,0} files");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string WithCost(CheckedFile file) => $"{file.Detail ?? "is missing"}. {(file.IsNeeded ? "Without it: " : string.Empty)}{file.Cost}";

    /// <summary>Files with the same finding under one name: a release of radiographs may lack hundreds of thousands.</summary>
    private static IEnumerable<(string Name, string Text)> Grouped(IEnumerable<CheckedFile> files, Func<CheckedFile, string> text)
    {
        foreach (var group in files.GroupBy(f => (Text: text(f), IsTable: f.Table is not null)))
        {
            var names = group.Select(f => f.Path).ToList();
            if (group.Key.IsTable || names.Count <= MostNamed)
            {
                foreach (var name in names)
                {
                    yield return (name, group.Key.Text);
                }
            }
            else
            {
                yield return (Invariant($"{names.Count:#,0} files such as {names[0]}"), group.Key.Text);
            }
        }
    }

    private bool IsOfAnother(CheckedList list)
    {
        var there = _check.Files.Where(f => f.Lists.Contains(list.Path) && f.State != FileState.Missing).ToList();
        return there.Count > 1 && there.All(f => f.State == FileState.Different);
    }

    private void Add(string title, List<(string Name, string Text)> items)
    {
        if (items.Count > 0)
        {
            _sections.Add((title, items));
        }
    }

    private IEnumerable<(string Name, string Text)> Extras()
    {
        foreach (var group in _check.Extra.GroupBy(Leftovers.Explain).OrderBy(g => g.Key is null))
        {
            var folders = group.GroupBy(ListedFiles.RootOf);
            foreach (var folder in folders)
            {
                var names = folder.ToList();
                var name = names.Count <= 3 ? string.Join(", ", names) : $"{Files(names.Count)} in {(folder.Key.Length > 0 ? folder.Key : ".")}";
                yield return (name, group.Key ?? "not from this release, by its lists");
            }
        }
    }

    private Table Lists()
    {
        var isGlance = _check.Depth == CheckDepth.Glance;
        var table = new Table("list", "release", "files", isGlance ? "there" : "as listed", "not as listed", "missing");
        foreach (var list in _check.Lists)
        {
            var files = _check.Files.Where(f => f.Lists.Contains(list.Path)).ToList();
            var name = list.Release?.Name ?? (_check.Data?.Source == SourceTag.Synthetic ? "synthetic" : "unknown");
            // The names of PhysioNet's folders say the release again, and make the table wider than a terminal.
            var path = list.Release is { } release && list.Path.Contains($"/{release.Name}/", StringComparison.Ordinal) ? Path.GetFileName(list.Path) : list.Path;
            table.Add(
                path, name, list.Files, files.Count(f => f.State is FileState.AsListed or FileState.NotRead),
                files.Count(f => f.State is FileState.Different or FileState.Unreadable), files.Count(f => f.State == FileState.Missing));
        }

        return table;
    }

    private string Brief(string text) => text.Replace(_check.Directory, Folder, StringComparison.Ordinal);
}
