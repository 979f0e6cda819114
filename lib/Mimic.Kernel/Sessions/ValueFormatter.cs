using Microsoft.DotNet.Interactive.Formatting;
using Mimic.Display;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// The forms in which a cell's value is shown: those of .NET Interactive, through its own formatting package, so that a page
/// looks like the notebook does in an editor. Text and numbers stand as plain text, without the style sheet that the package
/// wraps around them; everything else always has plain text beside the HTML, for front ends without HTML. A type may say by a
/// public <c>ToHtml()</c> how it looks, as in Verso, and by <c>ToPlotlyJson()</c> what an interactive figure shows.
/// </summary>
public static class ValueFormatter
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>The forms of a value by MIME type, the best first.</summary>
    /// <param name="value">The value of a cell's last expression.</param>
    public static IReadOnlyDictionary<string, string> Format(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Notebook.HtmlOf(value) is { } html)
        {
            forms[DisplayOutput.Html] = html;
            if (Notebook.TextOf(value, "ToPlotlyJson") is { } figure)
            {
                forms[Plotly] = figure;
            }
        }
        else if (!IsScalar(value))
        {
            foreach (var type in Formatter.GetPreferredMimeTypesFor(value.GetType()))
            {
                forms[type] = value.ToDisplayString(type);
            }
        }

        forms.TryAdd(DisplayOutput.Plain, value.ToDisplayString(DisplayOutput.Plain));
        return forms;
    }

    private static bool IsScalar(object value) =>
        value is string or decimal or DateTime or DateOnly or TimeOnly or TimeSpan or DateTimeOffset or Guid
        || value.GetType() is { IsPrimitive: true } or { IsEnum: true };
}
