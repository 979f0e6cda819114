using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mimic.Kernel.Wire;

/// <summary>
/// A socket in the sense of ZeroMQ that others connect to, over TCP: accepts connections, greets, reads messages. What becomes
/// of a message is a matter of its kind. Peers come and go; one that breaks the protocol is closed with a line in the log, and
/// the others do not notice.
/// </summary>
public abstract class ServerSocket : IAsyncDisposable
{
    private const int SignatureLength = 10;
    private const int LongestIdentity = 255;

    private readonly Socket _listener;
    private readonly string _type;
    private readonly string _name;
    private readonly Action<string> _log;
    private readonly HashSet<Peer> _peers = [];
    private readonly CancellationTokenSource _ended = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>Binds the socket. It takes connections from <see cref="Start"/> on; until then they wait.</summary>
    /// <param name="type">What kind of socket it is, as the protocol calls it.</param>
    /// <param name="name">What it is for; the log names it.</param>
    /// <param name="address">Where to listen. Port 0 takes any free one.</param>
    /// <param name="log">Takes sentences about peers that were turned away.</param>
    /// <param name="limits">What a peer may ask.</param>
    /// <exception cref="MimicException">The address cannot be used.</exception>
    protected ServerSocket(string type, string name, IPEndPoint address, Action<string> log, WireLimits limits)
    {
        ArgumentNullException.ThrowIfNull(address);
        (_type, _name, _log, Limits) = (type, name, log, limits);
        _listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(address);
            _listener.Listen();
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new MimicException($"The kernel cannot listen on {address} ({name}): {e.Message}", "Another program may use the port; start the kernel again.", e);
        }
    }

    /// <summary>Where the socket listens.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    private protected WireLimits Limits { get; }

    /// <summary>Begins to take connections.</summary>
    public void Start() => _accepting = AcceptAsync();

    /// <summary>Sends what waits to all peers, for so long at most, and closes.</summary>
    /// <param name="patience">How long peers may take to read.</param>
    public async Task CloseAsync(TimeSpan patience)
    {
        await Task.WhenAll(Peers().Select(p => p.FlushAsync(patience))).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        foreach (var peer in Peers())
        {
            peer.Close();
        }

        await _accepting.ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>The peers of now.</summary>
    private protected Peer[] Peers()
    {
        lock (_peers)
        {
            return [.. _peers];
        }
    }

    /// <summary>Writes a line about a peer.</summary>
    private protected void Log(Peer peer, string what) => _log($"{_name}: {peer.Name}: {what}");

    /// <summary>A peer has introduced itself.</summary>
    private protected virtual void Joined(Peer peer)
    {
    }

    /// <summary>A peer is gone.</summary>
    private protected virtual void Left(Peer peer)
    {
    }

    /// <summary>A peer has sent a message.</summary>
    private protected abstract void Received(Peer peer, IReadOnlyList<byte[]> message);

    /// <summary>A peer has sent a command that is not part of every connection.</summary>
    private protected virtual void Commanded(Peer peer, string name, ReadOnlyMemory<byte> data)
    {
    }

    private async Task AcceptAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_ended.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A connection that broke while it was taken; too many open files end here as well.
                await Task.Delay(10).ConfigureAwait(false);
                continue;
            }

            _ = ServeAsync(socket);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a peer's bytes lead to ends this peer and nothing else.")]
    private async Task ServeAsync(Socket socket)
    {
        var peer = new Peer(socket, Limits);
        await using (peer.ConfigureAwait(false))
        {
            var joined = false;
            try
            {
                lock (_peers)
                {
                    if (_peers.Count >= Limits.Peers || _ended.IsCancellationRequested)
                    {
                        throw new WireException($"{Limits.Peers} connections are open already");
                    }

                    _peers.Add(peer);
                }

                await GreetAsync(peer).ConfigureAwait(false);
                joined = true;
                Joined(peer);
                await ReadAsync(peer).ConfigureAwait(false);
            }
            catch (WireException e)
            {
                Log(peer, $"{e.Message}; the connection is closed.");
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Connections end; a client that goes away says nothing first.
            }
            catch (Exception e)
            {
                Log(peer, $"{e.GetType().Name}: {e.Message}; the connection is closed.");
            }
            finally
            {
                lock (_peers)
                {
                    _peers.Remove(peer);
                }

                if (joined)
                {
                    Left(peer);
                }
            }
        }
    }

    private async Task GreetAsync(Peer peer)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(peer.Closed);
        patience.CancelAfter(Limits.Handshake);
        try
        {
            peer.TrySend(Frames.Greeting(), reserved: true);
            var signature = await peer.Reader.ReadBytesAsync(SignatureLength, patience.Token).ConfigureAwait(false);
            if (!Frames.IsSignature(signature))
            {
                throw new WireException("it does not speak ZMTP");
            }

            var rest = await peer.Reader.ReadBytesAsync(Frames.GreetingLength - SignatureLength, patience.Token).ConfigureAwait(false);
            Frames.CheckGreeting([.. signature, .. rest]);
            peer.TrySend(Frames.EncodeReady(_type), reserved: true);
            var frame = await peer.Reader.ReadAsync(0, patience.Token).ConfigureAwait(false);
            var (name, data) = frame.IsCommand ? Frames.ReadCommand(frame.Body) : (string.Empty, default);
            if (name != "READY")
            {
                throw new WireException("it did not introduce itself");
            }

            var identity = Frames.ReadProperties(data.Span).GetValueOrDefault("Identity", []);
            peer.Identity = identity.Length <= LongestIdentity ? identity : throw new WireException("its identity is too long");
        }
        catch (OperationCanceledException) when (!peer.Closed.IsCancellationRequested)
        {
            throw new WireException($"it did not introduce itself within {Limits.Handshake.TotalSeconds:0.##} s");
        }
    }

    private async Task ReadAsync(Peer peer)
    {
        var message = new List<byte[]>();
        var room = Limits.MessageBytes;
        while (true)
        {
            var frame = await peer.Reader.ReadAsync(room, peer.Closed).ConfigureAwait(false);
            if (frame.IsCommand)
            {
                Take(peer, Frames.ReadCommand(frame.Body));
                continue;
            }

            message.Add(frame.Body);
            room -= frame.Body.Length;
            if (message.Count > Limits.MessageFrames)
            {
                throw new WireException($"it sent a message of more than {Limits.MessageFrames:#,0} frames");
            }

            if (!frame.IsMore)
            {
                Received(peer, message);
                message = [];
                room = Limits.MessageBytes;
            }
        }
    }

    private void Take(Peer peer, (string Name, ReadOnlyMemory<byte> Data) command)
    {
        const int timeToLive = 2;
        switch (command.Name)
        {
            case "PING" when command.Data.Length >= timeToLive:
                peer.TrySend(Frames.EncodeCommand("PONG", command.Data.Span[timeToLive..]), reserved: true);
                break;
            case "ERROR":
                throw new WireException($"it refuses us: {Encoding.UTF8.GetString(command.Data.Span)}");
            default:
                Commanded(peer, command.Name, command.Data);
                break;
        }
    }
}
