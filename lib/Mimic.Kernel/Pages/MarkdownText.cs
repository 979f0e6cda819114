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

    /// <summary>The headings met so far.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

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
            link.Url = local ? url.Replace(".ipynb", ".html", StringComparison.Ordinal) : url;
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
