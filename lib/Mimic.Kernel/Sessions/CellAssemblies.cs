using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Loads what cells are compiled to, and what they refer to. An assembly that the process itself has is taken from there, so that
/// its types are the same on both sides; others come from where <c>#r</c> found them or from beside that, with their native files.
/// </summary>
internal sealed class CellAssemblies
{
    private readonly AssemblyLoadContext _context = new("cells");
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public CellAssemblies()
    {
        _context.Resolving += Resolve;
        _context.ResolvingUnmanagedDll += ResolveNative;
    }

    /// <summary>Notes where the assemblies of a compilation lie.</summary>
    public void Know(IEnumerable<MetadataReference> references)
    {
        lock (_gate)
        {
            foreach (var path in references.OfType<PortableExecutableReference>().Select(r => r.FilePath).OfType<string>())
            {
                if (_paths.TryAdd(Path.GetFileNameWithoutExtension(path), path) && Path.GetDirectoryName(path) is { } folder)
                {
                    _folders.Add(folder);
                }
            }
        }
    }

    /// <summary>Loads a cell.</summary>
    /// <param name="assembly">What it was compiled to.</param>
    /// <param name="symbols">Its lines.</param>
    /// <param name="entry">The method that makes its state and runs it.</param>
    public Func<object?[], Task<object>> Load(MemoryStream assembly, MemoryStream symbols, IMethodSymbol entry)
    {
        (assembly.Position, symbols.Position) = (0, 0);
        var loaded = _context.LoadFromStream(assembly, symbols);
        var method = loaded.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return method.CreateDelegate<Func<object?[], Task<object>>>();
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        lock (_gate)
        {
            var file = _paths.GetValueOrDefault(name.Name!)
                ?? _folders.Select(f => Path.Combine(f, $"{name.Name}.dll")).FirstOrDefault(File.Exists);
            return file is null ? null : context.LoadFromAssemblyPath(file);
        }
    }

    // Contexts other than the first do not look into the folders runtimes/*/native that packages use; the .deps.json says where
    // the files are.
    private static nint ResolveNative(Assembly assembly, string name)
    {
        if (assembly.Location.Length == 0)
        {
            return 0;
        }

        var path = new AssemblyDependencyResolver(assembly.Location).ResolveUnmanagedDllToPath(name);
        return path is not null && NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
    }
}
