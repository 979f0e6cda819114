using System.Buffers;
using System.Runtime.ExceptionServices;

namespace Mimic.Tables;

/// <summary>A stretch of a table's bytes. Before its start there is room for the row that the block before it left unfinished.</summary>
/// <param name="Bytes">The buffer, which goes back with <see cref="TableBlocks.Return"/>.</param>
/// <param name="Start">The first byte of the stretch.</param>
/// <param name="End">Behind its last byte.</param>
internal readonly record struct Block(byte[] Bytes, int Start, int End);

/// <summary>
/// Cuts a stream into blocks. One reader takes them in order; a block that is not there yet it reads itself, unless another thread is
/// at it (<see cref="ReadAhead"/>). An error reaches the reader behind everything that was read before it.
/// </summary>
internal sealed class TableBlocks : IDisposable
{
    /// <summary>Bytes of a buffer: few enough for the cache of a core, enough to make handing over cheap.</summary>
    public const int UsualBytes = 1 << 18;

    private const int MostReady = 4;

    /// <summary>A sixteenth of a buffer holds the unfinished row in all but odd tables.</summary>
    private const int RoomShare = 16;

    private readonly Stream _stream;
    private readonly string _path;
    private readonly ReadAhead? _ahead;
    private readonly object _gate = new();
    private readonly Queue<Block> _ready = new(MostReady);
    private ExceptionDispatchInfo? _error;
    private volatile bool _busy;
    private bool _ended;
    private bool _closed;

    /// <summary>Reads a stream, which is disposed together with this.</summary>
    /// <param name="stream">The bytes of the table.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="ahead">Where other threads find work; null if the reader does it all.</param>
    /// <param name="bytes">Bytes of a buffer; tests take few, so that everything straddles blocks.</param>
    public TableBlocks(Stream stream, string path, ReadAhead? ahead = null, int bytes = UsualBytes)
    {
        (_stream, _path, _ahead, Bytes) = (stream, path, ahead, bytes);
        ahead?.Add(this);
    }

    /// <summary>The bytes of a buffer; a block has fewer.</summary>
    public int Bytes { get; }

    /// <summary>The next block; false at the end.</summary>
    /// <exception cref="MimicException">The stream is damaged behind the blocks that were given.</exception>
    public bool TryTake(out Block block)
    {
        while (true)
        {
            WaitShortly();
            lock (_gate)
            {
                if (_ready.TryDequeue(out block))
                {
                    return true;
                }

                if (_ended)
                {
                    _error?.Throw();
                    return false;
                }

                if (_busy)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                ObjectDisposedException.ThrowIf(_closed, this);
                _busy = true;
            }

            ReadBlock();
        }
    }

    /// <summary>Reads one block for later; false if enough are waiting, another thread is at it, or nothing is left.</summary>
    public bool TryWork()
    {
        if (_busy)
        {
            return false;
        }

        lock (_gate)
        {
            if (_busy || _ended || _closed || _ready.Count >= MostReady)
            {
                return false;
            }

            _busy = true;
        }

        ReadBlock();
        return true;
    }

    /// <summary>How many blocks are waiting for the reader; most is no number of blocks if none can be added.</summary>
    public int Waiting()
    {
        lock (_gate)
        {
            return _busy || _ended || _closed || _ready.Count >= MostReady ? int.MaxValue : _ready.Count;
        }
    }

    /// <summary>Gives the buffer of a block back.</summary>
    public static void Return(in Block block) => ArrayPool<byte>.Shared.Return(block.Bytes);

    /// <summary>Closes the stream; waits for a thread that is reading a block.</summary>
    public void Dispose()
    {
        _ahead?.Remove(this);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            while (_busy)
            {
                Monitor.Wait(_gate);
            }

            _ended = true;
            while (_ready.TryDequeue(out var block))
            {
                Return(block);
            }
        }

        _stream.Dispose();
    }

    private void ReadBlock()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Bytes);
        var start = Bytes / RoomShare;
        var end = start;
        var ended = false;
        ExceptionDispatchInfo? error = null;
        try
        {
            while (end < Bytes && !ended)
            {
                var count = _stream.Read(buffer.AsSpan(end, Bytes - end));
                end += count;
                ended = count == 0;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to the reader, not to the thread that happened to have time.
            error = ExceptionDispatchInfo.Capture(
                e is IOException ? new MimicException($"{_path} cannot be read: {e.Message}", "Check the disk or the network drive it lies on.", e) : e);
        }

        lock (_gate)
        {
            (_error, _ended) = (error, ended || error is not null);
            var block = new Block(buffer, start, end);
            if (end > start)
            {
                _ready.Enqueue(block);
            }
            else
            {
                Return(block);
            }

            _busy = false;
            Monitor.PulseAll(_gate);
        }

        if (ended || error is not null)
        {
            _ahead?.Remove(this);
        }
    }

    /// <summary>A block takes a fraction of a millisecond: the thread that is at it may be done before a pause would be over.</summary>
    private void WaitShortly()
    {
        var spin = default(SpinWait);
        while (_busy && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }
    }
}
