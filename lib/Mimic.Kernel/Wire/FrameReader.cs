using System.Buffers.Binary;

namespace Mimic.Kernel.Wire;

/// <summary>
/// Reads frames and messages of one peer. Memory follows what has arrived, not what a length field promises, and both are
/// limited.
/// </summary>
/// <param name="stream">The connection.</param>
/// <param name="limits">What the peer may send.</param>
internal sealed class FrameReader(Stream stream, WireLimits limits)
{
    private const int Step = 1 << 20;

    private readonly byte[] _head = new byte[8];

    /// <summary>Reads so many bytes.</summary>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    public async ValueTask<byte[]> ReadBytesAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="room">The most bytes that its body may have.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    /// <exception cref="WireException">The frame is too large or no frame at all.</exception>
    public async ValueTask<Frame> ReadAsync(long room, CancellationToken cancellation)
    {
        await stream.ReadExactlyAsync(_head.AsMemory(0, 1), cancellation).ConfigureAwait(false);
        var flags = _head[0];
        if ((flags & ~(Frames.More | Frames.Long | Frames.Command)) != 0 || (flags & (Frames.Command | Frames.More)) == (Frames.Command | Frames.More))
        {
            throw new WireException($"it sent something that is no frame (flags {flags:x2})");
        }

        var isCommand = (flags & Frames.Command) != 0;
        var digits = (flags & Frames.Long) != 0 ? 8 : 1;
        await stream.ReadExactlyAsync(_head.AsMemory(0, digits), cancellation).ConfigureAwait(false);
        var length = digits == 1 ? _head[0] : BinaryPrimitives.ReadUInt64BigEndian(_head);
        var most = isCommand ? limits.CommandBytes : room;
        if (length > (ulong)most)
        {
            throw new WireException(isCommand
                ? $"it announced a command of {length:#,0} bytes; {most:#,0} are allowed"
                : $"it announced a frame of {length:#,0} bytes; a message may have {limits.MessageBytes:#,0}");
        }

        return new(await ReadBodyAsync((int)length, cancellation).ConfigureAwait(false), (flags & Frames.More) != 0, isCommand);
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            return [];
        }

        var body = new byte[Math.Min(length, Step)];
        for (var read = 0; read < length;)
        {
            if (read == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
            }

            await stream.ReadExactlyAsync(body.AsMemory(read), cancellation).ConfigureAwait(false);
            read = body.Length;
        }

        return body;
    }
}
