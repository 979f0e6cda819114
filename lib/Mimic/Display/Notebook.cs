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

        if (HtmlOf(value) is not { } html || !TryDisplay(html))
        {
            Console.WriteLine(value);
        }
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
    /// Says where the data of the notebook come from: a notice in the notebook, and the banner of its page. Call it as soon as
    /// a data set is open, as <c>Source(data.Source)</c>. The engine finds it by the attribute <c>data-mimic-source</c>; of
    /// several sources in one notebook the strictest counts.
    /// </summary>
    /// <param name="tag">A <c>Mimic.Access.SourceTag</c>. Any other value counts as credentialed.</param>
    public static void Source(Enum tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        Show(new SourceNotice(tag.ToString()));
    }

    /// <summary>What a value's public <c>ToHtml()</c> returns; null if it has none.</summary>
    /// <param name="value">Any value.</param>
    public static string? HtmlOf(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var method = value.GetType().GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return method?.ReturnType == typeof(string) ? (string?)method.Invoke(value, null) : null;
    }

    /// <summary>The displays of known kernels: type, method and the arguments they take. None is referenced; each is found by name.</summary>
    private static readonly (string Type, string Method, Func<string, object[]> Arguments)[] Displays =
    [
        ("Mimic.Kernel.CellDisplay", "DisplayAs", html => [html, "text/html"]),
        ("System.DisplayExtensions", "DisplayAs", html => [html, "text/html"]),
        ("Verso.Abstractions.DisplayExtensions", "Display", html => [html, "text/html"]),
        ("ClrKernel.Core.Primitives.DisplayValues", "DisplayHtml", html => [html]),
    ];

    /// <summary>Whether the kernel of a notebook is in this process.</summary>
    internal static bool IsHosted =>
        AppDomain.CurrentDomain.GetAssemblies().Any(a => Array.Exists(Displays, d => a.GetType(d.Type) is not null));

    private static bool TryDisplay(string html)
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            foreach (var (typeName, methodName, arguments) in Displays)
            {
                var values = arguments(html);
                var method = assembly.GetType(typeName)?.GetMethods(BindingFlags.Public | BindingFlags.Static)
                    .FirstOrDefault(m => m.Name == methodName && Fits(m.GetParameters(), values));
                if (method is null)
                {
                    continue;
                }

                // A host's method may answer false when no cell of its own is running.
                if (method.Invoke(null, values) is not false)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Fits(ParameterInfo[] parameters, object[] values) =>
        parameters.Length == values.Length
        && parameters.Zip(values).All(p => p.First.ParameterType.IsInstanceOfType(p.Second));
}
