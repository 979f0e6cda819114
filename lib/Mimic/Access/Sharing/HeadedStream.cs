namespace Mimic.Access;

/// <summary>A stream whose first bytes have been read already and are given out again.</summary>
/// <param name="head">The bytes that were read.</param>
/// <param name="rest">The stream after them.</param>
internal sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
{
    private int _used;

    /// <summary>The length of the whole; null if the stream does not know.</summary>
    public long? KnownLength => rest.CanSeek ? rest.Length : null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_used == head.Length)
        {
            return rest.Read(buffer);
        }

        var length = Math.Min(buffer.Length, head.Length - _used);
        head.Span.Slice(_used, length).CopyTo(buffer);
        _used += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
