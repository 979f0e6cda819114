using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Mimic.Kernel.Language;

/// <summary>The documentation of a symbol as sentences.</summary>
/// <param name="Parts">Titles, the summary's being empty, and texts.</param>
internal sealed partial record XmlDocumentation(IReadOnlyList<(string Title, string Text)> Parts)
{
    /// <summary>Reads what the library says of a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <returns>Null if it says nothing.</returns>
    public static XmlDocumentation? Of(ISymbol symbol)
    {
        var xml = (symbol is IMethodSymbol { ReducedFrom: { } whole } ? whole : symbol).OriginalDefinition.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml))
        {
            return null;
        }

        XElement root;
        try
        {
            // An entry comes with its element, or as the content of it.
            root = XElement.Parse($"<all>{xml}</all>");
        }
        catch (XmlException)
        {
            return null;
        }

        var member = root.Element("member") ?? root.Element("doc") ?? root;
        if (member.Element("inheritdoc") is not null && Inherited(symbol) is { } origin)
        {
            return Of(origin);
        }

        var parts = new List<(string, string)>();
        foreach (var element in member.Elements())
        {
            var title = element.Name.LocalName switch
            {
                "summary" => string.Empty,
                "param" or "typeparam" => (string?)element.Attribute("name"),
                "returns" => "Returns",
                "value" => "Value",
                "remarks" => "Remarks",
                "exception" => Last((string?)element.Attribute("cref")),
                _ => null,
            };
            if (title is not null && Text(element) is { Length: > 0 } text)
            {
                parts.Add((title, text));
            }
        }

        return parts.Count == 0 ? null : new(parts);
    }

    private static ISymbol? Inherited(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => (ISymbol?)method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            INamedTypeSymbol type => type.BaseType,
            _ => null,
        }
        ?? symbol.ContainingType?.AllInterfaces
            .SelectMany(i => i.GetMembers(symbol.Name))
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(m), symbol));

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when reference.IsEmpty =>
            Last((string?)(reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("href"))),
        XElement { Name.LocalName: "para" or "item" or "description" or "term" } block => $" {Text(block)} ",
        XElement element => Text(element),
        _ => string.Empty,
    };

    // M:Mimic.Tables.TableReader.Open(System.String) is called TableReader.Open by people.
    private static string Last(string? reference)
    {
        if (reference is null || reference.Length < 2 || reference[1] != ':')
        {
            return reference ?? string.Empty;
        }

        var name = reference[2..].Split('(')[0].Split('.');
        return reference[0] == 'T' || name.Length == 1 ? name[^1] : $"{name[^2]}.{name[^1]}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
