using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tests.Access;

public class ProjectPagesTests
{
    public static TheoryData<string> Releases =>
        [.. ProjectCatalogue.All.SelectMany(p => p.Releases).Where(r => r.Refusal is null).Select(r => r.Name)];

    [Fact]
    public void The_catalogue_fits_a_terminal_and_names_every_project()
    {
        var text = ProjectCatalogue.Overview.ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.All(ProjectCatalogue.All, p => Assert.Contains($"  {p.Slug}/", text));
        Assert.All(ProjectCatalogue.All, p => Assert.Contains(p.Slug, ProjectCatalogue.Overview.ToHtml()));
        Assert.Contains("mimiciv/3.1, 2.2          about 10.6 GB   15 hours        notebooks 01 to 05", text);
        Assert.DoesNotContain("3.0", text);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void The_page_of_a_release_fits_a_terminal_and_ends_with_the_command_that_gets_it(string name)
    {
        var text = ProjectCatalogue.Find(name).Describe().ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        var release = ProjectCatalogue.Find(name);
        var user = release.Project.Access == ProjectAccess.Credentialed ? " --user NAME" : string.Empty;
        var all = release.Project.PatientFiles is null ? string.Empty : " --all";
        Assert.Contains($"\n  mimic data get {name}{user}{all}\n      all of it", text);
    }

    [Fact]
    public void A_page_says_why_a_version_is_refused_and_what_a_step_needs()
    {
        var page = ProjectCatalogue.Find("mimiciv").Describe();
        var words = string.Join(' ', page.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("mimiciv/3.0, which is refused: Its laboratory itemids", words);
        Assert.Contains("mimic data get mimiciv/3.1 --user NAME --step 05 only what notebooks 03 to 05 read: 8 of 31 tables, about 6.1 GB, 9 hours", words);
        Assert.Contains("mimic data guide", words);
        Assert.Contains("<code>mimic data get mimiciv/3.1 --user NAME --step 05</code>", page.ToHtml());
        Assert.DoesNotContain("mimic data guide", ProjectCatalogue.Find("demo").Describe().ToString());
    }

    [Fact]
    public void What_is_not_known_is_called_unknown()
    {
        var text = ProjectCatalogue.Find("mimic-iv-echo").Describe().ToString();
        Assert.Contains("Size       unknown", text);
        Assert.Contains("Download   unknown", text);
    }

    [Theory]
    [InlineData(0, "under a minute")]
    [InlineData(12_000_000, "a minute")]
    [InlineData(79_300_000, "7 minutes")]
    [InlineData(10_630_000_000, "15 hours")]
    [InlineData(612_400_000_000, "35 days")]
    public void The_time_is_that_of_four_connections_of_fifty_kilobytes_a_second(long bytes, string words) =>
        Assert.Equal(words, TransferTime.Words(bytes));

    [Fact]
    public void The_guide_goes_from_the_account_to_the_download()
    {
        var guide = AccessGuide.Standard;
        Assert.Equal(6, guide.Steps.Count);
        Assert.Contains("account", guide.Steps[0].Title);
        Assert.Contains("not the certificate", guide.Steps[2].Text);
        Assert.Contains("Massachusetts Institute of Technology Affiliates", guide.Steps[1].Text);
        Assert.All(guide.Steps, s => Assert.NotNull(s.Time));
        Assert.All(guide.Steps.Concat(guide.Meanwhile).Concat(guide.Rules).SelectMany(e => e.Links), l => Assert.Equal("https", l.Scheme));
        Assert.Contains(guide.Rules, r => r.Text.Contains("language model", StringComparison.Ordinal));
        Assert.All(guide.Meanwhile, m => Assert.NotEmpty(m.Commands));
    }

    [Fact]
    public void The_guide_fits_a_terminal_and_a_page()
    {
        var text = AccessGuide.Standard.ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("4. Apply for credentials (~ 20 minutes and one to several weeks of waiting)", text);
        Assert.Contains("   $ mimic data get mimic-iv-demo\n", text);
        var html = AccessGuide.Standard.ToHtml();
        Assert.Contains("<a href=\"https://physionet.org/about/citi-course/\">physionet.org/about/citi-course</a>", html);
        Assert.Equal(AccessGuide.Standard.Steps.Count, html[..html.IndexOf("</ol>", StringComparison.Ordinal)].Split("<li>").Length - 1);
    }

    [Fact]
    public void Long_words_are_not_broken()
    {
        var address = "https://physionet.org/" + new string('a', 90);
        Assert.Equal($"  see\n  {address}\n  there", Paragraph.Wrap($"see {address} there", "  "));
        Assert.Equal("- one\n  two", Paragraph.Wrap("one two", "  ", "- ", 6));
    }
}
