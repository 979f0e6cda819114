using System.Buffers;
using System.Security.Cryptography;

namespace Mimic.Access.Download;

/// <summary>
/// The SHA-256 of a file while it comes: another thread follows the front of what is there without a gap, and reads it back from the
/// system's cache. So pieces may come in any order, and the bytes of an earlier run are counted like those of this one.
/// </summary>
internal sealed class RunningSum(PartialFile file) : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock _gate = new();
    private Task _work = Task.CompletedTask;
    private long _front;
    private long _hashed;
    private long _step = BufferBytes;
    private bool _isRunning;
    private bool _isStopped;

    /// <summary>Tells how much is there without a gap.</summary>
    public void Advance(long front)
    {
        lock (_gate)
        {
            _front = front;
            Start();
        }
    }

    /// <summary>The sum of the whole file, in lower case.</summary>
    /// <param name="total">Its size.</param>
    public async Task<string> FinishAsync(long total)
    {
        Task work;
        lock (_gate)
        {
            (_front, _step) = (total, 1);
            Start();
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

    private void Start()
    {
        if (!_isRunning && !_isStopped && _front - _hashed >= _step)
        {
            _isRunning = true;
            _work = Task.Run(Follow);
        }
    }

    private void Follow()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (Wanted() is var wanted and > 0)
            {
                var count = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, wanted)), _hashed);
                if (count == 0)
                {
                    throw new IOException("A file that is being fetched has become shorter.");
                }

                _hash.AppendData(buffer, 0, count);
                lock (_gate)
                {
                    _hashed += count;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private long Wanted()
    {
        lock (_gate)
        {
            var wanted = _isStopped || _front - _hashed < _step ? 0 : _front - _hashed;
            _isRunning = wanted > 0;
            return wanted;
        }
    }
}
