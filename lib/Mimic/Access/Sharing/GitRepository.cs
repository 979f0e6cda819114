using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Mimic.Access;

/// <summary>What git knows of a folder, asked of the command git.</summary>
/// <param name="root">The folder of the repository.</param>
internal sealed class GitRepository(string root)
{
    public string Root { get; } = root;

    /// <summary>The repository that a folder is in; null if it is in none, or if there is no git.</summary>
    public static GitRepository? Above(string folder) =>
        Run(folder, ["rev-parse", "--show-toplevel"]) is { Length: > 0 } top ? new(Path.GetFullPath(Text(top).TrimEnd('\n', '\r'))) : null;

    /// <summary>The files below a folder that are committed or could be: not those that are ignored.</summary>
    public IReadOnlyList<string> Listed(string folder) =>
        Names(Run(folder, ["ls-files", "--full-name", "-z", "--cached", "--others", "--exclude-standard"]));

    /// <summary>The files that the next commit adds or changes.</summary>
    public IReadOnlyList<string> Staged() =>
        Names(Run(Root, ["diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=ACMRT"]));

    /// <summary>Every file of the next commit with the name of its content; links to other repositories are left out.</summary>
    public IReadOnlyDictionary<string, string> Index()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Names(Run(Root, ["ls-files", "--stage", "-z", "--full-name"])))
        {
            // "100644 NAME 0<tab>path"; stage 0 is what will be committed.
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var parts = entry[..tab].Split(' ');
            if (parts is ["100644" or "100755" or "120000", var name, _])
            {
                files[entry[(tab + 1)..]] = name;
            }
        }

        return files;
    }

    /// <summary>A content by its name.</summary>
    public Stream Content(string name)
    {
        var process = Start(Root, ["cat-file", "blob", name]) ?? throw new MimicException("The command git cannot be started.", "Install git, or scan the files by their paths.");
        return new ProcessOutput(process);
    }

    private static IReadOnlyList<string> Names(byte[]? output) =>
        output is null ? [] : Text(output).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte[]? Run(string folder, string[] arguments)
    {
        using var process = Start(folder, arguments);
        if (process is null)
        {
            return null;
        }

        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return process.ExitCode == 0 ? output.ToArray() : null;
    }

    private static Process? Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The output of a process, which ends with its reader.</summary>
    private sealed class ProcessOutput(Process process) : Stream
    {
        private bool _disposed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => process.StandardOutput.BaseStream.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => process.StandardOutput.BaseStream.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;

                // Whoever stops reading early leaves a process that waits to write.
                process.StandardOutput.Dispose();
                process.WaitForExit();
                process.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>What is about to be committed, as it is staged; the files on the disk may differ.</summary>
internal sealed class StagedFolder : ScanFolder
{
    private readonly GitRepository _repository;
    private readonly IReadOnlyDictionary<string, string> _index;

    private StagedFolder(GitRepository repository)
    {
        (_repository, _index) = (repository, repository.Index());
        Files = [.. repository.Staged().Where(_index.ContainsKey).Order(StringComparer.Ordinal)];
    }

    public override string Root => _repository.Root;

    public override bool IsWhole => false;

    public override IReadOnlyList<string> Files { get; }

    /// <summary>The staged files of the repository that a folder is in.</summary>
    /// <exception cref="MimicException">It is in none.</exception>
    public static StagedFolder Of(string folder) => new(GitRepository.Above(Path.GetFullPath(folder)) ?? throw new MimicException(
        $"{folder} is in no git repository, or git is not installed.", "Run the command in a repository, or scan files by their paths, without --staged."));

    public override Stream? Open(string path) => _index.TryGetValue(path, out var name) ? _repository.Content(name) : null;

    public override bool Has(string path) => _index.ContainsKey(path);
}
