using System.Net.Sockets;
using System.Threading.Channels;

namespace Mimic.Kernel.Wire;

/// <summary>
/// One connected peer: its identity, and a queue of what is to be sent to it, emptied by a writer of its own, so that messages
/// never mix and a peer that does not read holds up nobody.
/// </summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private readonly CancellationTokenSource _closed = new();
    private readonly WireLimits _limits;
    private readonly Task _writing;
    private long _waiting;

    public Peer(Socket socket, WireLimits limits)
    {
        (_socket, _limits) = (socket, limits);
        socket.NoDelay = true;
        _stream = new(socket, ownsSocket: true);
        Name = socket.RemoteEndPoint?.ToString() ?? "unknown";
        Reader = new(new BufferedStream(_stream, 16 << 10), limits);
        _writing = WriteAsync();
    }

    /// <summary>Address and port, for logs.</summary>
    public string Name { get; }

    /// <summary>How a router knows it; set when it has introduced itself.</summary>
    public byte[] Identity { get; set; } = [];

    /// <summary>What it has subscribed to, for a publisher.</summary>
    public List<byte[]> Subscriptions { get; } = [];

    /// <summary>How many messages it has missed because it did not read.</summary>
    public long Missed { get; set; }

    public FrameReader Reader { get; }

    /// <summary>Cancelled when the connection closes.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Puts a message into the queue.</summary>
    /// <param name="bytes">All of its frames.</param>
    /// <param name="reserved">Whether it may use the reserve, too.</param>
    /// <returns>False if there is no room.</returns>
    public bool TrySend(ReadOnlyMemory<byte> bytes, bool reserved)
    {
        var room = _limits.QueuedBytes + (reserved ? _limits.ReservedBytes : 0);

        // A message that is larger than the room is sent when nothing else waits.
        if (Interlocked.Add(ref _waiting, bytes.Length) is var waiting && waiting > room && waiting > bytes.Length)
        {
            Interlocked.Add(ref _waiting, -bytes.Length);
            return false;
        }

        return _queue.Writer.TryWrite(bytes);
    }

    /// <summary>Sends what waits, for so long at most; takes nothing more.</summary>
    public async Task FlushAsync(TimeSpan patience)
    {
        _queue.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(patience)).ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once; whoever reads from it sees its end.</summary>
    public void Close()
    {
        _queue.Writer.TryComplete();
        _closed.Cancel();
        _socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _writing.ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var bytes in _queue.Reader.ReadAllAsync(_closed.Token).ConfigureAwait(false))
            {
                await _stream.WriteAsync(bytes, _closed.Token).ConfigureAwait(false);
                Interlocked.Add(ref _waiting, -bytes.Length);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The peer has gone; the side that reads notices and tidies up.
        }
    }
}
