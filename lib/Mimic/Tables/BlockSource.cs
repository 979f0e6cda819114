namespace Mimic.Tables;

/// <summary>Hands the file to the inflater and remembers the last block that was handed over.</summary>
internal sealed class BlockSource(Stream file) : Stream
{
    public long BlockStart { get; private set; }

    public int BlockLength { get; private set; }

    /// <summary>Before a new member: no block has been handed over yet.</summary>
    public void ForgetBlock() => (BlockStart, BlockLength) = (file.Position, 0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public int ReadUpTo(Span<byte> buffer) => file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    public int ReadByteOr(Func<MimicException> error) => file.ReadByte() is var b and >= 0 ? b : throw error();

    public void Skip(int count, Func<MimicException> error) =>
        file.Position = file.Position + count <= file.Length ? file.Position + count : throw error();

    public override int Read(Span<byte> buffer)
    {
        var start = file.Position;
        var count = file.Read(buffer);
        if (count > 0)
        {
            (BlockStart, BlockLength) = (start, count);
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
