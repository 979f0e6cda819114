using Microsoft.DotNet.Interactive.Formatting;
using Mimic.Charts;
using Mimic.Display;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests;

/// <summary>
/// How our types look in kernels that we do not write: in .NET Interactive, whose own formatting package finds them by the name of an
/// attribute, and in Verso, which calls a public <c>ToHtml()</c>.
/// </summary>
public sealed class FormatterConventionTests
{
    public static TheoryData<object> Shown => [new Table("name").Add("<x>"), new Chart("title").AddLine("a", [1.0, 2], [3.0, 4])];

    [Theory]
    [MemberData(nameof(Shown))]
    public void The_package_of_dotnet_interactive_gives_our_html_and_our_text(object value)
    {
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(value.GetType()));
        Assert.Equal(Notebook.HtmlOf(value), value.ToDisplayString("text/html"));
        Assert.Equal(value.ToString(), value.ToDisplayString("text/plain"));
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Within_a_list_they_keep_their_html(object value) =>
        Assert.Contains(Notebook.HtmlOf(value)!, new[] { value }.ToDisplayString("text/html"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Shown))]
    public void Our_engine_gives_the_same(object value)
    {
        var forms = ValueFormatter.Format(value);
        Assert.Equal(value.ToDisplayString("text/html"), forms["text/html"]);
        Assert.Equal(value.ToDisplayString("text/plain"), forms["text/plain"]);
        Assert.Equal(value is Chart, forms.ContainsKey("application/vnd.plotly.v1+json"));
    }

    [Fact]
    public void A_type_of_the_notebook_that_draws_itself_is_drawn() =>
        Assert.Equal("<b>own</b>", ValueFormatter.Format(new OfNotebook())["text/html"]);

    [Fact]
    public void Text_and_numbers_stand_as_they_are() => Assert.Equal("0.5", Assert.Single(ValueFormatter.Format(0.5)).Value);

    private sealed class OfNotebook
    {
        public string ToHtml() => "<b>own</b>";
    }
}
