using System.Net;
using Mimic.Display;

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

    /// <summary>The banner of a source tag, which stands above all else; empty for a page that was made without data.</summary>
    /// <param name="source">The strictest tag of what the page shows; null if it shows no data.</param>
    public static string Banner(string? source) => source switch
    {
        null => string.Empty,
        "Synthetic" => Banner(source, "synthetic", "Synthetic data", "The patients of this page are invented. Nothing about real patients may be concluded from it."),
        "OpenDemo" => Banner(source, "open", "Open demo of MIMIC-IV", "100 real, de-identified patients, shared under the Open Database License."),
        SourceMark.Unknown => Banner(source, "credentialed", "Source of the data not stated", "Treat this page as made from credentialed data until you know better."),
        _ => Banner(
            source, "credentialed", "Credentialed data: keep this page to yourself", "It was made from data under PhysioNet's credentialed data use agreement. Neither rows nor what is derived from them may be passed on."),
    };

    private static string Banner(string source, string kind, string title, string text) =>
        $"<aside class=\"banner {kind}\" {SourceMark.Attribute}=\"{WebUtility.HtmlEncode(source)}\"><strong>{title}.</strong> {text}</aside>\n";
}
