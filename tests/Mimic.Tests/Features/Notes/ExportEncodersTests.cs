using System.ComponentModel;
using System.Diagnostics;

namespace Mimic.Tests.Features;

public class ExportEncodersTests
{
    [Fact]
    public void Help_needs_no_package()
    {
        var (code, output, _) = Run("--help");
        Assert.Equal(0, code);
        Assert.Contains("Bio_ClinicalBERT", output, StringComparison.Ordinal);
        Assert.Contains("densenet121-res224-chex", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes", "torch, transformers, onnx")]
    [InlineData("images", "torch, torchxrayvision, onnx")]
    public void A_missing_package_is_named_with_the_command_that_installs_it(string encoder, string packages)
    {
        using var folder = new TemporaryFolder();
        // -I and -S hide every installed package, so the machine's own do not matter.
        var (code, _, error) = Run(encoder, "--out", folder["out"]);
        Assert.Equal(1, code);
        Assert.Contains($"missing Python packages {packages}", error, StringComparison.Ordinal);
        Assert.Contains("-m pip install", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-I", "-S", "-B", Path.Combine(Repository.Folder, "environment", "export-encoders.py"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not on this machine.");
            throw;
        }
    }
}
