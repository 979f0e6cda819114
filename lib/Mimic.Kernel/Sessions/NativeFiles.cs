using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Lets assemblies that cells bring in find their native files. Scripting loads them into contexts of its own, which do not
/// look into the folders runtimes/*/native that packages use; the assembly's .deps.json says where they are.
/// </summary>
internal static class NativeFiles
{
    private static readonly ConcurrentDictionary<AssemblyLoadContext, bool> Hooked = new();
    private static readonly Lazy<bool> Watching = new(Watch);

    public static void Install() => _ = Watching.Value;

    private static bool Watch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
        {
            var context = AssemblyLoadContext.GetLoadContext(loaded.LoadedAssembly);
            if (context is not null && context != AssemblyLoadContext.Default && Hooked.TryAdd(context, true))
            {
                context.ResolvingUnmanagedDll += Resolve;
            }
        };
        return true;
    }

    private static nint Resolve(Assembly assembly, string name)
    {
        if (assembly.Location.Length == 0)
        {
            return 0;
        }

        var path = new AssemblyDependencyResolver(assembly.Location).ResolveUnmanagedDllToPath(name);
        return path is not null && NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
    }
}
