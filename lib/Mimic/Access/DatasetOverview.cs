using System.Net;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>Draws the overview of a data set.</summary>
internal sealed class DatasetOverview(MimicDataset data)
{
    private readonly Table _modules = Modules(data);
    private readonly Table _tables = Tables(data);

    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => Invariant($"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => Invariant($"{bytes / 1e6:0.#} MB"),
        < 1_000_000_000_000 => Invariant($"{bytes / 1e9:0.#} GB"),
        _ => Invariant($"{bytes / 1e12:0.#} TB"),
    };

    /// <summary>The last two folders of a path: pages are passed on, and where things lie on a machine is nobody else's business.</summary>
    public static string ShortFolder(string folder)
    {
        var parts = folder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length <= 2 ? folder : $"…/{parts[^2]}/{parts[^1]}";
    }

    public string ToHtml()
    {
        var notes = string.Concat(data.Notes.Select(n => $"<li>{Encode(n)}</li>"));
        return $"<p><b>{Encode(data.Name)}</b> in <code>{Encode(ShortFolder(data.Directory))}</code><br>{Encode(Sharing)}</p>"
            + _modules.ToHtml()
            + (notes.Length > 0 ? $"<ul>{notes}</ul>" : string.Empty)
            + (data.Missing.Count == 0 ? "<p>Nothing is missing.</p>" : Missing().ToHtml())
            + $"<details><summary>{data.Tables.Count} tables</summary>{_tables.ToHtml()}</details>";
    }

    public override string ToString()
    {
        var title = $"{data.Name} in {ShortFolder(data.Directory)}\n{Sharing}";
        var parts = new List<string> { title, _modules.ToString(), _tables.ToString() };
        if (data.Notes.Count > 0)
        {
            parts.Add(string.Join('\n', data.Notes.Select(n => $"Note: {n}")));
        }

        parts.Add(data.Missing.Count == 0
            ? "Nothing is missing."
            : "Missing:\n" + string.Join('\n', data.Missing.Select(m => $"- {m.Name}: {m.Cost}\n    {Remedy(m)}")));
        return string.Join("\n\n", parts);
    }

    private string Sharing => data.Source switch
    {
        SourceTag.Synthetic => "Synthetic: invented rows, free to share; nothing may be concluded about patients from them.",
        SourceTag.OpenDemo => "Open demo of 100 real patients: may be shared under the Open Database License.",
        _ => "Credentialed (or of unknown origin): neither rows nor what is derived from them may be passed on.",
    };

    private static Table Modules(MimicDataset data)
    {
        var table = new Table("module", "version", "tables", "size", "folder");
        foreach (var module in data.Modules)
        {
            var tables = data.Tables.Where(t => t.Module == module.Module).ToList();
            var known = KnownTables.All.Count(t => t.Module == module.Module && (t.Cost.Length > 0 || data.Find(t.Table) is not null));
            var folder = Path.GetRelativePath(data.Directory, module.Folder).Replace('\\', '/');
            table.Add(module.Module, module.Version ?? "unknown", $"{tables.Count} of {known}", Size(tables.Sum(t => t.Bytes)), folder);
        }

        if (data.ImageRoot is { } root)
        {
            var folder = Path.GetRelativePath(data.Directory, Path.Combine(root, "files")).Replace('\\', '/');
            table.Add("cxr images", string.Empty, string.Empty, string.Empty, folder);
        }

        return table;
    }

    private static Table Tables(MimicDataset data)
    {
        var table = new Table("table", "file", "size");
        foreach (var file in data.Tables)
        {
            table.Add(file.Table, Path.GetFileName(file.Path), Size(file.Bytes));
        }

        return table;
    }

    private Table Missing()
    {
        var table = new Table("missing", "what that costs", "how to get it") { Caption = "Missing" };
        foreach (var part in data.Missing)
        {
            table.Add(part.Name, part.Cost, Remedy(part));
        }

        return table;
    }

    private string Remedy(MissingPart part) => part.Remedy.Replace(data.Directory, ShortFolder(data.Directory), StringComparison.Ordinal);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
