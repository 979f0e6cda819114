using System.Net;

namespace Mimic.Kernel.Wire;

/// <summary>A ROUTER: messages come with the identity of their peer, and go to the peer with the identity in front.</summary>
public sealed class RouterSocket : ServerSocket
{
    private readonly Dictionary<string, Peer> _byIdentity = new(StringComparer.Ordinal);
    private readonly Action<IReadOnlyList<byte[]>> _received;
    private int _invented;

    /// <summary>Binds a router.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="log">Takes sentences about peers that were turned away.</param>
    /// <param name="received">Takes messages, the identity first; those of one peer come one after another.</param>
    /// <param name="limits">What a peer may ask; null for the usual.</param>
    /// <exception cref="MimicException">The address cannot be used.</exception>
    public RouterSocket(string name, IPEndPoint address, Action<string> log, Action<IReadOnlyList<byte[]>> received, WireLimits? limits = null)
        : base("ROUTER", name, address, log, limits ?? WireLimits.Default) => _received = received;

    /// <summary>Sends a message. If its peer is gone, it is dropped without a word, as routers do.</summary>
    /// <param name="message">The frames, the identity of the peer first.</param>
    public void Send(IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Peer? peer;
        lock (_byIdentity)
        {
            peer = _byIdentity.GetValueOrDefault(Key(message[0].Span));
        }

        if (peer is not null && !peer.TrySend(Frames.Encode([.. message.Skip(1)]), reserved: true) && !peer.Closed.IsCancellationRequested)
        {
            Log(peer, $"more than {Limits.QueuedBytes:#,0} bytes wait for it and it does not read them; the connection is closed.");
            peer.Close();
        }
    }

    private protected override void Joined(Peer peer)
    {
        // Identities that begin with 0 are the router's own.
        if (peer.Identity.Length == 0 || peer.Identity[0] == 0)
        {
            peer.Identity = [0, .. BitConverter.GetBytes(Interlocked.Increment(ref _invented))];
        }

        Peer? older;
        lock (_byIdentity)
        {
            older = _byIdentity.GetValueOrDefault(Key(peer.Identity));
            _byIdentity[Key(peer.Identity)] = peer;
        }

        // The same client again, before the end of its old connection was seen.
        older?.Close();
    }

    private protected override void Left(Peer peer)
    {
        lock (_byIdentity)
        {
            if (_byIdentity.GetValueOrDefault(Key(peer.Identity)) == peer)
            {
                _byIdentity.Remove(Key(peer.Identity));
            }
        }
    }

    private protected override void Received(Peer peer, IReadOnlyList<byte[]> message) => _received([peer.Identity, .. message]);

    private static string Key(ReadOnlySpan<byte> identity) => Convert.ToHexString(identity);
}
