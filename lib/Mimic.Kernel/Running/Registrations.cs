using System.Net;
using System.Text.RegularExpressions;
using Mimic.Display;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Running;

/// <summary>Finds in the outputs of a notebook what it registered for the summary: headline results and source tags.</summary>
internal static partial class Registrations
{
    public static IReadOnlyList<Headline> Headlines(NotebookFile notebook) =>
        [.. Html(notebook).SelectMany(h => HeadlinePattern().Matches(h)).Select(m => new Headline(Decode(m, "name"), Decode(m, "value")))];

    /// <summary>The strictest source that a notebook showed; unknown if it reads data and showed none, null if it reads none.</summary>
    public static string? Source(NotebookFile notebook) =>
        SourceMark.Strictest(Html(notebook).SelectMany(h => SourcePattern().Matches(h)).Select(m => Decode(m, "tag")))
            ?? (Parameters.Of(notebook).ContainsKey(CourseRun.DataFolderParameter) ? SourceMark.Unknown : null);

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
