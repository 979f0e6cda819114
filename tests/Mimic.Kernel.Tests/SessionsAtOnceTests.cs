using System.Reflection;
using System.Runtime.Loader;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests;

/// <summary>Sessions that begin at the same time in one process, before any of them has read the platform's types.</summary>
public class SessionsAtOnceTests
{
    private static readonly string[] Cells =
    [
        "var gate = new TaskCompletionSource(); var numbers = new List<int> { 1, 2 };",
        "gate.SetResult(); await gate.Task; var more = numbers.Select(x => x + 1);",
        "int Sum(IEnumerable<int> of) => of.Sum(); await gate.Task; if (Sum(more) != 5) throw new Exception();",
    ];

    [Fact]
    public async Task Types_of_one_cell_are_those_of_the_next_however_many_sessions_there_are()
    {
        // Other tests have long read them in this process; a context of its own begins anew.
        var session = new FreshContext().LoadFromAssemblyName(typeof(CellSession).Assembly.GetName()).GetType(typeof(CellSession).FullName!, throwOnError: true)!;
        var failures = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(session))));
        Assert.Empty(failures.SelectMany(f => f));
    }

    private static async Task<List<string>> RunAsync(Type type)
    {
        var run = type.GetMethod(nameof(CellSession.RunAndShowAsync), BindingFlags.Public | BindingFlags.Instance)!;
        var (session, failures) = (Activator.CreateInstance(type, Path.GetTempPath()), new List<string>());
        foreach (var cell in Cells)
        {
            var running = (Task)run.Invoke(session, [cell, "cell", Activator.CreateInstance(run.GetParameters()[2].ParameterType)])!;
            await running;
            if (running.GetType().GetProperty("Result")!.GetValue(running) is { } failure)
            {
                failures.Add(failure.ToString()!);
            }
        }

        return failures;
    }

    private sealed class FreshContext() : AssemblyLoadContext("fresh")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll");
            var isOfKernel = assemblyName.Name == "Mimic.Kernel" || assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
            return isOfKernel && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
