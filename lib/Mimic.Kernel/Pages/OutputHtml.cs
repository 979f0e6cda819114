using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Pages;

/// <summary>The outputs of a cell as they stand on a page.</summary>
internal static partial class OutputHtml
{
    // The best form comes first, whatever the order in the output.
    private static readonly string[] Preferred =
        [DisplayOutput.Html, "image/svg+xml", "image/png", "image/jpeg", "text/markdown", DisplayOutput.Plain];

    /// <summary>The outputs, each in a box that scrolls by itself when it is wider than the page.</summary>
    public static string ToHtml(IReadOnlyList<CellOutput> outputs, MarkdownText markdown)
    {
        var html = new StringBuilder();
        foreach (var output in outputs)
        {
            html.Append(output switch
            {
                StreamOutput stream => $"<pre class=\"out {stream.Name}\" tabindex=\"0\">{Encode(stream.Text.TrimEnd('\n'))}</pre>\n",
                ErrorOutput error => $"<div class=\"out error\" role=\"alert\"><pre tabindex=\"0\">{Encode(string.Join('\n', error.Traceback))}</pre></div>\n",
                DisplayOutput display => Display(display, markdown),
                _ => string.Empty,
            });
        }

        return html.ToString();
    }

    private static string Display(DisplayOutput display, MarkdownText markdown)
    {
        var type = Preferred.FirstOrDefault(display.Data.ContainsKey);
        if (type is null)
        {
            return $"<p class=\"out note\">(an output of type {Encode(string.Join(", ", display.Data.Keys))}, which this page cannot show)</p>\n";
        }

        var text = display.Data[type];
        return type switch
        {
            DisplayOutput.Html => $"<div class=\"out shown\">{Clean(text)}</div>\n",
            "image/svg+xml" => $"<div class=\"out shown\">{Clean(text)}</div>\n",
            "image/png" or "image/jpeg" => $"<div class=\"out shown\"><img alt=\"figure\" src=\"data:{type};base64,{text.Replace("\n", string.Empty, StringComparison.Ordinal)}\"></div>\n",
            "text/markdown" => $"<div class=\"out shown\">{markdown.ToHtml(text)}</div>\n",
            _ => $"<pre class=\"out value\" tabindex=\"0\">{Encode(text)}</pre>\n",
        };
    }

    // The page has its own styles for what the formatting package writes; the package's sheet would change every table of the
    // page. Scripts would not run under the page's security policy; without them the page is also honest to read.
    private static string Clean(string html) => ScriptPattern().Replace(PackageStylePattern().Replace(html, string.Empty), string.Empty);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex PackageStylePattern();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ScriptPattern();
}
