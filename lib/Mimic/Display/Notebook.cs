using System.Reflection;

namespace Mimic.Display;

/// <summary>Shows values in the middle of a notebook cell, in whichever kernel runs it.</summary>
/// <remarks>Notebooks write <c>using static Mimic.Display.Notebook;</c> and then <c>Show(chart);</c>.</remarks>
public static class Notebook
{
    /// <summary>
    /// Shows a value: as HTML where the running kernel can take it (.NET Interactive, Verso, our own engine), as text on
    /// the console elsewhere.
    /// </summary>
    /// <param name="value">A chart, a table, a report, or anything with a good <c>ToString()</c>.</param>
    public static void Show(object? value)
    {
        if (value is null)
        {
            return;
        }

        if (HtmlOf(value) is not { } html || !TryDisplay(value, html))
        {
            Console.WriteLine(value);
        }
    }

    /// <summary>
    /// Shows a value that will change: <see cref="LiveDisplay.Update"/> shows another in its place, as the state of something that
    /// takes long.
    /// </summary>
    /// <param name="value">Its first state.</param>
    public static LiveDisplay ShowLive(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>
    /// Shows a headline result, one line that matters: the size of a cohort, the AUROC of a model. <c>mimic run</c> collects
    /// them for its summary and for the index page by the attributes <c>data-mimic-headline</c> (the name) and
    /// <c>data-mimic-value</c> of the HTML.
    /// </summary>
    /// <param name="name">What was measured, as "AUROC on held-out patients"; unique in its notebook.</param>
    /// <param name="value">The result as a person reads it, with unit or interval.</param>
    public static void Headline(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Show(new HeadlineResult(name, value));
    }

    /// <summary>
    /// Says where the data of the notebook come from: a notice in the notebook, the banner of its page, and the mark of figures and
    /// tables that do not know their source themselves. Call it as soon as
    /// a data set is open, as <c>Source(data.Source)</c>. The engine finds it by the attribute <c>data-mimic-source</c>; of
    /// several sources in one notebook the strictest counts.
    /// </summary>
    /// <param name="tag">A <c>Mimic.Access.SourceTag</c>. Any other value counts as credentialed.</param>
    public static void Source(Enum tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        SourceMark.Declare(tag.ToString());
        Show(new SourceNotice(tag.ToString()));
    }

    /// <summary>What a value's public <c>ToHtml()</c> returns; null if it has none.</summary>
    /// <param name="value">Any value.</param>
    public static string? HtmlOf(object value) => TextOf(value, "ToHtml");

    /// <summary>What a public method of a value returns that makes a text of it; null if it has none of that name.</summary>
    internal static string? TextOf(object value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        var method = value.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return method?.ReturnType == typeof(string) ? (string?)method.Invoke(value, null) : null;
    }

    /// <summary>The displays of known kernels: type, method and the arguments they take. None is referenced; each is found by name.</summary>
    private static readonly (string Type, string Method, Func<object, string, object?[]> Arguments)[] Displays =
    [
        (LiveDisplay.OurType, LiveDisplay.OurMethod, (value, _) => [value, null, false]),
        ("System.DisplayExtensions", "DisplayAs", (_, html) => [html, "text/html"]),
        ("Verso.Abstractions.DisplayExtensions", "Display", (_, html) => [html, "text/html"]),
        ("ClrKernel.Core.Primitives.DisplayValues", "DisplayHtml", (_, html) => [html]),
    ];

    /// <summary>Whether the kernel of a notebook is in this process.</summary>
    internal static bool IsHosted =>
        AppDomain.CurrentDomain.GetAssemblies().Any(a => Array.Exists(Displays, d => a.GetType(d.Type) is not null));

    /// <summary>Calls a method of a kernel, found by name.</summary>
    /// <returns>False if there is none, or if it says that no cell of its own is running; else what it returned.</returns>
    internal static object? Call(string typeName, string methodName, params object?[] values)
    {
        foreach (var type in AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(typeName)).OfType<Type>())
        {
            var method = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .FirstOrDefault(m => m.Name == methodName && Fits(m.GetParameters(), values));
            if (method is not null && method.Invoke(null, values) is not false and var result)
            {
                return result;
            }
        }

        return false;
    }

    private static bool TryDisplay(object value, string html) =>
        Array.Exists(Displays, d => Call(d.Type, d.Method, d.Arguments(value, html)) is not false);

    private static bool Fits(ParameterInfo[] parameters, object?[] values) =>
        parameters.Length == values.Length
        && parameters.Zip(values).All(p => p.Second is null ? !p.First.ParameterType.IsValueType : p.First.ParameterType.IsInstanceOfType(p.Second));
}
