using Mimic.Access;

namespace Mimic.Tests.Access;

public sealed class ChecksumListTests
{
    private const string Sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Other = "ff23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(" ")]
    [InlineData("  ")]
    [InlineData(" *")]
    [InlineData(" ./")]
    public void One_space_two_spaces_a_star_and_a_dot_are_understood(string between)
    {
        var entry = Assert.Single(ChecksumList.Parse($"{Sum}{between}hosp/patients.csv.gz\n", "list").Entries);
        Assert.Equal(new("hosp/patients.csv.gz", Sum), entry);
    }

    [Fact]
    public void Line_ends_of_Windows_capitals_a_mark_and_empty_lines_are_understood()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("SHA256SUMS.txt", $"\uFEFF{Sum.ToUpperInvariant()} a b.txt\r\n{Other} c\r\n\r\n");
        var list = ChecksumList.Read(path);
        Assert.Equal([new("a b.txt", Sum), new("c", Other)], list.Entries);
        Assert.Equal(Other, list.Find("c")!.Sha256);
        Assert.Null(list.Find("C"));
    }

    [Theory]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("C:/data", "absolute")]
    [InlineData("../x", "..")]
    [InlineData("hosp/../../x", "..")]
    [InlineData(@"hosp\x", "backslash")]
    [InlineData(@"..\x", "backslash")]
    [InlineData("hosp//x", "empty part")]
    [InlineData("hosp/", "empty part")]
    [InlineData("hosp/./x", "empty part")]
    [InlineData("a\tb", "control")]
    public void A_path_that_leads_elsewhere_makes_the_list_unusable(string path, string flaw)
    {
        var problem = Assert.Throws<MimicException>(() => ChecksumList.Parse($"{Sum} fine\n{Sum} {path}\n", "SHA256SUMS.txt")).Problem;
        Assert.StartsWith("SHA256SUMS.txt, line 2: ", problem);
        Assert.Contains(flaw, problem);
    }

    [Theory]
    [InlineData("hosp/patients.csv.gz")]
    [InlineData("0123 hosp/patients.csv.gz")]
    [InlineData(Sum)]
    [InlineData(Sum + " ")]
    [InlineData(Sum + "\thosp/patients.csv.gz")]
    [InlineData(Sum + "0 hosp/patients.csv.gz")]
    [InlineData("\\" + Sum + "  a\\nb")]
    [InlineData("# a comment")]
    public void A_line_that_is_not_a_sum_is_named_but_not_repeated(string line)
    {
        var problem = Assert.Throws<MimicException>(() => ChecksumList.Parse($"{Sum} fine\n{line}\n", "SHA256SUMS.txt")).Problem;
        Assert.StartsWith("SHA256SUMS.txt, line 2 is not a checksum", problem);
        Assert.DoesNotContain("patients", problem);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>", "HTML")]
    [InlineData("\n  <html lang=\"en\">", "HTML")]
    [InlineData("{\"error\": 401}", "JSON")]
    public void A_page_instead_of_a_list_is_called_one(string text, string what) =>
        Assert.Contains(what, Assert.Throws<MimicException>(() => ChecksumList.Parse(text, "SHA256SUMS.txt")).Problem);

    [Fact]
    public void A_list_without_files_is_an_error() =>
        Assert.Contains("lists no file", Assert.Throws<MimicException>(() => ChecksumList.Parse("\n", "SHA256SUMS.txt")).Problem);

    [Fact]
    public void A_file_twice_with_one_sum_counts_once_and_with_two_sums_is_an_error()
    {
        Assert.Single(ChecksumList.Parse($"{Sum} a\n{Sum}  a\n", "list").Entries);
        var problem = Assert.Throws<MimicException>(() => ChecksumList.Parse($"{Sum} a\n{Sum} b\n{Other} a\n", "list")).Problem;
        Assert.Equal("list, line 3: the file of line 1 again, with another sum.", problem);
    }

    [Fact]
    public void A_missing_list_is_one_clear_error() =>
        Assert.Contains("cannot be read", Assert.Throws<MimicException>(() => ChecksumList.Read("/nowhere/SHA256SUMS.txt")).Problem);

    [Fact]
    public void Whatever_a_list_is_turned_into_it_is_refused_or_leads_nowhere_else()
    {
        var random = new SeededRandom(20);
        var whole = $"{Sum} hosp/a.csv.gz\n{Other}  icu/b.csv\n{Sum} *LICENSE.txt\r\n";
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = whole.ToCharArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = random.Pick(["/", ".", "\\", "\n", " ", "*", "C:", "\0", "ä", "<"])[0];
            }

            try
            {
                var list = ChecksumList.Parse(new string(text), "list");
                read++;
                var root = Path.GetFullPath("/data/mimic/");
                Assert.All(list.Entries, e => Assert.StartsWith(root, Path.GetFullPath(e.Path, root)));
                Assert.All(list.Entries, e => Assert.Matches("^[0-9a-f]{64}$", e.Sha256));
            }
            catch (MimicException)
            {
                // Refused, with a sentence.
            }
        }

        Assert.InRange(read, 1_000, 19_000);
    }

    [Fact]
    public void The_list_of_the_synthetic_hospital_is_read() =>
        Assert.NotNull(ChecksumList.Read(Path.Combine(Repository.Folder, "data-demo", "SHA256SUMS.txt")).Find("hosp/patients.csv.gz"));

    [Fact]
    public void The_lists_of_the_open_demo_are_read()
    {
        var folder = RealDemo.PathOrSkip();
        Assert.NotNull(ChecksumList.Read(Path.Combine(folder, "SHA256SUMS.txt")).Find("hosp/patients.csv.gz"));
        Assert.NotNull(ChecksumList.Read(Path.Combine(folder, "SHA256SUMS-ed.txt")).Find("ed/triage.csv.gz"));
    }
}
