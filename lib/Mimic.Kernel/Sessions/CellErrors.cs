using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>Says what ended a cell, and in which of its lines.</summary>
internal static partial class CellErrors
{
    private const int MaximumMessages = 5;
    private const int MaximumCalls = 12;

    /// <summary>A cell with compile errors.</summary>
    /// <param name="errors">At least one, in the order of their places.</param>
    public static CellFailure OfCompiler(IReadOnlyList<CellDiagnostic> errors)
    {
        var messages = errors.Take(MaximumMessages)
            .Select(e => $"{(errors.Count == 1 ? string.Empty : $"line {e.Line}, column {e.Column}: ")}{e.Id} {e.Message}")
            .ToList();
        if (errors.Count > MaximumMessages)
        {
            messages.Add($"and {errors.Count - MaximumMessages} more");
        }

        return new("Compile error", string.Join('\n', messages), CompilerRemedy(errors), errors[0].Line, string.Empty);
    }

    /// <summary>A cell that was interrupted.</summary>
    /// <param name="line">Where; null if it cannot be told.</param>
    /// <param name="stuck">Whether a thread of it is held up and could not be stopped.</param>
    public static CellFailure OfInterrupt(int? line, bool stuck) => new(
        "KeyboardInterrupt",
        stuck ? "The cell was interrupted, but what it called goes on in the background and cannot be stopped." : "The cell was interrupted.",
        stuck ? "Restart the kernel if it must end; variables are lost then." : string.Empty,
        line,
        string.Empty);

    /// <summary>A cell that threw.</summary>
    public static CellFailure OfException(Exception exception, string cell)
    {
        var cause = exception;
        while (cause is TargetInvocationException or TypeInitializationException or AggregateException { InnerExceptions.Count: 1 } && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var line = LineIn(cell, cause) ?? LineIn(cell, exception);
        return cause switch
        {
            MimicException mimic => new(mimic.GetType().Name, mimic.Problem, mimic.Remedy, line, string.Empty),
            InsufficientExecutionStackException => new(
                cause.GetType().Name, "Functions called each other without end, or too deeply.", "Give the recursion an end, or write it as a loop.", line, string.Empty),
            OutOfMemoryException => new(
                cause.GetType().Name, "The memory is used up.", "Restart the kernel, close other notebooks, and take fewer rows or patients at a time.", line, string.Empty),
            _ => new(cause.GetType().Name, cause.Message, string.Empty, line, Calls(cause)),
        };
    }

    /// <summary>The failure as an output of the cell.</summary>
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
            traceback.AddRange(failure.Details.Split('\n'));
        }

        return new(failure.Kind, failure.Message, traceback);
    }

    /// <summary>The line of a cell that an exception passed first.</summary>
    public static int? LineIn(string cell, Exception exception) => Frames(exception)
        .Where(f => f.GetFileName() == cell)
        .Select(f => (int?)f.GetFileLineNumber())
        .FirstOrDefault();

    private static string CompilerRemedy(IReadOnlyList<CellDiagnostic> errors)
    {
        foreach (var (id, text, _, _) in errors)
        {
            switch (id)
            {
                case "CS0006" when text.Contains("nuget:", StringComparison.Ordinal):
                    return "Packages cannot be loaded from here; what the course needs is in lib/bin.";
                case "CS0006":
                    return "Run environment/setup.sh, which puts the library and what it needs into lib/bin.";
                case "CS0234" when text.Contains("'Mimic", StringComparison.Ordinal):
                    return "If the name is right, the library in lib/bin is older than the notebook: run environment/setup.sh.";
                case "CS0103":
                    return "If a cell above makes it, run that cell first, as after every restart of the kernel; otherwise look at the spelling.";
                case "CS0246":
                    return "If the notebook's first code cell brings it in with #r or using, run that cell first.";
                case "CS0201":
                    return "The last line of a cell is a value to show: leave out its semicolon, or call something with it.";
                default:
                    continue;
            }
        }

        return string.Empty;
    }

    // What threw, and the way there through the cells. What lies between is the business of libraries and of the runtime.
    private static string Calls(Exception exception)
    {
        var calls = new List<string>();
        foreach (var frame in Frames(exception))
        {
            var isOfCell = IsOfCell(frame);
            if (isOfCell || calls.Count == 0 && frame.GetMethod()?.DeclaringType is { } type && !IsMachinery(type))
            {
                calls.Add(isOfCell
                    ? $"   in {frame.GetFileName()}, line {frame.GetFileLineNumber()}{FunctionOf(frame.GetMethod()!)}"
                    : $"   in {frame.GetMethod()!.DeclaringType}.{frame.GetMethod()!.Name}");
            }
        }

        // A mistake on the cell's own top level is said by the line already.
        if (calls.Count == 1 && IsOfCell(Frames(exception).FirstOrDefault()))
        {
            calls.Clear();
        }

        if (calls.Count > MaximumCalls)
        {
            calls.RemoveRange(MaximumCalls, calls.Count - MaximumCalls);
            calls.Add("   ...");
        }

        if (exception.InnerException is { } inner)
        {
            calls.Add($"   because of {inner.GetType().Name}: {inner.Message}");
        }

        return string.Join('\n', calls);
    }

    // The compiler writes a cell's name into its debug information as if it were a file.
    private static StackFrame[] Frames(Exception exception) => new StackTrace(exception, fNeedFileInfo: true).GetFrames();

    private static bool IsOfCell(StackFrame? frame) =>
        frame?.GetFileLineNumber() > 0 && frame.GetMethod()?.Module.Assembly is { IsDynamic: false, Location.Length: 0 };

    private static bool IsMachinery(Type type) => type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Threading.Tasks";

    // Compilers name what they make of a function F as <F>d__1.MoveNext, <F>b__0 or <<Initialize>>g__F|0; a cell itself is <Initialize>.
    private static string FunctionOf(MethodBase method)
    {
        var full = $"{method.DeclaringType?.Name}.{method.Name}";
        var name = LocalFunction().Match(full) is { Success: true } local ? local.Groups[1].Value
            : Made().Match(full) is { Success: true } made ? made.Groups[1].Value
            : method.Name;
        return name is "Initialize" or "MoveNext" ? string.Empty : $", in {name}";
    }

    [GeneratedRegex(@"g__(\w+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<+(\w+)>")]
    private static partial Regex Made();
}
