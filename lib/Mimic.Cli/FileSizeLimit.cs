using System.Runtime.InteropServices;

namespace Mimic.Cli;

/// <summary>
/// A file that reaches the limit of the user (<c>ulimit -f</c>) ends a process without a word, unless the process handles the signal for it.
/// Then the write fails, which is told as any other error is.
/// </summary>
internal static class FileSizeLimit
{
    private const int Exceeded = 25; // SIGXFSZ, on Linux as on macOS

    /// <summary>Makes it an error; until the result is disposed.</summary>
    public static IDisposable? MakeError() =>
        OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)Exceeded, context => context.Cancel = true);
}
