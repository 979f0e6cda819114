using System.Net;
using System.Text;
using Mimic.Display;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Pages;

/// <summary>The page that leads to all notebooks of a run: what they found, how long they took, whether they ran through.</summary>
public static class IndexPage
{
    /// <summary>The page, complete in one file.</summary>
    /// <param name="outcomes">The notebooks, in order.</param>
    /// <param name="companions">The texts beside them; null for none.</param>
    public static string ToHtml(IReadOnlyList<NotebookOutcome> outcomes, IReadOnlyList<CompanionPage>? companions = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var failed = outcomes.Count(o => !o.Passed);
        var html = new StringBuilder("<div class=\"page index\">\n<main>\n")
            .Append(PageFrame.Banner(SourceMark.Strictest(outcomes.Select(o => o.Source).OfType<string>())))
            .Append("<h1>MimicNotebooks</h1>\n");
        html.Append("<p class=\"lead\">The course, as it ran on this machine: ")
            .Append($"{outcomes.Count} {(outcomes.Count == 1 ? "notebook" : "notebooks")}, {outcomes.Sum(o => o.Seconds):0.0} s")
            .Append(failed == 0 ? ".</p>\n" : $", <strong>{failed} did not run through</strong>.</p>\n");
        html.Append("<div class=\"out shown\">\n<table class=\"notebooks\">\n<thead><tr><th scope=\"col\">Notebook</th><th scope=\"col\">Headline results</th>")
            .Append("<th scope=\"col\">Time</th><th scope=\"col\">Status</th></tr></thead>\n<tbody>\n");
        foreach (var outcome in outcomes)
        {
            html.Append($"<tr><td><a href=\"{Uri.EscapeDataString(outcome.Name)}.html\">{Encode(outcome.Title)}</a><br><span class=\"name\">{Encode(outcome.Name)}</span></td>")
                .Append($"<td>{Results(outcome)}</td><td class=\"time\">{outcome.Seconds:0.0} s</td>")
                .Append(outcome.Passed ? "<td class=\"passed\">✓ ran through</td></tr>\n" : "<td class=\"failed\">✗ stopped</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
        if (companions is { Count: > 0 })
        {
            var links = companions.Select(c => $"<a href=\"{Uri.EscapeDataString(c.Name)}.html\">{Encode(c.Title)}</a>");
            html.Append($"<p class=\"companions\">Beside the notebooks: {string.Join(", ", links)}.</p>\n");
        }

        html.Append("</main>\n</div>\n");
        return PageFrame.Page("MimicNotebooks", html.ToString());
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Results(NotebookOutcome outcome)
    {
        if (!outcome.Passed)
        {
            return $"<pre class=\"why\">{Encode(outcome.Failure!)}</pre>";
        }

        return outcome.Headlines.Count == 0
            ? string.Empty
            : $"<dl>{string.Concat(outcome.Headlines.Select(h => $"<div><dt>{Encode(h.Name)}</dt><dd>{Encode(h.Value)}</dd></div>"))}</dl>";
    }
}
