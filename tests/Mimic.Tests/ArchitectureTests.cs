using System.Text.RegularExpressions;
using Mimic.Display;

namespace Mimic.Tests;

/// <summary>The plan of the library: data flow one way, files stay small, and what draws itself says so.</summary>
public partial class ArchitectureTests
{
    /// <summary>What is below the way of the data and used by all of it; of these, the others use Display.</summary>
    private static readonly string[] Ground = ["Display", "Native", "Charts"];

    /// <summary>The way of the data. A step may use those before it.</summary>
    private static readonly string[] Way = ["Access", "Tables", "Trajectories", "Cohorts", "Features", "Models", "Course"];

    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Folder, "lib", "Mimic")).Select(f => Path.GetFileName(f)).Except(["bin", "obj"])];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_step_uses_only_steps_before_it(string folder)
    {
        var allowed = Allowed(folder).Append(folder).ToHashSet();
        var wrong =
            from file in Repository.SourceFiles($"lib/Mimic/{folder}")
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from use in Use().Matches(line)
            where !allowed.Contains(use.Groups[1].Value)
            select $"{Path.GetRelativePath(Repository.Folder, file)}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_are_those_of_the_folders()
    {
        var wrong =
            from folder in Folders.Select(row => row.Data)
            from file in Repository.SourceFiles($"lib/Mimic/{folder}")
            from line in File.ReadLines(file)
            where line.StartsWith("namespace ", StringComparison.Ordinal)
            where line != $"namespace Mimic.{folder};" && !line.StartsWith($"namespace Mimic.{folder}.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Folder, file)}: {line}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_notebook_engine_knows_nothing_of_medicine()
    {
        var wrong =
            from file in Repository.SourceFiles("lib/Mimic.Kernel")
            from line in File.ReadLines(file)
            where line.StartsWith("using Mimic.", StringComparison.Ordinal)
            where !line.StartsWith("using Mimic.Kernel", StringComparison.Ordinal) && line != "using Mimic.Display;"
            select $"{Path.GetRelativePath(Repository.Folder, file)}: {line}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var longest = new[] { "lib", "tests" }.SelectMany(Repository.SourceFiles).MaxBy(f => File.ReadLines(f).Count())!;
        Assert.True(File.ReadLines(longest).Count() <= 300, $"{longest} is too long.");
    }

    [Fact]
    public void Every_type_that_draws_itself_is_marked_for_notebooks()
    {
        var unmarked = typeof(MimicException).Assembly.GetTypes()
            .Where(t => t.IsPublic && t.GetMethod("ToHtml", Type.EmptyTypes) is { IsStatic: false })
            .Where(t => !t.IsDefined(typeof(TypeFormatterSourceAttribute), inherit: false));
        Assert.Empty(unmarked);
    }

    [Fact]
    public void Texts_with_formatted_numbers_do_not_depend_on_the_culture()
    {
        var wrong =
            from file in Repository.SourceFiles("lib/Mimic")
            where !file.Contains($"{Path.DirectorySeparatorChar}Synthetic{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where FormattedNumber().IsMatch(line) && !line.Contains("Invariant", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Folder, file)}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Allowed(string folder) => folder switch
    {
        "Display" => [],
        "Native" or "Charts" => ["Display"],
        "Synthetic" => ["Display", "Native", "Tables"],
        _ => Ground.Concat(Way.TakeWhile(step => step != folder)),
    };

    [GeneratedRegex(@"(?<!namespace |[""\w.])Mimic\.([A-Z]\w+)")]
    private static partial Regex Use();

    // A hole such as {count:#,0}, {share:0.00}, {x:R} or {time:yyyy-MM-dd}.
    [GeneratedRegex(@"\{[^{}""]+:(#,0|0|\+0|R|yyyy)[^{}""]*\}")]
    private static partial Regex FormattedNumber();
}
