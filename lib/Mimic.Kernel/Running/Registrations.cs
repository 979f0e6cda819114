using System.Net;
using System.Text.RegularExpressions;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Running;

/// <summary>Finds in the outputs of a notebook what it registered for the summary: headline results and source tags.</summary>
internal static partial class Registrations
{
    // From free to strict; a tag that is not among them is as strict as the last.
    private static readonly string[] Sources = ["Synthetic", "OpenDemo", "Credentialed"];

    public static IReadOnlyList<Headline> Headlines(NotebookFile notebook) =>
        [.. Html(notebook).SelectMany(h => HeadlinePattern().Matches(h)).Select(m => new Headline(Decode(m, "name"), Decode(m, "value")))];

    public static string? Source(NotebookFile notebook) =>
        Strictest(Html(notebook).SelectMany(h => SourcePattern().Matches(h)).Select(m => Decode(m, "tag")));

    public static string? Strictest(IEnumerable<string> tags)
    {
        var ranks = tags.Select(t => Array.IndexOf(Sources, t) is >= 0 and var rank ? rank : Sources.Length - 1).ToList();
        return ranks.Count == 0 ? null : Sources[ranks.Max()];
    }

    private static IEnumerable<string> Html(NotebookFile notebook) => notebook.Cells
        .SelectMany(c => c.Outputs)
        .OfType<DisplayOutput>()
        .Select(o => o.Data.GetValueOrDefault(DisplayOutput.Html))
        .OfType<string>();

    private static string Decode(Match match, string group) => WebUtility.HtmlDecode(match.Groups[group].Value);

    [GeneratedRegex("data-mimic-headline=\"(?<name>[^\"]*)\" data-mimic-value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HeadlinePattern();

    [GeneratedRegex("data-mimic-source=\"(?<tag>[^\"]*)\"")]
    private static partial Regex SourcePattern();
}
