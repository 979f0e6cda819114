using System.Net;

namespace Mimic.Kernel.Wire;

/// <summary>A REP that answers each request with itself, the envelope included: the heartbeat.</summary>
/// <param name="name">What it is for.</param>
/// <param name="address">Where to listen.</param>
/// <param name="log">Takes sentences about peers that were turned away.</param>
/// <param name="limits">What a peer may ask; null for the usual.</param>
/// <exception cref="MimicException">The address cannot be used.</exception>
public sealed class EchoSocket(string name, IPEndPoint address, Action<string> log, WireLimits? limits = null)
    : ServerSocket("REP", name, address, log, limits ?? WireLimits.Default)
{
    private protected override void Received(Peer peer, IReadOnlyList<byte[]> message)
    {
        if (!peer.TrySend(Frames.Encode([.. message.Select(f => (ReadOnlyMemory<byte>)f)]), reserved: false))
        {
            throw new WireException("it does not read the answers");
        }
    }
}
