using System.Net;

namespace Mimic.Kernel.Pages;

/// <summary>
/// What all pages share: one file each with its styles inside, no script, and a policy that forbids anything from outside, so
/// that a page shows the same on a machine without a network, in an archive and in print.
/// </summary>
internal static class PageFrame
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

    private static readonly Lazy<string> Styles = new(() =>
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("Mimic.Kernel.Pages.page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>A whole page.</summary>
    /// <param name="title">For the window; encoded here.</param>
    /// <param name="body">The HTML of the body.</param>
    public static string Page(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Styles.Value}</style>
        </head>
        <body>
        {body}</body>
        </html>

        """;

    /// <summary>The banner of a source tag; empty for data whose source is not a concern of the page.</summary>
    /// <param name="source">The tag.</param>
    /// <param name="usesData">Whether the page was made from a data set.</param>
    public static string Banner(string? source, bool usesData) => (source, usesData) switch
    {
        ("Synthetic", _) => Banner("synthetic", "Synthetic data", "The patients of this page are invented. Nothing about real patients may be concluded from it."),
        ("OpenDemo", _) => Banner("open", "Open demo of MIMIC-IV", "100 real, de-identified patients, shared under the Open Database License."),
        (not null, _) => Banner(
            "credentialed", "Credentialed data: keep this page to yourself", "It was made from data under PhysioNet's credentialed data use agreement. Neither rows nor what is derived from them may be passed on."),
        (null, true) => Banner("credentialed", "Source of the data not stated", "Treat this page as made from credentialed data until you know better."),
        _ => string.Empty,
    };

    private static string Banner(string kind, string title, string text) =>
        $"<aside class=\"banner {kind}\"><strong>{title}.</strong> {text}</aside>\n";
}
