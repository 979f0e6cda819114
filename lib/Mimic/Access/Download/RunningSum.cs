using System.Buffers;
using System.Security.Cryptography;

namespace Mimic.Access.Download;

/// <summary>
/// The SHA-256 of a file while it comes. What comes in order is summed as it is handed over. Where pieces come in any order, and of the
/// bytes of an earlier run, another thread follows the front of what is there without a gap, and reads it back from the system's cache.
/// </summary>
internal sealed class RunningSum(PartialFile file) : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock _gate = new();
    private Task _work = Task.CompletedTask;
    private long _front;
    private long _summed;
    private long _step = BufferBytes;
    private bool _isRunning;
    private bool _isStopped;

    /// <summary>Tells how much is there without a gap.</summary>
    public void Advance(long front)
    {
        lock (_gate)
        {
            Reach(front);
        }
    }

    /// <summary>Takes bytes that are in the file already.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="from">Where in the file they begin.</param>
    /// <param name="front">How much is there without a gap.</param>
    public void Take(ReadOnlySpan<byte> bytes, long from, long front)
    {
        lock (_gate)
        {
            // What is missing before them is read back here, if it is little: so a sum that fell behind is up with the front again.
            if (_isRunning || _isStopped || from < _summed || from - _summed >= BufferBytes || from + bytes.Length > front)
            {
                Reach(front);
                return;
            }

            _isRunning = true;
        }

        if (_summed < from)
        {
            ReadBack(from);
        }

        _hash.AppendData(bytes);
        lock (_gate)
        {
            (_summed, _isRunning) = (from + bytes.Length, false);
            Reach(front);
        }
    }

    /// <summary>The sum of the whole file, in lower case.</summary>
    /// <param name="total">Its size.</param>
    public async Task<string> FinishAsync(long total)
    {
        Task work;
        lock (_gate)
        {
            _step = 1;
            Reach(total);
            work = _work;
        }

        await work.ConfigureAwait(false);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Ends it; whoever waits for the end of the reading may then change the file.</summary>
    public async Task StopAsync()
    {
        Task work;
        lock (_gate)
        {
            _isStopped = true;
            work = _work;
        }

        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _hash.Dispose();

    private void Reach(long front)
    {
        _front = Math.Max(_front, front);
        if (!_isRunning && !_isStopped && _front - _summed >= _step)
        {
            _isRunning = true;
            _work = Task.Run(Follow);
        }
    }

    private void Follow()
    {
        while (Wanted() is var wanted and > 0)
        {
            ReadBack(_summed + Math.Min(BufferBytes, wanted));
        }
    }

    private long Wanted()
    {
        lock (_gate)
        {
            var wanted = _isStopped || _front - _summed < _step ? 0 : _front - _summed;
            _isRunning = wanted > 0;
            return wanted;
        }
    }

    private bool IsStopped()
    {
        lock (_gate)
        {
            return _isStopped;
        }
    }

    private void ReadBack(long to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (_summed < to)
            {
                var count = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - _summed)), _summed);
                if (count == 0)
                {
                    // A file that is begun anew is made empty, and nobody wants its sum any more.
                    _ = IsStopped() ? true : throw new IOException("A file that is being fetched has become shorter.");
                    return;
                }

                _hash.AppendData(buffer, 0, count);
                lock (_gate)
                {
                    _summed += count;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
