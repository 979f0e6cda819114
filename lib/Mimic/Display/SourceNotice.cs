using System.Net;

namespace Mimic.Display;

/// <summary>Where the data of a notebook come from, in a sentence; see <see cref="Notebook.Source"/>.</summary>
[TypeFormatterSource]
internal sealed record SourceNotice(string Tag)
{
    private string Words => Tag switch
    {
        "Synthetic" => "Synthetic data: invented patients, free to share. Nothing about real patients may be concluded from them.",
        "OpenDemo" => "The open demo of MIMIC-IV: 100 real, de-identified patients, under the Open Database License.",
        _ => "Credentialed data: neither rows nor what is derived from them, this page included, may be passed on.",
    };

    // Pages made by Jupyter have no banner of ours: there the notice itself must be seen.
    private string Style => Tag is "Synthetic" or "OpenDemo"
        ? "border-left:4px solid #2a7f9e;padding:0.3em 0.8em"
        : "border:2px solid #b3261e;border-left-width:8px;padding:0.5em 0.8em;font-weight:bold";

    public string ToHtml() =>
        $"<p class=\"mimic-source\" {SourceMark.Attribute}=\"{WebUtility.HtmlEncode(Tag)}\" style=\"{Style}\"><em>{Words}</em></p>";

    public override string ToString() => Words;
}
