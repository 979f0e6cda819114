using System.Net;
using System.Text;

namespace Mimic.Kernel.Pages;

/// <summary>A text beside the notebooks to which they lead, such as a glossary, as a page of its own.</summary>
/// <param name="path">The Markdown file.</param>
public sealed class CompanionPage(string path)
{
    private readonly HashSet<string> _companions = new(StringComparer.Ordinal);

    /// <summary>Its name without the ending; the page has the same name.</summary>
    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>Its first heading, or its name; known after <see cref="ToHtml"/>.</summary>
    public string Title { get; private set; } = Path.GetFileNameWithoutExtension(path);

    /// <summary>The texts in the same folder to which it leads; known after <see cref="ToHtml"/>.</summary>
    public IReadOnlyCollection<string> Companions => _companions;

    /// <summary>The page, complete in one file.</summary>
    public string ToHtml()
    {
        var markdown = new MarkdownText(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var text = markdown.ToHtml(File.ReadAllText(path));
        _companions.UnionWith(markdown.Companions);
        Title = markdown.Headings.FirstOrDefault(h => h.Level == 1)?.Text ?? Name;
        var contents = PageContents.List(markdown.Headings);
        const string Links = "<nav class=\"neighbours\" aria-label=\"Notebooks\"><span></span><a href=\"index.html\">All notebooks</a><span></span></nav>\n";
        var body = new StringBuilder("<div class=\"page\">\n")
            .Append(PageContents.Wide(contents))
            .Append("<main>\n").Append(Links).Append(PageContents.Narrow(contents))
            .Append($"<section class=\"text\">\n{text}</section>\n").Append(Links)
            .Append("</main>\n</div>\n");
        return PageFrame.Page(Title, body.ToString());
    }
}

/// <summary>The contents of a page: beside the text where there is room, folded above it where there is not.</summary>
internal static class PageContents
{
    /// <summary>The sections and their parts as a list; empty if there are none.</summary>
    public static string List(IReadOnlyList<Heading> headings)
    {
        var entries = headings.Where(h => h.Level is 2 or 3)
            .Select(h => $"<li class=\"level{h.Level}\"><a href=\"#{h.Id}\">{WebUtility.HtmlEncode(h.Text)}</a></li>\n").ToList();
        return entries.Count == 0 ? string.Empty : $"<ol>\n{string.Concat(entries)}</ol>\n";
    }

    public static string Wide(string contents) =>
        $"<nav class=\"contents wide\" aria-label=\"Contents\">\n{(contents.Length == 0 ? string.Empty : $"<p>On this page</p>\n{contents}")}</nav>\n";

    public static string Narrow(string contents) => contents.Length == 0 ? string.Empty
        : $"<details class=\"contents\"><summary>On this page</summary>\n<nav class=\"contents\" aria-label=\"Contents, folded\">\n{contents}</nav></details>\n";
}
