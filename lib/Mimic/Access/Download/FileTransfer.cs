namespace Mimic.Access.Download;

/// <summary>
/// A file that is being fetched: what is there, which pieces are handed out, how often it failed. Safe for use by several threads.
/// </summary>
internal sealed class FileTransfer : IDisposable
{
    private const int MostChanges = 3;

    private readonly DownloadOptions _options;
    private readonly TransferCount _count;
    private readonly CancellationToken _stop;
    private readonly Lock _gate = new();
    private readonly HashSet<int> _claimed = [];
    private CancellationTokenSource _current;
    private RunningSum _sum;
    private int _generation;
    private int _changes;
    private long _resumed;
    private bool _isEnding;

    public FileTransfer(WantedFile file, PartialFile partial, LedgerLine? known, DownloadOptions options, TransferCount count, CancellationToken stop)
    {
        (File, Partial, _options, _count, _stop) = (file, partial, options, count, stop);
        (Tag, Modified) = partial.Have > 0 ? (known?.Tag, known?.Modified) : (null, null);
        _resumed = partial.Have;
        count.Resume(_resumed);
        Tries = new(options, partial.Have);
        _sum = new(partial);
        _sum.Advance(partial.Front);
        _current = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    public WantedFile File { get; }

    public PartialFile Partial { get; }

    /// <summary>The server's marks of the state that is being fetched.</summary>
    public string? Tag { get; private set; }

    /// <inheritdoc cref="Tag"/>
    public string? Modified { get; private set; }

    public TryCount Tries { get; }

    /// <summary>Whether its sum was wrong once.</summary>
    public bool HadWrongSum { get; private set; }

    /// <summary>Why it cannot be fetched; null as long as it may be.</summary>
    public FileFailure? Failure { get; private set; }

    /// <summary>Hands out a piece, if there is one to fetch.</summary>
    /// <param name="alone">Only if nobody else is at the file.</param>
    public Piece? Claim(bool alone)
    {
        lock (_gate)
        {
            if (Failure is not null || _isEnding || Partial.IsWhole || (alone && _claimed.Count > 0))
            {
                return null;
            }

            if (Partial.Total is null)
            {
                // Its size and its state must be known before others can help.
                return _claimed.Count > 0 ? null : Hand(0);
            }

            for (var i = 0; i < Partial.Pieces; i++)
            {
                if (Partial.Next(i) < Partial.End(i) && !_claimed.Contains(i))
                {
                    return Hand(i);
                }
            }

            return null;
        }
    }

    /// <summary>Takes a piece back.</summary>
    /// <returns>Whether the file is all there and nobody is at it any more; said once only.</returns>
    public bool Release(Piece piece)
    {
        lock (_gate)
        {
            if (piece.Generation == _generation)
            {
                _claimed.Remove(piece.Index);
            }

            return !_isEnding && (_isEnding = _claimed.Count == 0 && (Partial.IsWhole || Failure is not null));
        }
    }

    /// <summary>What to ask for next; null if the piece is complete.</summary>
    public (long From, long? To)? Missing(Piece piece)
    {
        lock (_gate)
        {
            Check(piece);
            var (from, end) = (Partial.Next(piece.Index), Partial.End(piece.Index));
            return from == end ? null
                : end is not null || Partial.IsStream ? (from, end)
                : (from, ((from / _options.PieceBytes) + 1) * _options.PieceBytes);
        }
    }

    /// <summary>Takes the size and the marks that an answer with a part tells.</summary>
    /// <returns>Whether they were not known before.</returns>
    /// <exception cref="SupersededException">They are others than before: the file has changed, and is begun anew.</exception>
    public bool Meet(Piece piece, long total, string? tag, string? modified)
    {
        lock (_gate)
        {
            Check(piece);
            var sameTag = Tag is null || tag is null || Tag == tag;
            var sameTime = Modified is null || modified is null || Modified == modified;
            if ((Partial.Total is { } known && known != total) || !sameTag || !sameTime || Partial.Have > total)
            {
                Change();
                throw new SupersededException();
            }

            (Tag, Modified) = (tag ?? Tag, modified ?? Modified);
            var from = Partial.Next(piece.Index);
            if (Partial.Total is not null)
            {
                return false;
            }

            Partial.SetTotal(total);
            _claimed.Clear();
            piece.Renew((int)Math.Min(from / _options.PieceBytes, Partial.Pieces - 1), _generation, _current.Token);
            _claimed.Add(piece.Index);
            return true;
        }
    }

    /// <summary>Takes an answer that brings all of the file from its beginning; what was there is forgotten.</summary>
    public void BeginStream(Piece piece, long? total, string? tag, string? modified)
    {
        lock (_gate)
        {
            Check(piece);
            if (Partial.Have > 0 && ((Tag is not null && tag is not null && tag != Tag) || (Partial.Total is { } known && total is { } now && known != now)))
            {
                CountChange();
            }

            Restart(asStream: true);
            (Tag, Modified) = (tag, modified);
            if (total is { } size)
            {
                Partial.SetTotal(size);
            }

            piece.Renew(0, _generation, _current.Token);
            _claimed.Add(0);
        }
    }

    /// <summary>Takes it that the stream, whose length was not known, is at its end.</summary>
    public void EndStream(Piece piece)
    {
        lock (_gate)
        {
            Check(piece);
            Partial.SetTotal(Partial.Have);
        }
    }

    /// <summary>Takes bytes of a piece.</summary>
    public void Take(Piece piece, ReadOnlySpan<byte> bytes)
    {
        (RunningSum Sum, long From, long Front) written;
        lock (_gate)
        {
            Check(piece);
            var from = Partial.Next(piece.Index);
            Partial.Write(piece.Index, bytes);
            Tries.Reached(Partial.Have);
            written = (_sum, from, Partial.Front);
        }

        written.Sum.Take(bytes, written.From, written.Front); // Others may write meanwhile.
    }

    /// <summary>Whether the sum of what came is the wanted one. If not, the file is begun anew the first time, and has failed the second.</summary>
    public async Task<bool> IsRightAsync()
    {
        var sum = await _sum.FinishAsync(Partial.Total!.Value).ConfigureAwait(false);
        Sum = sum;
        if (File.Sha256 is null || File.Sha256.Equals(sum, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        lock (_gate)
        {
            if (HadWrongSum)
            {
                Partial.Clear(asStream: false);
                Failure = new(
                    "its bytes are not those that the list of checksums means, also after a second try",
                    "Run the same command again, which gets the list anew as well; if it stays so, tell the keepers of the project.")
                { IsDoubtOfList = true };
                return false;
            }

            HadWrongSum = true;
            Restart(asStream: Partial.IsStream);
            _isEnding = false;
            return false;
        }
    }

    /// <summary>The sum of what came, after <see cref="IsRightAsync"/>.</summary>
    public string? Sum { get; private set; }

    /// <summary>Gives the file up; one who fetched what is not wanted any more has no say in it.</summary>
    public void Fail(Piece piece, FileFailure failure)
    {
        lock (_gate)
        {
            if (IsCurrent(piece))
            {
                Failure = failure;
                _current.Cancel();
            }
        }
    }

    /// <summary>Whether a piece is still wanted.</summary>
    public bool IsCurrent(Piece piece)
    {
        lock (_gate)
        {
            return piece.Generation == _generation && Failure is null;
        }
    }

    /// <summary>Begins the file anew, since it is not what was fetched before.</summary>
    public void BeginAnew(Piece piece)
    {
        lock (_gate)
        {
            Check(piece);
            Change();
        }
    }

    public void Dispose()
    {
        _sum.StopAsync().GetAwaiter().GetResult();
        Partial.Dispose();
        _sum.Dispose();
        _current.Dispose();
    }

    private Piece Hand(int index)
    {
        _claimed.Add(index);
        return new(this, index, _generation, _current.Token);
    }

    private void Check(Piece piece)
    {
        _ = IsCurrent(piece) ? true : throw new SupersededException();
    }

    private void Change()
    {
        CountChange();
        Restart(asStream: false);
    }

    private void CountChange()
    {
        if (++_changes > MostChanges)
        {
            throw new FileFailure("the server changes it while it is fetched", "Run the same command again later.");
        }
    }

    private void Restart(bool asStream)
    {
        _generation++;
        _claimed.Clear();
        _current.Cancel();
        _current = CancellationTokenSource.CreateLinkedTokenSource(_stop);

        // Its reader must be gone before the file is made shorter.
        _sum.StopAsync().GetAwaiter().GetResult();
        _count.Lose(Partial.Have - _resumed, _resumed);
        Partial.Clear(asStream);
        _sum = new(Partial);
        (Tag, Modified, _resumed) = (null, null, 0);
    }
}
