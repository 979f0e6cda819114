using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Mimic.Kernel.Pages;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 for the title, 2 for a section, ...</param>
/// <param name="Id">The name to link to.</param>
/// <param name="Text">Its words.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>
/// Turns the text cells of one notebook into HTML that needs nothing from outside: pictures beside the notebook are put into
/// the page, pictures from elsewhere become links, and links to notebooks lead to their pages.
/// </summary>
internal sealed class MarkdownText(string folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseEmphasisExtras().UseTaskLists().Build();

    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
    };

    private readonly List<Heading> _headings = [];
    private readonly HashSet<string> _companions = new(StringComparer.Ordinal);

    /// <summary>The headings met so far.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>The Markdown files in the notebook's folder to which links met so far lead.</summary>
    public IReadOnlyCollection<string> Companions => _companions;

    /// <summary>One cell's text as HTML.</summary>
    public string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var words = Words(heading.Inline);
            var id = UniqueId(words);
            heading.GetAttributes().Id = id;
            _headings.Add(new(heading.Level, id, words));
            heading.Inline?.AppendChild(new HtmlInline($" <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\">#</a>"));
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Localise(link);
        }

        return document.ToHtml(Pipeline);
    }

    private void Localise(LinkInline link)
    {
        var url = link.Url ?? string.Empty;
        var local = !url.Contains(':', StringComparison.Ordinal) && !url.StartsWith("//", StringComparison.Ordinal);
        if (!link.IsImage)
        {
            if (local)
            {
                LeadToPage(link, url);
            }

            return;
        }

        var path = Path.Combine(folder, Uri.UnescapeDataString(url));
        if (local && PictureTypes.TryGetValue(Path.GetExtension(path), out var type) && File.Exists(path))
        {
            link.Url = $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}";
        }
        else if (!url.StartsWith("data:", StringComparison.Ordinal))
        {
            link.IsImage = false;
        }
    }

    /// <summary>To the page of a notebook or text beside this one; what has no page is named and not linked.</summary>
    private void LeadToPage(LinkInline link, string url)
    {
        var (file, section) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (url[..at], url[at..]) : (url, string.Empty);
        if (file.Length == 0)
        {
            return;
        }

        var beside = !file.Contains('/', StringComparison.Ordinal);
        if (beside && file.EndsWith(".ipynb", StringComparison.Ordinal))
        {
            link.Url = Path.ChangeExtension(file, ".html") + section;
        }
        else if (beside && file.Equals("README.md", StringComparison.OrdinalIgnoreCase))
        {
            link.Url = "index.html";
        }
        else if (beside && file.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Path.Combine(folder, Uri.UnescapeDataString(file))))
        {
            _companions.Add(Uri.UnescapeDataString(file));
            link.Url = Path.ChangeExtension(file, ".html") + section;
        }
        else
        {
            link.ReplaceBy(new EmphasisInline { DelimiterChar = '*', DelimiterCount = 1 });
        }
    }

    private string UniqueId(string words)
    {
        var slug = new StringBuilder();
        foreach (var c in words.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var name = slug.ToString().Trim('-');
        name = name.Length == 0 ? "section" : name;
        var id = name;
        for (var n = 2; _headings.Any(h => h.Id == id); n++)
        {
            id = $"{name}-{n}";
        }

        return id;
    }

    private static string Words(ContainerInline? inline) => inline is null
        ? string.Empty
        : string.Concat(inline.Descendants().Select(i => i switch
        {
            LiteralInline text => text.Content.ToString(),
            CodeInline code => code.Content,
            _ => string.Empty,
        }));
}
