using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Finds the assemblies that cells name with <c>#r</c>, relative to the folder of the notebook. The library of this project
/// is always the one that the process itself runs, wherever a copy of it lies: a second copy would be a second set of types.
/// </summary>
internal sealed class SessionReferences(string folder) : MetadataReferenceResolver
{
    // What a notebook may use without a reference, in .NET Interactive too. Referencing the whole platform would cost 50 MB.
    private static readonly string[] PlatformNames =
    [
        "System.Private.CoreLib", "System.Runtime", "netstandard", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.ComponentModel", "System.ComponentModel.Primitives", "System.Console",
        "System.Diagnostics.Process", "System.IO.Compression", "System.Linq", "System.Linq.Expressions", "System.Memory",
        "System.Net.Http", "System.Net.Primitives", "System.Numerics.Vectors", "System.ObjectModel", "System.Private.Uri",
        "System.Private.Xml", "System.Private.Xml.Linq", "System.Runtime.Extensions", "System.Runtime.InteropServices",
        "System.Runtime.Numerics", "System.Text.Encoding.Extensions", "System.Text.Json", "System.Text.RegularExpressions",
        "System.Threading", "System.Threading.Tasks.Parallel", "System.Xml.Linq", "System.Xml.ReaderWriter",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> PlatformReferences = new(FindPlatform);

    private readonly ScriptMetadataResolver _inner = ScriptMetadataResolver.Default.WithBaseDirectory(folder);

    public static ImmutableArray<MetadataReference> Platform => PlatformReferences.Value;

    public override bool ResolveMissingAssemblies => _inner.ResolveMissingAssemblies;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', '/')));
        if (!File.Exists(path))
        {
            return [];
        }

        var library = typeof(MimicException).Assembly.Location;
        var found = Path.GetFileName(path) == Path.GetFileName(library) ? library : path;
        return [MetadataReference.CreateFromFile(found, properties, new DocumentationFile(Path.ChangeExtension(found, ".xml")))];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _inner.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);

    private static ImmutableArray<MetadataReference> FindPlatform()
    {
        var wanted = PlatformNames.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
                .Split(Path.PathSeparator)
                .Where(p => wanted.Contains(Path.GetFileNameWithoutExtension(p)))
                .Order(StringComparer.Ordinal)
                .Append(typeof(CellCheck).Assembly.Location)
                .Select(p => MetadataReference.CreateFromFile(p)),
        ];
    }
}
