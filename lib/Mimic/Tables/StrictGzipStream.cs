using System.Buffers.Binary;
using System.IO.Compression;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Reads a .gz file and believes nothing: every member's header, checksum and length are checked, a cut, an empty file and
/// bytes after the end are errors. <see cref="GZipStream"/> takes a cut file for a shorter one without a word.
/// </summary>
/// <remarks>
/// <see cref="DeflateStream"/> reads ahead and does not tell where the compressed data ended. The end is found by what must stand
/// there: the checksum and length of the bytes read, looked for in the last block that the inflater was given.
/// (Format: RFC 1952.)
/// </remarks>
internal sealed class StrictGzipStream : Stream
{
    private const int TrailerLength = 8;

    private readonly string _path;
    private readonly BlockSource _source;
    private DeflateStream? _member;
    private uint _crc;
    private uint _length;
    private bool _finished;

    /// <summary>Opens over a seekable stream at its start, which is disposed together with this one.</summary>
    /// <param name="file">The compressed bytes.</param>
    /// <param name="path">Its name for messages.</param>
    public StrictGzipStream(Stream file, string path)
    {
        _path = path;
        _source = new BlockSource(file);
    }

    /// <summary>How every gzip file begins: two marks and the number of the only method of compression.</summary>
    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_finished && buffer.Length > 0)
        {
            if (_member is null)
            {
                ReadHeader();
                (_crc, _length) = (0, 0);
                _member = new DeflateStream(_source, CompressionMode.Decompress, leaveOpen: true);
            }

            var count = Inflate(buffer);
            if (count > 0)
            {
                _crc = Crc32.Append(_crc, buffer[..count]);
                _length = unchecked(_length + (uint)count);
                return count;
            }

            _member.Dispose();
            _member = null;
            _finished = FinishMember();
        }

        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _member!.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damage.Of(_path, "is damaged: its compressed data cannot be read.", e);
        }
    }

    private void ReadHeader()
    {
        const int Comment = 16, Name = 8, Extra = 4, HeaderCheck = 2, Reserved = 0xE0;
        var start = _source.Position;
        Span<byte> head = stackalloc byte[64];
        head = head[.._source.ReadUpTo(head)];
        if (head.IsEmpty)
        {
            throw Damage.Of(_path, "is empty (0 bytes).");
        }

        if (!head.StartsWith(Magic))
        {
            throw Magic.StartsWith(head) ? Cut()
                : start > 0 ? FurtherBytes()
                : Damage.Of(_path, $"is not a gzip file; it looks like {Damage.Guess(head) ?? PlainOrUnknown(head)}.");
        }

        _source.Position = start + Magic.Length;
        var flags = _source.ReadByteOr(Cut);
        if ((flags & Reserved) != 0)
        {
            throw Damage.Of(_path, "is damaged: the header of its compressed data has marks that no version of gzip sets.");
        }

        _source.Skip(6, Cut);
        if ((flags & Extra) != 0)
        {
            var low = _source.ReadByteOr(Cut);
            _source.Skip(low + (_source.ReadByteOr(Cut) << 8), Cut);
        }

        for (var texts = ((flags & Name) != 0 ? 1 : 0) + ((flags & Comment) != 0 ? 1 : 0); texts > 0; texts--)
        {
            while (_source.ReadByteOr(Cut) != 0)
            {
                // The original file name and a comment end at a zero byte; neither matters here.
            }
        }

        if ((flags & HeaderCheck) != 0)
        {
            _source.Skip(2, Cut);
        }

        _source.ForgetBlock();
    }

    private static string PlainOrUnknown(ReadOnlySpan<byte> head) =>
        head.Contains((byte)',') && !head.ContainsAnyInRange((byte)0, (byte)8)
            ? "plain text: an unpacked table, whose name should end in .csv"
            : "something else";

    /// <summary>Checks the end of a member; true if the file ends with it, false if another member follows.</summary>
    private bool FinishMember()
    {
        _source.Position = _source.BlockStart;
        var window = new byte[_source.BlockLength + TrailerLength + 1];
        var tail = window.AsSpan(0, _source.ReadUpTo(window));
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        var found = false;
        for (var at = 0; tail[at..].IndexOf(trailer) is var i and >= 0; at++)
        {
            at += i;
            var next = tail[(at + TrailerLength)..];
            found = true;
            if ((next is [] or [0x1F, ..]) && !EndsWithMember(tail[..(at + TrailerLength)]))
            {
                _source.Position = _source.BlockStart + at + TrailerLength;
                return next.IsEmpty;
            }
        }

        throw found ? FurtherBytes() : WrongEnd(tail, trailer);
    }

    /// <summary>
    /// Whether some bytes end with a whole gzip file. Then the checksum at their end is that of another member with the same contents,
    /// and the one looked for is not there.
    /// </summary>
    private static bool EndsWithMember(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf(Magic) is var i and >= 0; at++)
        {
            at += i;
            try
            {
                using var member = new StrictGzipStream(new MemoryStream(bytes[at..].ToArray()), string.Empty);
                member.CopyTo(Null);
                return true;
            }
            catch (MimicException)
            {
                // These three bytes came about by chance.
            }
        }

        return false;
    }

    private MimicException WrongEnd(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> trailer)
    {
        if (tail.Length >= TrailerLength && _source.Position == _source.Length)
        {
            var end = tail[^TrailerLength..];
            if (end[4..].SequenceEqual(trailer[4..]))
            {
                return Damage.Of(_path, "is damaged: its contents do not fit the checksum at its end.");
            }

            if (end[..4].SequenceEqual(trailer[..4]))
            {
                return Damage.Of(_path, "is damaged: its contents do not have the length written at its end.");
            }
        }

        return Cut();
    }

    private MimicException FurtherBytes() => Damage.Of(_path, "has further bytes after the end of its compressed data.");

    private MimicException Cut() => Damage.Of(_path, "is cut short or damaged: its compressed data do not end as they must.");
}
