using System.Diagnostics;

namespace Mimic.Access.Download;

/// <summary>Fetches files with several connections: hands out pieces, tries again what failed, puts what is whole and right in its place.</summary>
internal sealed class TransferRun : IDisposable
{
    private readonly string _folder;
    private readonly DownloadOptions _options;
    private readonly Ledger _ledger;
    private readonly ArchiveClient _client;
    private readonly TransferCount _count;
    private readonly RequestGate _gate = new();
    private readonly Lock _lock = new();
    private readonly List<FileTransfer> _active = [];
    private readonly List<Task> _ends = [];
    private readonly List<(string File, FileFailure Why)> _failed = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IEnumerator<WantedFile> _source = Enumerable.Empty<WantedFile>().GetEnumerator();
    private int _preparing;

    public TransferRun(Uri address, string folder, DownloadOptions options, Ledger ledger, TransferCount count)
    {
        (_folder, _options, _ledger, _count) = (folder, options, ledger, count);
        _client = new(address, options);
        count.Gate = _gate;
    }

    public void Dispose()
    {
        _source.Dispose();
        _client.Dispose();
    }

    /// <summary>The server, for other requests.</summary>
    public ArchiveClient Client => _client;

    /// <summary>Fetches the files that are not there yet.</summary>
    /// <returns>Those that could not be fetched, and why.</returns>
    /// <exception cref="MimicException">Nothing can be fetched any more.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what has come stays.</exception>
    public async Task<IReadOnlyList<(string File, FileFailure Why)>> FetchAsync(IEnumerable<WantedFile> files, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _source.Dispose();
        _source = files.GetEnumerator();
        _failed.Clear();
        var workers = Enumerable.Range(0, _options.Connections).Select(_ => Task.Run(() => GuardAsync(() => WorkAsync(ending), ending), CancellationToken.None)).ToList();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(_ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();

            // The first that failed stopped the others, whose exceptions only say so.
            var first = workers.Concat(_ends).Where(w => w.IsFaulted).Select(w => w.Exception!.InnerException!).OrderBy(e => e is MimicException ? 0 : 1).FirstOrDefault();
            if (first is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
            }
        }
        finally
        {
            _active.ForEach(t => t.Dispose());
            _active.Clear();
            _ends.Clear();
        }

        return [.. _failed];
    }

    private async Task GuardAsync(Func<Task> work, CancellationTokenSource ending)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch
        {
            await ending.CancelAsync().ConfigureAwait(false);
            Signal();
            throw;
        }
    }

    private async Task WorkAsync(CancellationTokenSource ending)
    {
        var stop = ending.Token;
        var fetcher = new PieceFetcher(_client, _options, _count.Receive, Met);
        while (await NextAsync(stop).ConfigureAwait(false) is { } piece)
        {
            var transfer = piece.Transfer;
            try
            {
                await FetchAsync(fetcher, piece, stop).ConfigureAwait(false);
            }
            catch (FileFailure e)
            {
                transfer.Fail(piece, e);
            }
            catch (SupersededException)
            {
                // Its file was begun anew or given up; the pieces are handed out again, or not.
            }

            if (transfer.Release(piece))
            {
                // To see a large file onto the disk takes a while, in which this connection can fetch others.
                lock (_lock)
                {
                    _ends.RemoveAll(e => e.IsCompletedSuccessfully);
                    _ends.Add(Task.Run(() => GuardAsync(() => EndAsync(transfer), ending), CancellationToken.None));
                }
            }

            Signal();
        }
    }

    private async Task FetchAsync(PieceFetcher fetcher, Piece piece, CancellationToken stop)
    {
        var transfer = piece.Transfer;
        while (transfer.Missing(piece) is not null)
        {
            await _gate.WaitAsync(stop).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            try
            {
                await fetcher.FetchAsync(piece).ConfigureAwait(false);
                _count.GotOn();
            }
            catch (AttemptFailure) when (!transfer.IsCurrent(piece))
            {
                throw new SupersededException();
            }
            catch (AttemptFailure e)
            {
                var pause = transfer.Tries.Count(e, started, _count.Progress);
                _count.Retry();
                if (e.Wait is { } wait)
                {
                    _gate.Close(wait);
                }
                else
                {
                    await Pause(pause, piece.Token, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new SupersededException();
            }
        }
    }

    /// <summary>The server has told size and state of a file: a later run can go on with it, and other connections can help.</summary>
    private void Met(FileTransfer transfer)
    {
        _ledger.Add(new() { File = transfer.File.Path, Bytes = transfer.Partial.Total, Tag = transfer.Tag, Modified = transfer.Modified });
        if (transfer.Partial.Total is { } total)
        {
            _count.Learn(transfer.File, total);
        }

        Signal();
    }

    private static async Task Pause(TimeSpan time, CancellationToken token, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SupersededException();
        }
    }

    private async Task<Piece?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            WantedFile? next = null;
            Task changed;
            lock (_lock)
            {
                // A file to each connection while there are enough: connections at one file wait for one another.
                if (Claim(alone: true) is { } own)
                {
                    return own;
                }

                if (_source.MoveNext())
                {
                    next = _source.Current;
                    _preparing++;
                }
                else if (Claim(alone: false) is { } shared)
                {
                    return shared;
                }
                else if (_active.Count == 0 && _preparing == 0)
                {
                    return null;
                }

                changed = _changed.Task;
            }

            if (next is null)
            {
                await changed.WaitAsync(stop).ConfigureAwait(false);
                continue;
            }

            Prepare(next, stop);
        }
    }

    private Piece? Claim(bool alone) => _active.Select(t => t.Claim(alone)).FirstOrDefault(p => p is not null);

    private void Prepare(WantedFile file, CancellationToken stop)
    {
        FileTransfer? transfer = null;
        try
        {
            var path = Path.Combine(_folder, file.Path.Replace('/', Path.DirectorySeparatorChar));
            if (ExistingFile.IsRight(file, path, _ledger, _options.Verify, stop))
            {
                _count.AlreadyThere(file, new FileInfo(path).Length);
                return;
            }

            ExistingFile.SetAside(path, file.Path);
            transfer = new(file, PartialFile.Open(path, _options.PieceBytes), _ledger.Find(file.Path), _options, _count, stop);
        }
        finally
        {
            lock (_lock)
            {
                _preparing--;
                if (transfer is not null)
                {
                    _active.Add(transfer);
                }
            }

            Signal();
        }
    }

    private async Task EndAsync(FileTransfer transfer)
    {
        var file = transfer.File;
        if (transfer.Failure is null && !await transfer.IsRightAsync().ConfigureAwait(false) && transfer.Failure is null)
        {
            _count.Retry();
            Signal();
            return;
        }

        if (transfer.Failure is null)
        {
            var path = Path.Combine(_folder, file.Path.Replace('/', Path.DirectorySeparatorChar));
            DateTimeOffset? modified = DateTimeOffset.TryParse(transfer.Modified, out var time) ? time : null;

            // It waits for the disk, on a thread of its own: those that fetch are not many.
            await Task.Factory.StartNew(() => transfer.Partial.Publish(path, modified), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            _ledger.Add(LedgerLine.OfWhole(file, new(path), transfer.Sum, transfer.Tag, transfer.Modified));
            _count.Complete();
        }

        lock (_lock)
        {
            _active.Remove(transfer);
            if (transfer.Failure is { } failure)
            {
                _failed.Add((file.Path, failure));
            }
        }

        transfer.Dispose();
        Signal();
    }

    private void Signal()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
