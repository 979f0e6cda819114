using System.ComponentModel;
using System.Diagnostics;

namespace Mimic.Kernel.Jupyter;

/// <summary>Where Jupyter looks for kernels, by its own rules on each system.</summary>
public static class JupyterFolders
{
    /// <summary>The data folder of the user: JUPYTER_DATA_DIR, or what Jupyter takes without it.</summary>
    public static string User() => User(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix);

    /// <summary>The data folder below a prefix, as of a Python environment.</summary>
    /// <param name="prefix">The prefix.</param>
    public static string Below(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    /// <summary>The prefix of the Python environment that is active: conda's, a virtual environment's, or that of the Python in the PATH.</summary>
    /// <exception cref="MimicException">There is none.</exception>
    public static string SysPrefix()
    {
        foreach (var variable in (ReadOnlySpan<string>)["VIRTUAL_ENV", "CONDA_PREFIX"])
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } active)
            {
                return active;
            }
        }

        foreach (var python in (ReadOnlySpan<string>)["python3", "python"])
        {
            if (AskPython(python) is { Length: > 0 } prefix)
            {
                return prefix;
            }
        }

        throw new MimicException("No Python environment is active, and there is no python in the PATH.", "Activate it first, or give its folder with --prefix.");
    }

    internal static string User(Func<string, string?> variable, string home, PlatformID system)
    {
        if (variable("JUPYTER_DATA_DIR") is { Length: > 0 } given)
        {
            return given;
        }

        if (system == PlatformID.MacOSX)
        {
            return Path.Combine(home, "Library", "Jupyter");
        }

        if (system == PlatformID.Win32NT)
        {
            return variable("APPDATA") is { Length: > 0 } roaming
                ? Path.Combine(roaming, "jupyter")
                : Path.Combine(variable("JUPYTER_CONFIG_DIR") is { Length: > 0 } config ? config : Path.Combine(home, ".jupyter"), "data");
        }

        return Path.Combine(variable("XDG_DATA_HOME") is { Length: > 0 } data ? data : Path.Combine(home, ".local", "share"), "jupyter");
    }

    private static string? AskPython(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import sys; print(sys.prefix)"]) { RedirectStandardOutput = true })!;
            var line = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return process.ExitCode == 0 ? line : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
