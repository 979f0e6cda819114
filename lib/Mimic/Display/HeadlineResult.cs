using System.Net;

namespace Mimic.Display;

/// <summary>A result that belongs into a summary; see <see cref="Notebook.Headline"/>.</summary>
[TypeFormatterSource]
internal sealed record HeadlineResult(string Name, string Value)
{
    private const string Style = "border-left:4px solid #2a7f9e;padding:0.3em 0.8em;margin:0.6em 0";

    public string ToHtml()
    {
        var (name, value) = (WebUtility.HtmlEncode(Name), WebUtility.HtmlEncode(Value));
        return $"<p class=\"mimic-headline\" data-mimic-headline=\"{name}\" data-mimic-value=\"{value}\" style=\"{Style}\">"
            + $"<span>{name}:</span> <strong>{value}</strong></p>";
    }

    public override string ToString() => $"{Name}: {Value}";
}
