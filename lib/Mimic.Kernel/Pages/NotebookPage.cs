using System.Net;
using System.Text;
using Mimic.Kernel.Files;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Pages;

/// <summary>An executed notebook as a page to read: text, code, outputs, contents, neighbours, and a banner for its data.</summary>
/// <param name="notebook">The executed notebook.</param>
/// <param name="outcome">What became of it.</param>
/// <param name="folder">The folder of the notebook, for pictures beside it.</param>
public sealed class NotebookPage(NotebookFile notebook, NotebookOutcome outcome, string folder)
{
    // A switch that works without a script: the style sheet asks for its state.
    private const string HideCode = "<label class=\"fold\"><input type=\"checkbox\" id=\"hide-code\" autocomplete=\"off\"> Hide the code</label>\n";

    private readonly HashSet<string> _companions = new(StringComparer.Ordinal);

    /// <summary>The notebook before it; null if there is none.</summary>
    public NotebookOutcome? Previous { get; init; }

    /// <summary>The notebook after it; null if there is none.</summary>
    public NotebookOutcome? Next { get; init; }

    /// <summary>The texts beside the notebook to which it leads; known after <see cref="ToHtml"/>.</summary>
    public IReadOnlyCollection<string> Companions => _companions;

    /// <summary>The page, complete in one file.</summary>
    public string ToHtml()
    {
        var markdown = new MarkdownText(folder);
        var cells = string.Concat(notebook.Cells.Select(c => Cell(c, markdown)));
        var links = Links();
        _companions.UnionWith(markdown.Companions);
        var contents = PageContents.List(markdown.Headings);
        var body = new StringBuilder()
            .Append("<div class=\"page\">\n")
            .Append(PageContents.Wide(contents))
            .Append("<main>\n")
            .Append(PageFrame.Banner(outcome.Source ?? Registrations.Source(notebook)))
            .Append(links)
            .Append(PageContents.Narrow(contents))
            .Append(notebook.Cells.Any(c => c.Kind == CellKind.Code) ? HideCode : string.Empty)
            .Append(outcome.Failure is { } failure ? $"<aside class=\"banner failed\" role=\"alert\"><strong>This notebook did not run through.</strong>\n<pre tabindex=\"0\">{Encode(failure)}</pre></aside>\n" : string.Empty)
            .Append(cells)
            .Append(links)
            .Append($"<footer>{Encode(outcome.Name)}, executed by mimic run in {outcome.Seconds:0.0} s</footer>\n")
            .Append("</main>\n</div>\n");
        return PageFrame.Page(outcome.Title, body.ToString());
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Cell(NotebookCell cell, MarkdownText markdown)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                return $"<section class=\"text\">\n{markdown.ToHtml(cell.Source)}</section>\n";
            case CellKind.Raw:
                return string.Empty;
            default:
                var injected = cell.Tags.Contains(NotebookCell.InjectedTag);
                var caption = injected ? "<div class=\"caption\">changed for this run</div>\n" : string.Empty;
                var outputs = OutputHtml.ToHtml(cell.Outputs, markdown);
                return $"<section class=\"code{(cell.ExecutionCount is null && !injected ? " skipped" : string.Empty)}\">\n{caption}"
                    + "<details class=\"source\" open><summary>Code</summary>"
                    + $"<pre class=\"source\" tabindex=\"0\"><code>{CodeColouring.ToHtml(cell.Source)}</code></pre></details>\n{outputs}</section>\n";
        }
    }

    private string Links()
    {
        static string To(NotebookOutcome? other, string relation, string before, string after) => other is null
            ? "<span></span>"
            : $"<a rel=\"{relation}\" href=\"{Uri.EscapeDataString(other.Name)}.html\">{before}{Encode(other.Title)}{after}</a>";
        return $"<nav class=\"neighbours\" aria-label=\"Notebooks\">{To(Previous, "prev", "← ", string.Empty)}"
            + $"<a href=\"index.html\">All notebooks</a>{To(Next, "next", string.Empty, " →")}</nav>\n";
    }
}
