using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Mimic.Kernel.Sessions;

/// <summary>The documentation that lies beside a library, as <c>Mimic.xml</c> beside <c>Mimic.dll</c>; read when it is first asked for.</summary>
/// <param name="path">The file; none need be there.</param>
internal sealed class DocumentationFile(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> _members = new(() => Read(path));

    public override bool Equals(object? obj) => obj is DocumentationFile other && other.Path == Path;

    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID);

    private string Path { get; } = path;

    private static Dictionary<string, string> Read(string path)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var member in File.Exists(path) ? XDocument.Load(path).Descendants("member") : [])
            {
                members[(string?)member.Attribute("name") ?? string.Empty] = member.ToString();
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // A library can be used without its documentation.
        }

        return members;
    }
}
