using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>Says what ended a cell, and in which of its lines.</summary>
internal static class CellErrors
{
    private const int MaximumMessages = 5;

    public static CellFailure OfCompiler(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .OrderBy(d => d.Location.SourceSpan.Start)
            .ToList();
        var messages = errors.Take(MaximumMessages).Select(d =>
        {
            var position = d.Location.GetLineSpan().StartLinePosition;
            var where = errors.Count == 1 ? string.Empty : $"line {position.Line + 1}, column {position.Character + 1}: ";
            return $"{where}{d.Id} {d.GetMessage()}";
        }).ToList();
        if (errors.Count > MaximumMessages)
        {
            messages.Add($"and {errors.Count - MaximumMessages} more");
        }

        return new("Compile error", string.Join('\n', messages), CompilerRemedy(errors), errors[0].Location.GetLineSpan().StartLinePosition.Line + 1, string.Empty);
    }

    public static CellFailure OfException(Exception exception, string cell)
    {
        var cause = exception;
        while (cause is TargetInvocationException or TypeInitializationException or AggregateException { InnerExceptions.Count: 1 } && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var line = LineIn(cell, cause) ?? LineIn(cell, exception);
        return cause is MimicException mimic
            ? new(mimic.GetType().Name, mimic.Problem, mimic.Remedy, line, string.Empty)
            : new(cause.GetType().Name, cause.Message, string.Empty, line, cause.ToString());
    }

    public static ErrorOutput AsOutput(CellFailure failure, string cell)
    {
        var where = failure.Line is { } line ? $"{cell}, line {line}" : cell;
        var traceback = new List<string> { $"{where}: {failure.Kind}", failure.Problem };
        if (failure.Remedy.Length > 0)
        {
            traceback.Add(failure.Remedy);
        }

        if (failure.Details.Length > 0)
        {
            traceback.AddRange(failure.Details.ReplaceLineEndings("\n").Split('\n').Where(l => !IsMachinery(l)).Skip(1));
        }

        return new(failure.Kind, failure.Message, traceback);
    }

    private static string CompilerRemedy(List<Diagnostic> errors)
    {
        foreach (var error in errors)
        {
            var text = error.GetMessage();
            switch (error.Id)
            {
                case "CS0006" when text.Contains("nuget:", StringComparison.Ordinal):
                    return "Packages cannot be loaded from here; what the course needs is in lib/bin.";
                case "CS0006":
                    return "Run environment/setup.sh, which puts the library and what it needs into lib/bin.";
                case "CS0234" when text.Contains("'Mimic", StringComparison.Ordinal):
                    return "If the name is right, the library in lib/bin is older than the notebook: run environment/setup.sh.";
                case "CS0201":
                    return "The last line of a cell is a value to show: leave out its semicolon, or call something with it.";
                default:
                    continue;
            }
        }

        return string.Empty;
    }

    // The compiler writes a cell's name into its debug information as if it were a file.
    private static int? LineIn(string cell, Exception exception) => new StackTrace(exception, fNeedFileInfo: true).GetFrames()
        .Where(f => Path.GetFileName(f.GetFileName()) == cell && f.GetFileLineNumber() > 0)
        .Select(f => (int?)f.GetFileLineNumber())
        .FirstOrDefault();

    private static bool IsMachinery(string line) => line.Contains("Microsoft.CodeAnalysis.Scripting", StringComparison.Ordinal)
        || line.Contains("System.Runtime.CompilerServices", StringComparison.Ordinal)
        || line.Contains("System.Runtime.ExceptionServices", StringComparison.Ordinal)
        || line.StartsWith("---", StringComparison.Ordinal);
}
