namespace Mimic.Display;

/// <summary>
/// Marks a type that draws itself, in the way in which notebook kernels of the .NET Interactive family look for it: by the
/// name of the attribute and of its properties, not by reference. The type has a public <c>string ToHtml()</c> and a good
/// <c>ToString()</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    /// <summary>Read by name by the kernel: the type that creates the formatters.</summary>
    public Type FormatterSourceType { get; } = typeof(HtmlFormatterSource);

    /// <summary>Read by name by the kernel: the forms to emit, the best first.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}

/// <summary>Creates the formatters of a type that has <c>ToHtml()</c>; found and called by name.</summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Called by name by the kernel.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter(), new TextFormatter()];

    private sealed class HtmlFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object value, TextWriter writer)
        {
            if (Notebook.HtmlOf(value) is not { } html)
            {
                return false;
            }

            writer.Write(html);
            return true;
        }
    }

    private sealed class TextFormatter
    {
        public string MimeType => "text/plain";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(value.ToString());
            return true;
        }
    }
}
