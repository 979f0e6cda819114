using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>
/// Finds the native libraries that the bindings in this folder call. A library is looked for first where the environment
/// variable names it, then by its usual names. What is missing is said in one sentence with the command that installs it;
/// whatever does not need it still runs.
/// </summary>
public static class NativeLibraries
{
    internal const string XgBoost = "xgboost";
    internal const string TurboJpeg = "turbojpeg";
    internal const string IsaL = "isal";
    internal const string OnnxRuntime = "onnxruntime";

    private static readonly NativeLibraryInfo[] All =
    [
        new(XgBoost, "XGBoost (boosted trees)", "MIMIC_XGBOOST",
            ["libxgboost.so.0", "libxgboost.so", "libxgboost.dylib", "xgboost.dll", "xgboost"],
            "apt-get install libxgboost0", "brew install xgboost", "conda install -c conda-forge libxgboost"),
        new(TurboJpeg, "libjpeg-turbo (reading and writing JPEG)", "MIMIC_TURBOJPEG",
            ["libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.dylib", "turbojpeg.dll", "libturbojpeg.dll"],
            "apt-get install libturbojpeg0", "brew install jpeg-turbo", "conda install -c conda-forge libjpeg-turbo"),
        new(IsaL, "ISA-L (faster reading of .gz; without it .NET reads them)", "MIMIC_ISAL",
            ["libisal.so.2", "libisal.2.dylib", "isa-l.dll"],
            "apt-get install libisal2", "brew install isa-l", "conda install -c conda-forge isa-l"),
        new(OnnxRuntime, "ONNX Runtime (neural encoders of notes and images)", "MIMIC_ONNXRUNTIME",
            ["libonnxruntime.so.1", "libonnxruntime.so", "libonnxruntime.1.dylib", "libonnxruntime.dylib", "onnxruntime.dll"],
            "environment/setup.sh", "brew install onnxruntime", "conda install -c conda-forge onnxruntime-cpp"),
    ];

    private static readonly ConcurrentDictionary<string, nint> Loaded = new();

    // The binding methods of this assembly name a library by its short name; the runtime asks here for the file. Every binding
    // calls Require first, which runs this.
    static NativeLibraries() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, (name, _, _) => Find(name));

    /// <summary>The libraries that the project can use.</summary>
    public static IReadOnlyList<NativeLibraryInfo> Known => All;

    /// <summary>Whether a library is there and loads.</summary>
    /// <param name="name">Its name in <see cref="Known"/>.</param>
    public static bool IsAvailable(string name) => Find(name) != 0;

    /// <summary>Throws unless a library is there.</summary>
    /// <param name="name">Its name in <see cref="Known"/>.</param>
    /// <exception cref="MimicException">It is missing; the message has the command that installs it.</exception>
    public static void Require(string name)
    {
        if (Find(name) == 0)
        {
            throw Missing(name);
        }
    }

    /// <summary>What is said where a library is missing.</summary>
    /// <param name="name">Its name in <see cref="Known"/>.</param>
    internal static MimicException Missing(string name)
    {
        var info = Info(name);
        return new(
            $"The native library {info.Title} was not found.",
            $"Install it with '{info.InstallCommand}', or set {info.EnvironmentVariable} to the path of the library file.");
    }

    private static NativeLibraryInfo Info(string name) =>
        Array.Find(All, i => i.Name == name) ?? throw new ArgumentException($"{name} is not a library of this project.", nameof(name));

    private static nint Find(string name) =>
        Array.Exists(All, i => i.Name == name) ? Loaded.GetOrAdd(name, static n => Load(Info(n))) : 0;

    private static nint Load(NativeLibraryInfo info)
    {
        if (Environment.GetEnvironmentVariable(info.EnvironmentVariable) is { Length: > 0 } path)
        {
            return NativeLibrary.TryLoad(path, out var named) ? named : 0;
        }

        var folders = new[] { ProjectLibraries(), AppContext.BaseDirectory, "/opt/homebrew/lib", "/usr/local/lib", CondaLibraries() };
        foreach (var file in info.FileNames)
        {
            if (NativeLibrary.TryLoad(file, Assembly.GetExecutingAssembly(), null, out var handle))
            {
                return handle;
            }

            foreach (var folder in folders)
            {
                if (folder is not null && NativeLibrary.TryLoad(Path.Combine(folder, file), out handle))
                {
                    return handle;
                }
            }
        }

        return 0;
    }

    // environment/setup.sh puts there what no package manager has. The library may lie in lib/bin or below tests/.
    private static string? ProjectLibraries()
    {
        if (typeof(NativeLibraries).Assembly.Location is not { Length: > 0 } assembly)
        {
            return null;
        }

        for (var folder = Directory.GetParent(assembly); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MimicNotebooks.sln")))
            {
                return Path.Combine(folder.FullName, "lib", "native");
            }
        }

        return null;
    }

    private static string? CondaLibraries() => Environment.GetEnvironmentVariable("CONDA_PREFIX") is { Length: > 0 } prefix
        ? Path.Combine(prefix, OperatingSystem.IsWindows() ? "Library/bin" : "lib")
        : null;
}
