using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Mimic.Kernel.Sessions;

/// <summary>A cell that was compiled.</summary>
/// <param name="Compilation">What later cells build on.</param>
/// <param name="Start">Begins to run it, with the states of the cells before it; null if there is nothing to run.</param>
/// <param name="Warnings">What the compiler noticed, with lines of the cell.</param>
internal sealed record CompiledCell(CSharpCompilation Compilation, Func<object?[], Task<object>>? Start, IReadOnlyList<CellDiagnostic> Warnings);

/// <summary>Something that the compiler says, with its place in the cell as it was typed.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Message">What it says.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record CellDiagnostic(string Id, string Message, int Line, int Column);

/// <summary>
/// Compiles cells as a chain of script submissions, each of which sees what those before it declared. Not through the scripting
/// API, since that takes neither changed code nor a cell that was abandoned.
/// </summary>
/// <param name="folder">The folder of the notebook; <c>#r</c> is relative to it.</param>
internal sealed class CellCompiler(string folder)
{
    // What .NET Interactive and Verso both import without being asked. A notebook that needs more says so, and so runs in either.
    private static readonly string[] DefaultUsings =
        ["System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks"];

    private static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static readonly Lock Binding = new();

    private readonly CellAssemblies _assemblies = new();
    private readonly SessionReferences _references = new(Path.GetFullPath(folder));
    private readonly string _prefix = $"cells-{Guid.NewGuid():N}-";
    private int _count;

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions Parsing { get; } =
        new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The last cell that later ones build on; null before the first.</summary>
    public CSharpCompilation? Previous { get; set; }

    /// <summary>What code means after the cells before it; nothing is emitted.</summary>
    public CSharpCompilation Analyze(SyntaxTree tree) => Create(tree, $"{_prefix}analysis");

    /// <summary>Compiles a cell.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">Its name, which stack traces carry.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The cell; or the errors that forbid it.</returns>
    public (CompiledCell? Cell, IReadOnlyList<CellDiagnostic> Errors) Compile(string code, string name, CancellationToken cancellation)
    {
        var original = SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), Parsing, name, cancellation);
        if (Errors(original.GetDiagnostics(cancellation)) is { Count: > 0 } wrong)
        {
            return (null, Describe(wrong, original.GetText(cancellation), p => p));
        }

        var written = CheckedCode.Of((CompilationUnitSyntax)original.GetRoot(cancellation));
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(written.Text, Encoding.UTF8), Parsing, name, cancellation);
        var compilation = Create(tree, $"{_prefix}{++_count}");
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: Emitting, cancellationToken: cancellation);
        var text = original.GetText(cancellation);
        if (Errors(emitted.Diagnostics) is { Count: > 0 } errors)
        {
            return (null, Describe(errors, text, written.Original));
        }

        // A cell of nothing but directives and comments is not emitted.
        _assemblies.Know(compilation.References);
        var start = emitted.Success ? _assemblies.Load(assembly, symbols, compilation.GetEntryPoint(cancellation)!) : null;
        var warnings = emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning);
        return (new(compilation, start, Describe(warnings, text, written.Original)), []);
    }

    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];

    private static List<CellDiagnostic> Describe(IEnumerable<Diagnostic> diagnostics, SourceText text, Func<int, int> original) =>
    [
        .. diagnostics
            .Select(d => (Diagnostic: d, At: d.Location.IsInSource ? Math.Min(original(d.Location.SourceSpan.Start), text.Length) : 0))
            .OrderBy(d => d.At)
            .Select(d =>
            {
                var place = text.Lines.GetLinePosition(d.At);
                return new CellDiagnostic(d.Diagnostic.Id, d.Diagnostic.GetMessage(), place.Line + 1, place.Character + 1);
            }),
    ];

    private CSharpCompilation Create(SyntaxTree tree, string assemblyName)
    {
        var compilation = CSharpCompilation.CreateScriptCompilation(
            assemblyName,
            tree,
            SessionReferences.Platform,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: $"Cell#{_count}",
                usings: DefaultUsings,
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                warningLevel: 4,
                sourceReferenceResolver: new SourceFileResolver([], null),
                metadataReferenceResolver: _references,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default),
            Previous,
            typeof(object));

        // Compilations share the types of the platform that one of them has read. Two that read them at the same time would each have
        // its own, and a later cell might take the other one's: a Task that is no Task.
        lock (Binding)
        {
            _ = compilation.Assembly;
        }

        return compilation;
    }
}
