using System.Text.RegularExpressions;
using Mimic.Kernel.Files;
using Mimic.Kernel.Pages;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Tests;

public sealed partial class PageTests
{
    private static readonly NotebookOutcome Outcome = new("03-x", "Title <3>", 1.5, null, [new("AUROC", "0.85")], "Synthetic");

    [Fact]
    public void A_page_is_well_formed_and_needs_nothing_from_outside()
    {
        var page = Page(Rich(), Outcome);
        AssertBalanced(page);
        AssertSelfContained(page);
    }

    [Fact]
    public void The_index_is_well_formed_and_has_the_headlines()
    {
        var index = IndexPage.ToHtml([Outcome, Outcome with { Name = "04-y", Failure = "04-y.ipynb, code cell 1: <b>\nbroken" }]);
        AssertBalanced(index);
        AssertSelfContained(index);
        Assert.Contains("<dt>AUROC</dt><dd>0.85</dd>", index, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", index, StringComparison.Ordinal);
        Assert.Contains("href=\"04-y.html\"", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_make_the_contents_and_links_to_notebooks_lead_to_pages()
    {
        var page = Page(Rich(), Outcome);
        Assert.Contains("<a href=\"#the-data\">The data</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#the-data-2\">The data</a>", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"the-data-2\">", page, StringComparison.Ordinal);
        Assert.Contains("href=\"04-next.html\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_beside_the_notebook_is_put_into_the_page_and_one_from_elsewhere_is_a_link()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dot.svg", "<svg/>");
        var notebook = new NotebookFile([NotebookCell.Markdown("![dot](dot.svg) ![far](https://example.org/x.png)", "m")]);
        var page = new NotebookPage(notebook, Outcome, folder.Path).ToHtml();
        Assert.Contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"dot\"", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/x.png\">far</a>", page, StringComparison.Ordinal);
        AssertSelfContained(page);
    }

    [Fact]
    public void The_code_on_a_page_is_the_code_of_the_cell()
    {
        const string Code = "#r \"../a.dll\"\n// why\nvar s = $\"{1:0.0} <b>\"; /* c */\nawait foreach (var x in F<int>('c', 1e-3, @\"q\"\"\")) { }\nunfinished(";
        var html = Regex.Match(Page(new([NotebookCell.Code(Code, "c")]), Outcome), "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(Code, System.Net.WebUtility.HtmlDecode(TagPattern().Replace(html, string.Empty)));
        Assert.Contains("<span class=\"k\">await</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"c\">// why</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_folds_cell_by_cell_and_all_at_once_without_a_script()
    {
        var page = Page(Rich(), Outcome);
        Assert.Equal(2, Regex.Count(page, "<details class=\"source\" open><summary>Code</summary><pre class=\"source\""));
        Assert.Contains("<input type=\"checkbox\" id=\"hide-code\"", page, StringComparison.Ordinal);
        Assert.Contains("body:has(#hide-code:checked) details.source", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"hide-code\"", Page(new([NotebookCell.Markdown("# Only text", "m")]), Outcome), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_heading_has_a_link_to_itself() =>
        Assert.Contains("The data <a class=\"anchor\" href=\"#the-data-2\" aria-label=\"Link to this section\">#</a></h2>", Page(Rich(), Outcome), StringComparison.Ordinal);

    [Fact]
    public void Links_lead_to_pages_beside_this_one_and_words_without_a_page_are_not_linked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("words.md", "# The words & more\n\n## A\n\n[back](01-a.ipynb) [traps](traps.md)");
        folder.Write("traps.md", "# Traps\n\n[words](words.md)");
        var cell = NotebookCell.Markdown(
            "[w](words.md#a) [all](README.md) [s](solutions/01-a.ipynb) [up](../README.md) [gone](gone.md) [here](#x) [n](04-y.ipynb#b)", "m");
        var notebook = new NotebookPage(new NotebookFile([cell]), Outcome, folder.Path);
        var page = notebook.ToHtml();
        Assert.Equal(["words.md"], notebook.Companions);
        foreach (var link in (string[])["words.html#a\">w", "index.html\">all", "#x\">here", "04-y.html#b\">n"])
        {
            Assert.Contains($"<a href=\"{link}</a>", page, StringComparison.Ordinal);
        }

        Assert.Contains("<em>s</em> <em>up</em> <em>gone</em>", page, StringComparison.Ordinal);

        var companion = new CompanionPage(Path.Combine(folder.Path, "words.md"));
        var words = companion.ToHtml();
        AssertBalanced(words);
        AssertSelfContained(words);
        Assert.Equal(("words", "The words & more"), (companion.Name, companion.Title));
        Assert.Equal(["traps.md"], companion.Companions);
        Assert.Contains("href=\"words.html\">The words &amp; more</a>", IndexPage.ToHtml([Outcome], [companion]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_colour_of_the_page_is_set_for_light_for_dark_and_for_print()
    {
        var css = Regex.Match(Page(Rich(), Outcome), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var blocks = Regex.Matches(css, ":root \\{(.*?)\\}", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToList();
        var names = blocks.Select(b => Regex.Matches(b, "--[a-z-]+(?=:)").Select(v => v.Value).Order().ToList()).ToList();
        Assert.Equal(3, names.Count);
        Assert.All(names, n => Assert.Equal(names[0], n));
        Assert.Contains("color-scheme: light;", blocks[2], StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(css, "var\\((--[a-z-]+)\\)").Select(m => m.Groups[1].Value).Except(names[0]));
    }

    [Theory]
    [InlineData("Synthetic", "banner synthetic")]
    [InlineData("OpenDemo", "banner open")]
    [InlineData("Credentialed", "banner credentialed")]
    [InlineData(null, "Source of the data not stated")]
    public void Each_source_has_its_banner(string? source, string banner) =>
        Assert.Contains(banner, Page(Rich(), Outcome with { Source = source }), StringComparison.Ordinal);

    [Theory]
    [InlineData("Credentialed", "Synthetic", "keep this page to yourself")]
    [InlineData("Unknown", "Synthetic", "Source of the data not stated")]
    [InlineData("Unknown", "Credentialed", "keep this page to yourself")]
    [InlineData("OpenDemo", "Synthetic", "Open demo of MIMIC-IV")]
    public void The_strictest_source_stands_above_all_else_on_the_index(string one, string other, string banner)
    {
        var page = IndexPage.ToHtml([Outcome with { Source = one }, Outcome with { Source = other }, Outcome with { Source = null }]);
        Assert.InRange(page.IndexOf(banner, StringComparison.Ordinal), 0, page.IndexOf("<h1", StringComparison.Ordinal));
    }

    [Fact]
    public void The_banner_stands_above_all_else_on_a_page()
    {
        var page = Page(Rich(), Outcome with { Source = "Credentialed" });
        Assert.InRange(page.IndexOf("<aside class=\"banner credentialed\" data-mimic-source=\"Credentialed\">", StringComparison.Ordinal), 0, page.IndexOf("class=\"neighbours\"", page.IndexOf("<main>", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void A_notebook_that_reads_data_and_does_not_say_which_is_of_unknown_source() =>
        Assert.Equal("Unknown", Registrations.Source(new NotebookFile([NotebookCell.Code("var dataFolder = \"x\";", "p", "parameters")])));

    [Fact]
    public void The_notice_of_credentialed_data_is_seen_without_our_style_sheet() =>
        Assert.Contains("border:2px solid", new Display.SourceNotice("Credentialed").ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void A_failure_stands_at_the_top_of_its_page()
    {
        var page = Page(Rich(), Outcome with { Failure = "03-x.ipynb, code cell 2: wrong" });
        Assert.Contains("banner failed", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("code cell 2: wrong", StringComparison.Ordinal) < page.IndexOf("<h1", StringComparison.Ordinal));
    }

    [Fact]
    public void Headlines_and_the_strictest_source_are_found_in_the_outputs()
    {
        var cell = NotebookCell.Code("1", "c");
        foreach (var html in new[]
        {
            new Display.HeadlineResult("AUROC \"held-out\"", "0.85 (0.80 to 0.90) <").ToHtml(),
            new Display.SourceNotice("Synthetic").ToHtml(),
            new Display.SourceNotice("Monday").ToHtml(),
        })
        {
            cell.Outputs.Add(new DisplayOutput(new Dictionary<string, string> { ["text/html"] = html }));
        }

        var notebook = new NotebookFile([cell]);
        Assert.Equal([new Headline("AUROC \"held-out\"", "0.85 (0.80 to 0.90) <")], Registrations.Headlines(notebook));
        Assert.Equal("Credentialed", Registrations.Source(notebook));
        Assert.Null(Registrations.Source(new NotebookFile([])));
    }

    private static string Page(NotebookFile notebook, NotebookOutcome outcome) => new NotebookPage(notebook, outcome, ".")
    {
        Previous = outcome with { Name = "02-w", Title = "Before & all" },
        Next = outcome with { Name = "04-y" },
    }.ToHtml();

    private static NotebookFile Rich()
    {
        var code = NotebookCell.Code("var x = new List<int> { 1 }; // \"&\"", "c");
        code.ExecutionCount = 1;
        code.Outputs.AddRange(
        [
            new StreamOutput("stdout", "a < b\n"),
            new StreamOutput("stderr", "warning\n"),
            new DisplayOutput(Kernel.Sessions.ValueFormatter.Format(new[] { new { A = 1, B = "<x>" } }), IsResult: true),
            new DisplayOutput(new Dictionary<string, string> { ["text/html"] = "<p>x</p><script src=\"https://example.org/x.js\"></script>" }),
            new DisplayOutput(new Dictionary<string, string> { ["image/png"] = "AAAA\n" }),
            new DisplayOutput(new Dictionary<string, string> { ["application/pdf"] = "x" }),
            new ErrorOutput("E", "v", ["code cell 1: E", "v < w"]),
        ]);
        return new(
        [
            NotebookCell.Markdown("# Title <3>\n\nText with `code`, a [link](04-next.ipynb) and\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [ ] task\n\n---", "m1"),
            NotebookCell.Markdown("## The data\n\n> quote\n\n## The data", "m2"),
            NotebookCell.Code("var dataFolder = \"x\";", "p", "parameters"),
            code,
        ]);
    }

    private static void AssertSelfContained(string page)
    {
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(script|link|iframe|object|embed|base)\\b", page);
        Assert.DoesNotMatch("\\b(src|srcset|poster)=\"(?!data:)", page);
        Assert.DoesNotMatch("url\\(|@import", page);
    }

    // Every start tag has its end tag, in order; elements that HTML ends by itself are not used, save the void ones.
    private static void AssertBalanced(string page)
    {
        string[] alone = ["meta", "br", "hr", "img", "input", "wbr"];
        var open = new Stack<string>();
        foreach (Match tag in TagPattern().Matches(Regex.Replace(page, "<style>.*?</style>|<!DOCTYPE html>", string.Empty, RegexOptions.Singleline)))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (!alone.Contains(name) && !tag.Value.EndsWith("/>", StringComparison.Ordinal))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
        var ids = Regex.Matches(page, "\\bid=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [GeneratedRegex("</?(?<name>[a-zA-Z][a-zA-Z0-9]*)(?:\\s[^<>]*)?/?>")]
    private static partial Regex TagPattern();
}
