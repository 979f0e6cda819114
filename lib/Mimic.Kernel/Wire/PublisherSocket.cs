using System.Net;
using System.Text;

namespace Mimic.Kernel.Wire;

/// <summary>
/// A PUB: a message goes to all peers that subscribed to a beginning of its first frame. A subscriber that does not read holds
/// up nobody, since what waits for it is limited: above the limit it misses the messages that may be missed. One that leaves even
/// the reserve for the others unread is closed. Both are logged.
/// </summary>
/// <param name="name">What it is for.</param>
/// <param name="address">Where to listen.</param>
/// <param name="log">Takes sentences about peers that were turned away.</param>
/// <param name="limits">What a peer may ask; null for the usual.</param>
/// <exception cref="MimicException">The address cannot be used.</exception>
public sealed class PublisherSocket(string name, IPEndPoint address, Action<string> log, WireLimits? limits = null)
    : ServerSocket("PUB", name, address, log, limits ?? WireLimits.Default)
{
    private const byte Subscribe = 1;
    private const byte Cancel = 0;

    /// <summary>Sends a message to its subscribers.</summary>
    /// <param name="message">The frames, the topic first.</param>
    /// <param name="mayBeMissed">Whether a subscriber that does not keep up may go without it.</param>
    public void Publish(IReadOnlyList<ReadOnlyMemory<byte>> message, bool mayBeMissed)
    {
        ArgumentNullException.ThrowIfNull(message);
        ReadOnlyMemory<byte> encoded = default;
        foreach (var peer in Peers())
        {
            if (!Wants(peer, message[0].Span))
            {
                continue;
            }

            encoded = encoded.IsEmpty ? Frames.Encode(message) : encoded;
            if (peer.TrySend(encoded, reserved: !mayBeMissed))
            {
                continue;
            }

            if (!mayBeMissed && !peer.Closed.IsCancellationRequested)
            {
                Log(peer, "it does not read what it subscribed to; the connection is closed.");
                peer.Close();
            }
            else if (peer.Missed++ == 0)
            {
                Log(peer, $"it does not keep up: more than {Limits.QueuedBytes:#,0} bytes wait for it, and it misses outputs.");
            }
        }
    }

    private protected override void Received(Peer peer, IReadOnlyList<byte[]> message)
    {
        // Subscriptions come as messages from clients of ZMTP 3.0.
        if (message is [[Subscribe or Cancel, ..] only])
        {
            Change(peer, only[0] == Subscribe, only.AsSpan(1));
        }
    }

    private protected override void Commanded(Peer peer, string name, ReadOnlyMemory<byte> data)
    {
        if (name is "SUBSCRIBE" or "CANCEL")
        {
            Change(peer, name == "SUBSCRIBE", data.Span);
        }
    }

    private static bool Wants(Peer peer, ReadOnlySpan<byte> topic)
    {
        lock (peer.Subscriptions)
        {
            foreach (var subscription in peer.Subscriptions)
            {
                if (topic.StartsWith(subscription))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Change(Peer peer, bool add, ReadOnlySpan<byte> topic)
    {
        lock (peer.Subscriptions)
        {
            if (add)
            {
                if (peer.Subscriptions.Count == Limits.Subscriptions)
                {
                    throw new WireException($"it subscribes to more than {Limits.Subscriptions:#,0} topics (the last: {Encoding.UTF8.GetString(topic)})");
                }

                peer.Subscriptions.Add(topic.ToArray());
            }
            else
            {
                // A topic that was subscribed to twice must be cancelled twice.
                var wanted = topic.ToArray();
                var at = peer.Subscriptions.FindIndex(s => s.AsSpan().SequenceEqual(wanted));
                if (at >= 0)
                {
                    peer.Subscriptions.RemoveAt(at);
                }
            }
        }
    }
}
