using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mimic.Access.Download;

namespace Mimic.Access;

/// <summary>
/// A small server on this computer that gives a folder as PhysioNet gives a project, for practice without a network: parts of files, marks of
/// their state, a rate a connection, a cut in the middle. It listens on the loopback address only; nobody else can reach it.
/// </summary>
/// <example>
/// <code>
/// using var archive = PracticeArchive.Start("data-demo", new() { CutAfterBytes = 3_000_000 });
/// var download = new ProjectDownload(archive.Address, "data", new() { Retries = 0 });
/// </code>
/// </example>
public sealed class PracticeArchive : IDisposable
{
    private readonly TcpListener _listener;
    private readonly string _folder;
    private readonly PracticeOptions _options;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private long _served;
    private long _allowed;
    private int _requests;
    private int _cuts;

    private PracticeArchive(string folder, PracticeOptions options)
    {
        (_folder, _options) = (folder, options);
        _listener = new(IPAddress.Loopback, options.Port);
        _listener.Start(64);
        var scheme = options.Certificate is null ? "http" : "https";
        Address = new(Invariant($"{scheme}://{(options.Certificate is null ? "127.0.0.1" : "localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port}/files/{options.Project}/"));
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The address of the project, for <see cref="ProjectDownload"/>.</summary>
    public Uri Address { get; }

    /// <summary>How many bytes of files it has sent.</summary>
    public long BytesServed => Interlocked.Read(ref _served);

    /// <summary>How many requests it has had.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts one.</summary>
    /// <param name="folder">A folder with a <c>SHA256SUMS.txt</c>, as <c>data-demo</c>.</param>
    /// <param name="options">How it behaves; null for a fast and faultless one.</param>
    /// <exception cref="MimicException">The folder has no such list.</exception>
    public static PracticeArchive Start(string folder, PracticeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return File.Exists(Path.Combine(folder, ProjectDownload.ListName))
            ? new(Path.GetFullPath(folder), options ?? new())
            : throw new MimicException(
                $"{folder} has no {ProjectDownload.ListName}, by which a download is checked.", "Give a folder that has one, as data-demo or the open demo of MIMIC-IV.");
    }

    /// <summary>Stops it; connections end.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _listener.Stop();
        _accepting.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _listener.Dispose();
    }

    internal X509Certificate2? Certificate => _options.Certificate;

    internal double? BytesPerSecond => _options.BytesPerSecond;

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountServed(int count) => Interlocked.Add(ref _served, count);

    /// <summary>How many of the bytes to be sent may be: fewer, once, where the connection is to be cut.</summary>
    internal int Allow(int count)
    {
        var after = Interlocked.Add(ref _allowed, count);
        return _options.CutAfterBytes is { } limit && after >= limit && Interlocked.Exchange(ref _cuts, 1) == 0
            ? (int)Math.Clamp(count - (after - limit), 0, count - 1)
            : count;
    }

    /// <summary>The file that an address means; null if there is none.</summary>
    internal FileInfo? Find(string target)
    {
        var prefix = $"/files/{_options.Project}/";
        var path = Uri.UnescapeDataString(target.Split('?')[0]);
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || path.Split('/').Any(p => p is ".." or ".") || path.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(_folder, path[prefix.Length..]));
        return file.Exists ? file : null;
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token).ConfigureAwait(false);
            client.NoDelay = true;
            _ = Task.Run(() => new PracticeConnection(this, client).RunAsync(_ending.Token));
        }
    }
}

/// <summary>How a <see cref="PracticeArchive"/> behaves.</summary>
public sealed record PracticeOptions
{
    /// <summary>Slug and version under which the folder is given, as <c>mimiciv/3.1</c>.</summary>
    public string Project { get; init; } = "practice/1.0";

    /// <summary>Cuts a connection once, when so many bytes of files have been sent; null for never.</summary>
    public long? CutAfterBytes { get; init; }

    /// <summary>The most bytes a second that a connection gets; null for no limit. PhysioNet gives about 50,000.</summary>
    public double? BytesPerSecond { get; init; }

    internal X509Certificate2? Certificate { get; init; }

    internal int Port { get; init; }
}
