using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Kernel.Jupyter;

/// <summary>
/// Notices that the process is gone that started the kernel, and whose number (on Windows: an inherited handle) it has put into a
/// variable. Without this, every crash of a notebook server would leave kernels behind.
/// </summary>
internal static class ParentWatch
{
    private const string Variable = "JPY_PARENT_PID";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches, if there is a parent to watch.</summary>
    /// <param name="gone">Called when it is gone.</param>
    public static void Start(Action gone)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) || parent <= 1)
        {
            return;
        }

        var watch = new Thread(() =>
        {
            if (OperatingSystem.IsWindows())
            {
                using var handle = new EventWaitHandle(false, EventResetMode.ManualReset) { SafeWaitHandle = new SafeWaitHandle((nint)parent, ownsHandle: false) };
                handle.WaitOne();
            }
            else
            {
                WaitOnUnix((int)parent);
            }

            gone();
        })
        { IsBackground = true, Name = "parent watch" };
        watch.Start();
    }

    // A child of the parent sees another parent as soon as its own is dead, even if nobody has taken note of the death; whoever is
    // not its child can only ask whether the number is still in use.
    private static void WaitOnUnix(int parent)
    {
        const int nothing = 0;
        var isChild = ParentId() == parent;
        while (isChild ? ParentId() == parent : Signal(parent, nothing) == 0)
        {
            Thread.Sleep(Pause);
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
