using System.Text.RegularExpressions;
using Mimic.Access;
using Mimic.Kernel.Sessions;
using Mimic.Trajectories;

namespace Mimic.Kernel.Tests;

/// <summary>The examples of <c>lib/Mimic/Trajectories/README.md</c> run as they stand.</summary>
public sealed partial class TrajectoriesPageTests
{
    [Fact]
    public async Task Its_examples_run()
    {
        var root = Root();
        using var folder = new TemporaryFolder();
        var store = TrajectoryBuilder.Build(MimicDataset.Open(Path.Combine(root, "data-demo")), new() { Output = folder.Path, Cpus = 2 });
        var session = new CellSession(folder.Path);
        await Run(session, $"#r \"{Path.GetRelativePath(folder.Path, typeof(MimicException).Assembly.Location).Replace('\\', '/')}\"\nusing Mimic.Trajectories;");
        await Run(session, $"var store = TrajectoryStore.Open(@\"{store.Folder}\");");

        var examples = Examples().Matches(await File.ReadAllTextAsync(Path.Combine(root, "lib/Mimic/Trajectories/README.md"), TestContext.Current.CancellationToken));
        Assert.Equal(3, examples.Count);
        foreach (Match example in examples)
        {
            await Run(session, example.Groups["code"].Value);
        }

        await Run(session, "if (!(age > 0 && deaths > 0 && count > 0 && sum > 0 && withTime > 0)) throw new Exception(\"an example found nothing\");");
    }

    private static async Task Run(CellSession session, string code)
    {
        var failure = await session.RunAndShowAsync(code, "example", new CellOutputs());
        Assert.True(failure is null, failure?.Message);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MimicNotebooks.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
