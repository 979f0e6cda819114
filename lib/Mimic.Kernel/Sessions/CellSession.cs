using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// The state that the cells of one notebook share: variables, functions, types, usings, references. Cells run one after
/// another. A session knows nothing of files, pages or wires; it turns code into outputs and a result.
/// </summary>
public sealed class CellSession : IDisposable
{
    // What .NET Interactive and Verso both import without being asked. A notebook that needs more says so, and so runs in either.
    private static readonly string[] DefaultUsings =
        ["System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks"];

    private readonly ScriptOptions _options;
    private readonly InteractiveAssemblyLoader _loader = new();
    private ScriptState<object>? _state;

    /// <summary>A session without state.</summary>
    /// <param name="folder">The folder of the notebook; <c>#r</c> is relative to it.</param>
    public CellSession(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ConsoleRouter.Install();
        NativeFiles.Install();
        _loader.RegisterDependency(typeof(MimicException).Assembly);
        _options = ScriptOptions.Default
            .WithReferences(SessionReferences.Platform)
            .WithMetadataResolver(new SessionReferences(Path.GetFullPath(folder)))
            .WithSourceResolver(new SourceFileResolver([], null))
            .WithImports(DefaultUsings)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14);
    }

    /// <summary>
    /// Loads the compiler and the parts of it that a first cell needs, so that no lesson's first cell is slow.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        using var session = new CellSession(AppContext.BaseDirectory);
        await session.RunAsync("var xs = new[] { 1, 2 }; int F(int x) => x + 1; Console.Write(xs.Select(F).Sum()); xs.Length", "warm-up", new()).ConfigureAwait(false);
    }

    /// <summary>Runs a cell. Exceptions of the cell are its result, not exceptions of this method.</summary>
    /// <param name="code">The C# of the cell.</param>
    /// <param name="name">The cell's name, as "code cell 3"; compiler messages and stack traces carry it.</param>
    /// <param name="outputs">Takes what the cell prints and shows.</param>
    /// <param name="cancellation">Ends the wait for the compiler; a cell that runs cannot be stopped from within its process.</param>
    public async Task<CellResult> RunAsync(string code, string name, CellOutputs outputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(outputs);
        var options = _options.WithFilePath(name);
        var script = _state is null
            ? CSharpScript.Create<object>(code, options, assemblyLoader: _loader)
            : _state.Script.ContinueWith<object>(code, options);
        var diagnostics = script.Compile(cancellation);
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return new(null, CellErrors.OfCompiler(diagnostics));
        }

        PrintWarnings(diagnostics, name, outputs);

        // The value belongs to this flow of execution and what it starts; it ends with this method.
        ConsoleRouter.Current = outputs;
        try
        {
            _state = _state is null
                ? await script.RunAsync(null, _ => true, cancellation).ConfigureAwait(false)
                : await script.RunFromAsync(_state, _ => true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            ConsoleRouter.Current = null;
        }

        return _state.Exception is { } exception
            ? new(null, CellErrors.OfException(exception, name))
            : new(_state.ReturnValue, null);
    }

    /// <summary>Runs a cell and adds its value, formatted, to its outputs, and its failure likewise.</summary>
    /// <param name="code">The C# of the cell.</param>
    /// <param name="name">The cell's name, as "code cell 3".</param>
    /// <param name="outputs">Takes what the cell prints and shows, its value and its error.</param>
    /// <returns>Why the cell did not run through; null if it did.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A value's own ToString or formatter may throw anything; that is an error of the cell.")]
    public async Task<CellFailure?> RunAndShowAsync(string code, string name, CellOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var (value, failure) = await RunAsync(code, name, outputs).ConfigureAwait(false);
        if (value is not null)
        {
            // Formatting runs code of the notebook, too: a lazy query prints when it is listed.
            ConsoleRouter.Current = outputs;
            try
            {
                outputs.Add(new DisplayOutput(ValueFormatter.Format(value), IsResult: true));
            }
            catch (Exception e)
            {
                failure = CellErrors.OfException(e, name);
            }
            finally
            {
                ConsoleRouter.Current = null;
            }
        }

        if (failure is not null)
        {
            outputs.Add(CellErrors.AsOutput(failure, name));
        }

        return failure;
    }

    /// <summary>Lets go of the assemblies that the cells brought in.</summary>
    public void Dispose() => _loader.Dispose();

    private static void PrintWarnings(ImmutableArray<Diagnostic> diagnostics, string name, CellOutputs outputs)
    {
        foreach (var warning in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning))
        {
            var line = warning.Location.GetLineSpan().StartLinePosition.Line + 1;
            outputs.Print(StreamOutput.Error, $"{name}, line {line}: warning {warning.Id}: {warning.GetMessage()}\n");
        }
    }
}
