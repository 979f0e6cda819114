using System.Runtime.InteropServices;

namespace Mimic.Kernel.Jupyter;

/// <summary>A process that is a kernel: lives as long as its client wants, and not longer than the process that started it.</summary>
public static class KernelProcess
{
    /// <summary>Serves until shut down.</summary>
    /// <param name="connectionFile">The file in which the client says where and how.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="MimicException">The file or an address in it cannot be used.</exception>
    public static async Task<int> RunAsync(string connectionFile)
    {
        var connection = ConnectionFile.Read(connectionFile);
        var log = new KernelLog();
        var server = new KernelServer(connection, Directory.GetCurrentDirectory(), log);
        await using (server.ConfigureAwait(false))
        {
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                server.Stop();
            });
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
            {
                context.Cancel = true;
                server.Interrupt();
            });
            ParentWatch.Start(server.Stop);
            await server.RunAsync().ConfigureAwait(false);
        }

        // A cell that still runs, or a thread that it left, does not keep the process.
        Environment.Exit(0);
        return 0;
    }
}
