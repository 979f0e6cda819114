using System.Text.RegularExpressions;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Checks;

/// <summary>
/// Checks what makes a folder of notebooks a course: the way from each to the next and back, its line in the index, exercises with their
/// solutions, and links that lead somewhere.
/// </summary>
public static partial class CourseCheck
{
    private const int LeastExercises = 4;
    private const string Index = "README.md";
    private const string Solutions = "solutions";

    /// <summary>Checks a course: the numbered notebooks (<c>01-name.ipynb</c>) of a folder, and the Markdown pages beside them.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What was found; nothing where the folder holds no numbered notebook.</returns>
    public static IReadOnlyList<Finding> Folder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var findings = new List<Finding>();
        var course = Notebooks(folder);
        var solutions = Notebooks(Path.Combine(folder, Solutions));

        // Read once; links of many pages name the sections of each.
        var texts = course.Concat(solutions).ToDictionary(Path.GetFullPath, Text);
        for (var i = 0; i < course.Count; i++)
        {
            var text = texts[Path.GetFullPath(course[i])];
            Neighbour(course, i, i - 1, "Before: ", text, findings);
            Neighbour(course, i, i + 1, "Next: ", text, findings);
            Exercises(course[i], text, texts, findings);
        }

        if (course.Count > 0)
        {
            Listed(course, Path.Combine(folder, Index), texts, findings);
            var pages = Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal);
            foreach (var file in course.Concat(solutions).Concat(pages))
            {
                Links(file, texts.GetValueOrDefault(Path.GetFullPath(file)) ?? File.ReadAllText(file), texts, findings);
            }
        }

        return findings;
    }

    private static List<string> Notebooks(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.ipynb").Where(p => Numbered().IsMatch(Path.GetFileName(p))).Order(StringComparer.Ordinal)]
        : [];

    private static string Text(string notebook) =>
        string.Join("\n\n", NotebookFile.Read(notebook).Cells.Where(c => c.Kind == CellKind.Markdown).Select(c => c.Source));

    private static void Neighbour(List<string> course, int own, int other, string word, string text, List<Finding> findings)
    {
        if (other < 0 || other >= course.Count)
        {
            return;
        }

        var target = Path.GetFileName(course[other]);
        if (!Regex.IsMatch(text, $@"{word}\[[^\]]*\]\({Regex.Escape(target)}\)"))
        {
            findings.Add(Of("neighbour", course[own], $"It has no line \"{word}\" with a link to {target}.", $"Write {word}[title]({target})."));
        }
    }

    private static void Exercises(string notebook, string text, Dictionary<string, string> texts, List<Finding> findings)
    {
        var parts = text.Split("\n## Exercises\n");
        var exercises = parts.Length == 2 ? parts[1].Split('\n').Count(l => Item().IsMatch(l)) : 0;
        if (exercises < LeastExercises)
        {
            findings.Add(Of(
                "exercises", notebook, $"It has {exercises} exercises; {LeastExercises} are asked for.", "Number them in a section ## Exercises at the end."));
        }

        var solution = Path.Combine(Path.GetDirectoryName(notebook)!, Solutions, Path.GetFileName(notebook));
        if (!texts.TryGetValue(Path.GetFullPath(solution), out var solved))
        {
            findings.Add(Of("exercises", notebook, "It has no notebook of solutions.", $"Write {Solutions}/{Path.GetFileName(notebook)}."));
            return;
        }

        var numbers = Solved().Matches(solved).SelectMany(m => Number().Matches(m.Value)).Select(m => m.Value).ToHashSet();
        foreach (var missing in Enumerable.Range(1, exercises).Select(n => $"{n}").Where(n => !numbers.Contains(n)))
        {
            findings.Add(Of("exercises", notebook, $"Exercise {missing} has no solution.", $"Solve it under **{missing}.** in {Solutions}/."));
        }
    }

    private static void Listed(List<string> course, string index, Dictionary<string, string> texts, List<Finding> findings)
    {
        var lines = File.Exists(index) ? File.ReadAllLines(index) : [];
        foreach (var notebook in course)
        {
            var minutes = Minutes().Match(texts[Path.GetFullPath(notebook)]).Groups[1].Value;
            var line = Array.Find(lines, l => l.StartsWith('|') && l.Contains($"]({Path.GetFileName(notebook)})", StringComparison.Ordinal));
            if (line is null)
            {
                findings.Add(Of("index", notebook, $"It is missing from the table of {index}.", "Add a line with its title, its minutes and a link."));
            }
            else if (minutes.Length == 0 || !line.Contains($"| {minutes} minutes |", StringComparison.Ordinal))
            {
                findings.Add(Of("index", notebook, $"Its minutes to read are not those in {index}.", "Make both say the same."));
            }
        }
    }

    private static void Links(string file, string text, Dictionary<string, string> texts, List<Finding> findings)
    {
        foreach (Match link in Link().Matches(text))
        {
            var (words, target) = (link.Groups[1].Value, Uri.UnescapeDataString(link.Groups[2].Value.Split('#')[0]));
            if (target.Length == 0 || target.Contains(':', StringComparison.Ordinal))
            {
                continue;
            }

            var path = Path.Combine(Path.GetDirectoryName(file)!, target);
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                findings.Add(Of("link", file, $"The link to {target} leads nowhere.", "Mend the path, or write what is missing."));
            }
            else if (texts.TryGetValue(Path.GetFullPath(path), out var named) && words is ['*', .. var section, '*']
                && !named.Split('\n').Any(l => Heading().Replace(l, string.Empty) == section && l.StartsWith('#')))
            {
                findings.Add(Of("link", file, $"{target} has no section \"{section}\".", "Name a heading of the notebook, word for word."));
            }
        }
    }

    private static Finding Of(string rule, string file, string problem, string remedy) => new(rule, file.Replace('\\', '/'), null, null, problem, remedy);

    [GeneratedRegex(@"^\d\d-.+\.ipynb$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Item();

    [GeneratedRegex(@"\*\*\d+(?:(?:, | and )\d+)*\.\*\*")]
    private static partial Regex Solved();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\| \*\*Time\*\* \| (\d+) minutes to read")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"(?<!!)\[([^\]\n]*)\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ ")]
    private static partial Regex Heading();
}
