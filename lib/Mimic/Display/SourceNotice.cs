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

    public string ToHtml() => $"<p class=\"mimic-source\" data-mimic-source=\"{WebUtility.HtmlEncode(Tag)}\"><em>{Words}</em></p>";

    public override string ToString() => Words;
}
