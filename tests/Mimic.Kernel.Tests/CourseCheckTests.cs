using System.Text.Json;
using Mimic.Kernel.Checks;

namespace Mimic.Kernel.Tests;

public sealed class CourseCheckTests : IDisposable
{
    private const string Exercises = "## Exercises\n\n1. A\n2. B\n3. C\n4. D\n";
    private const string Time = "| **Time** | 20 minutes to read, seconds to run |\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-course-").FullName;

    public CourseCheckTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "solutions"));
        Notebook("01-one.ipynb", $"# 1\n{Time}", "## Look here", Exercises, "Solutions: [s](solutions/) · Next: [2 · Two](02-two.ipynb)");
        Notebook("02-two.ipynb", $"# 2\n{Time}\nBefore: [1 · One](01-one.ipynb) · Next: x", Exercises);
        Notebook("solutions/01-one.ipynb", "**1 and 2.** x", "**3.** y", "**4.** z");
        Notebook("solutions/02-two.ipynb", "**1.** a", "**2, 3 and 4.** b");
        Page("README.md", "| 1 | [One](01-one.ipynb) | 20 minutes |\n| 2 | [Two](02-two.ipynb) | 20 minutes |\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_whole_course_has_no_findings() => Assert.Empty(CourseCheck.Folder(_folder));

    [Fact]
    public void Notebooks_without_numbers_are_no_course()
    {
        var other = Directory.CreateTempSubdirectory("mimic-none-").FullName;
        Assert.Empty(CourseCheck.Folder(other));
        Directory.Delete(other);
    }

    [Fact]
    public void The_way_to_the_next_and_back_must_be_there()
    {
        Notebook("01-one.ipynb", $"# 1\n{Time}", "## Look here", Exercises, "Next: [3](03-three.ipynb) · Before: [2](02-two.ipynb)");
        Page("03-three.ipynb.md", "x");
        Assert.Contains("\"Next: \" with a link to 02-two.ipynb", Found("neighbour"));
        Notebook("01-one.ipynb", $"# 1\n{Time}", Exercises, "Next: [2](02-two.ipynb)");
        Notebook("02-two.ipynb", $"# 2\n{Time}\n", Exercises);
        Assert.Contains("\"Before: \" with a link to 01-one.ipynb", Found("neighbour"));
    }

    [Fact]
    public void Exercises_are_counted_and_solved()
    {
        Notebook("02-two.ipynb", $"# 2\n{Time}\nBefore: [1](01-one.ipynb)", "## Exercises\n\n1. A\n2. B\n");
        Assert.Contains("It has 2 exercises", Found("exercises"));
        Notebook("02-two.ipynb", $"# 2\n{Time}\nBefore: [1](01-one.ipynb)", Exercises);
        Notebook("solutions/02-two.ipynb", "**1 and 3.** a, 4 apples");
        Assert.Equal(2, CourseCheck.Folder(_folder).Count(f => f.Problem is "Exercise 2 has no solution." or "Exercise 4 has no solution."));
        File.Delete(Path.Combine(_folder, "solutions", "02-two.ipynb"));
        Assert.Contains("no notebook of solutions", Found("exercises"));
    }

    [Fact]
    public void The_index_lists_every_notebook_with_its_minutes()
    {
        Page("README.md", "| 1 | [One](01-one.ipynb) | 25 minutes |\n");
        var findings = CourseCheck.Folder(_folder);
        Assert.Contains(findings, f => f.Notebook.EndsWith("01-one.ipynb", StringComparison.Ordinal) && f.Problem.Contains("minutes"));
        Assert.Contains(findings, f => f.Notebook.EndsWith("02-two.ipynb", StringComparison.Ordinal) && f.Problem.Contains("missing from the table"));
    }

    [Theory]
    [InlineData("[x](nowhere.md)", "leads nowhere")]
    [InlineData("[*No such part*](01-one.ipynb)", "no section")]
    [InlineData("[*look here*](01-one.ipynb)", "no section")]
    public void A_link_must_lead_somewhere(string link, string problem)
    {
        Page("page.md", $"See {link}.");
        Assert.Contains(problem, Found("link"));
    }

    [Theory]
    [InlineData("[*Look here*](01-one.ipynb)")]
    [InlineData("[x](https://example.org/a.ipynb) [y](#anchor) [z](solutions/) ![film](gone.png)")]
    public void A_good_link_is_left_alone(string link)
    {
        Page("page.md", link);
        Assert.Empty(CourseCheck.Folder(_folder));
    }

    private string Found(string rule) => Assert.Single(CourseCheck.Folder(_folder), f => f.Rule == rule).Problem;

    private void Page(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private void Notebook(string name, params string[] texts) => Page(name, JsonSerializer.Serialize(new
    {
        cells = texts.Select((t, i) => new { cell_type = "markdown", id = $"c{i}", metadata = new { }, source = t }),
        metadata = new { },
        nbformat = 4,
        nbformat_minor = 5,
    }));
}
