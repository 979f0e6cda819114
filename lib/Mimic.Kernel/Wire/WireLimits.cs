namespace Mimic.Kernel.Wire;

/// <summary>What a peer may ask of this process before it is turned away.</summary>
public sealed record WireLimits
{
    /// <summary>The limits of a kernel.</summary>
    public static readonly WireLimits Default = new();

    /// <summary>The largest message that is read, all frames together, in bytes. A cell is some kilobytes; a widget's data some megabytes.</summary>
    public long MessageBytes { get; init; } = 64L << 20;

    /// <summary>The most frames of one message.</summary>
    public int MessageFrames { get; init; } = 1_000;

    /// <summary>The largest command, in bytes; commands are a name and some properties.</summary>
    public int CommandBytes { get; init; } = 64 << 10;

    /// <summary>What may wait to be sent to one peer, in bytes; what would exceed it is dropped, see <see cref="PublisherSocket"/>.</summary>
    public long QueuedBytes { get; init; } = 64L << 20;

    /// <summary>What may wait above <see cref="QueuedBytes"/> of messages that must not be dropped; a peer that exceeds it is closed.</summary>
    public long ReservedBytes { get; init; } = 16L << 20;

    /// <summary>The most connections to one socket at a time.</summary>
    public int Peers { get; init; } = 100;

    /// <summary>The most subscriptions of one peer.</summary>
    public int Subscriptions { get; init; } = 1_000;

    /// <summary>How long a peer may take to introduce itself.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>A peer does not keep to the protocol or its limits; its connection is closed.</summary>
/// <param name="message">What it did.</param>
internal sealed class WireException(string message) : IOException(message);
