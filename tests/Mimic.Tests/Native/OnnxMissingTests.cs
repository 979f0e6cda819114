using System.Diagnostics;
using Mimic.Features;
using Mimic.Native;

namespace Mimic.Tests.Native;

public class OnnxMissingTests
{
    private const string Variable = "MIMIC_ONNXRUNTIME";
    private const string Nowhere = "/nowhere/libonnxruntime.so.1";

    /// <summary>A library is looked for once in a process, so the test starts itself again in one that has none.</summary>
    [Fact]
    public async Task Without_the_runtime_a_model_says_how_to_get_it_and_the_rest_works()
    {
        if (Environment.GetEnvironmentVariable(Variable) == Nowhere)
        {
            Assert.False(OnnxModel.IsAvailable);
            var error = Assert.Throws<MimicException>(() => OnnxModel.Open("any.onnx"));
            Assert.Contains("ONNX Runtime (neural encoders of notes and images) was not found", error.Problem, StringComparison.Ordinal);
            Assert.Contains(Variable, error.Remedy, StringComparison.Ordinal);
            Assert.Equal(2, TfidfSvd.Fit(["chest pain", "chest clear", "pain clear"], components: 2).Components.Count);
            return;
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"*{nameof(OnnxMissingTests)}*");
        start.ArgumentList.Add("-noColor");
        start.Environment[Variable] = Nowhere;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }
}
