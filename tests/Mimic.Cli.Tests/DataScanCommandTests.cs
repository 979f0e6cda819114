using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public sealed class DataScanCommandTests : IDisposable
{
    // Made here, so that the source holds no number in the ranges of MIMIC.
    private static readonly string Rows = "subject_id,hadm_id\n" + string.Concat(
        Enumerable.Range(1, 4).Select(i => $"{10_000_000 + (i * 123_457)},{20_000_000 + (i * 234_567)}\n"));

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Findings_are_listed_without_a_value_and_counted_at_the_end()
    {
        Write("a.csv", Rows);
        var (code, output, _) = await Run("data", "scan", _folder);
        Assert.Equal(1, code);
        Assert.StartsWith("a.csv, line 2:1: identifier: 8 digits from 1; its column has the name of such numbers; 8 times.", output, StringComparison.Ordinal);
        Assert.Contains("1 finding in 1 of the files (1 identifier): 1 file", output, StringComparison.Ordinal);
        Assert.DoesNotContain("10123457", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_findings_it_ends_well()
    {
        Write("a.csv", "subject_id,hadm_id\n90000001,60000001\n");
        Assert.Equal(0, (await Run("data", "scan", _folder)).Code);
    }

    [Theory]
    [InlineData("data", "scan")]
    [InlineData("data", "scan", "no-such-folder")]
    [InlineData("data", "scan", "--staged", ".")]
    public async Task What_cannot_be_meant_is_a_misuse(params string[] arguments) => Assert.Equal(2, (await Run(arguments)).Code);

    [Fact]
    public async Task Programs_get_the_findings_as_json()
    {
        Write("a.csv", Rows);
        var (code, output, _) = await Run("data", "scan", Path.Combine(_folder, "a.csv"), "--json");
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal(("identifier", 2, 1), (finding.GetProperty("kind").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void A_commit_with_rows_is_refused_and_nothing_is_committed()
    {
        Repository();
        Write("ein Ordner/Größen und Maße.csv", Rows);
        Git("add", "-A");
        var (code, output) = Commit();
        Assert.NotEqual(0, code);
        Assert.Contains("ein Ordner/Größen und Maße.csv, line 2:1: identifier", output, StringComparison.Ordinal);
        Assert.Contains("the commit was stopped", output, StringComparison.Ordinal);
        Assert.NotEqual(0, Git("rev-parse", "HEAD").Code);
    }

    [Fact]
    public void What_an_entry_with_a_reason_allows_is_committed()
    {
        Repository();
        Write("a.csv", Rows);
        Write(".mimic-scan", "*.csv identifier made up for a test\n");
        Git("add", "-A");
        Assert.Equal(0, Commit().Code);
    }

    [Fact]
    public async Task An_entry_that_matches_nothing_is_stale()
    {
        Repository();
        Write("a.txt", "nothing\n");
        Write(".mimic-scan", "*.csv identifier made up for a test\n");
        var (code, output, _) = await Run("data", "scan", _folder);
        Assert.Equal(1, code);
        Assert.StartsWith(".mimic-scan, line 1:1: allowance: an entry that matches nothing", output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("data", "scan", Path.Combine(_folder, "a.txt"))).Code);
    }

    [Fact]
    public async Task What_git_ignores_is_left_out_unless_it_is_named()
    {
        Repository();
        Write(".gitignore", "lib/\nout/\n");
        Write("out/a.csv", Rows);
        Assert.Equal(0, (await Run("data", "scan", _folder)).Code);
        Assert.Equal(1, (await Run("data", "scan", Path.Combine(_folder, "out"))).Code);
    }

    [Fact]
    public void What_is_staged_counts_and_not_what_lies_on_the_disk()
    {
        Repository();
        Write("a.csv", "nothing\n");
        Git("add", "-A");
        Write("a.csv", Rows);
        Write("not-added.csv", Rows);
        Assert.Equal(0, Commit().Code);

        Git("add", "a.csv");
        Write("a.csv", "nothing\n");
        Assert.NotEqual(0, Commit().Code);
    }

    [Fact]
    public void A_deleted_file_and_one_that_is_unchanged_do_not_hinder()
    {
        Repository();
        Write("a.csv", Rows);
        Write("b.csv", Rows);
        Git("add", "-A");
        Assert.Equal(0, Git("commit", "-q", "--no-verify", "-m", "before").Code);
        File.Delete(Path.Combine(_folder, "a.csv"));
        Write("c.txt", "new\n");
        Git("add", "-A");
        Assert.Equal(0, Commit().Code);
    }

    [Fact]
    public void Without_the_command_the_hook_says_what_to_do_and_stops()
    {
        Repository(withCommand: false);
        Write("a.txt", "nothing\n");
        Git("add", "-A");
        var (code, output) = Commit();
        Assert.NotEqual(0, code);
        Assert.Contains("environment/setup.sh", output, StringComparison.Ordinal);
        Assert.Contains("--no-verify", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([DataCommand.Create()], args, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>A repository with the hook of this one, and the command where the hook looks for it.</summary>
    private void Repository(bool withCommand = true)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hook is a script of the shell.");
        Git("init", "-q");
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "MimicNotebooks.sln")))
        {
            above = above.Parent!;
        }

        var hooks = Directory.CreateDirectory(Path.Combine(_folder, ".git", "our-hooks")).FullName;
        File.Copy(Path.Combine(above.FullName, "environment", "hooks", "pre-commit"), Path.Combine(hooks, "pre-commit"));
        Git("config", "core.hooksPath", hooks);
        if (withCommand && !OperatingSystem.IsWindows())
        {
            var script = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "lib", "bin")).FullName, "mimic");
            File.WriteAllText(script, $"#!/bin/sh\nexec dotnet \"{Path.Combine(AppContext.BaseDirectory, "mimic-cli.dll")}\" \"$@\"\n");
            File.WriteAllText(script + "-cli.dll", string.Empty);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Write(".gitignore", "lib/\n");
        }
    }

    private (int Code, string Output) Commit() => Git("commit", "-q", "-m", "a commit");

    private (int Code, string Output) Git(params string[] arguments)
    {
        string[] own = ["-c", "user.name=A Test", "-c", "user.email=test@example.org", "-c", "core.quotePath=true"];
        var start = new ProcessStartInfo("git", [.. own, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder, ".git", "no-config-of-its-user");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
