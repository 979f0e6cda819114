using System.Buffers.Binary;
using System.IO.Compression;
using Mimic.Access;
using Mimic.Native;

namespace Mimic.Tables;

/// <summary>
/// Reads a .gz file and believes nothing: every member's header, checksum and length are checked, a cut, an empty file and
/// bytes after the end are errors. <see cref="GZipStream"/> takes a cut file for a shorter one without a word.
/// </summary>
/// <remarks>
/// <see cref="DeflateStream"/> reads ahead and does not tell where the compressed data ended; <see cref="PackedInput"/> finds out.
/// (Format: RFC 1952.)
/// </remarks>
internal sealed class StrictGzipStream : InputStream
{
    private readonly string _path;
    private readonly PackedInput _source;
    private readonly bool _withIsaL;
    private Stream? _member;
    private uint _crc;
    private uint _length;
    private bool _finished;

    /// <summary>Opens over a stream at its start, which is disposed together with this one.</summary>
    /// <param name="file">The compressed bytes.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="withIsaL">Whether ISA-L inflates; by default where it is installed.</param>
    public StrictGzipStream(Stream file, string path, bool? withIsaL = null)
    {
        _withIsaL = withIsaL ?? IsaL.IsUsable;
        _path = path;
        _source = new PackedInput(file);
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
                _member = _withIsaL ? new IsaLStream(_source) : new DeflateStream(_source, CompressionMode.Decompress, leaveOpen: true);
            }

            var count = Inflate(buffer);
            if (count > 0)
            {
                _crc = _withIsaL ? IsaL.Crc32(_crc, buffer[..count]) : Crc32.Append(_crc, buffer[..count]);
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
        var isFirst = _source.IsUntouched;
        var head = _source.Look(64);
        if (head.IsEmpty)
        {
            throw Damage.Of(_path, "is empty (0 bytes).");
        }

        if (!head.StartsWith(PackedInput.Magic))
        {
            throw PackedInput.Magic.StartsWith(head) ? Cut()
                : !isFirst ? FurtherBytes()
                : Damage.Of(_path, $"is not a gzip file; it looks like {Damage.Guess(head) ?? PlainOrUnknown(head)}.");
        }

        Skip(PackedInput.Magic.Length);
        var flags = Next();
        if ((flags & Reserved) != 0)
        {
            throw Damage.Of(_path, "is damaged: the header of its compressed data has marks that no version of gzip sets.");
        }

        Skip(6);
        if ((flags & Extra) != 0)
        {
            var low = Next();
            Skip(low + (Next() << 8));
        }

        for (var texts = ((flags & Name) != 0 ? 1 : 0) + ((flags & Comment) != 0 ? 1 : 0); texts > 0; texts--)
        {
            while (Next() != 0)
            {
                // The original file name and a comment end at a zero byte; neither matters here.
            }
        }

        Skip((flags & HeaderCheck) != 0 ? 2 : 0);
    }

    private int Next() => _source.ReadByte() is var value and >= 0 ? value : throw Cut();

    private void Skip(int count)
    {
        if (!_source.Skip(count))
        {
            throw Cut();
        }
    }

    private static string PlainOrUnknown(ReadOnlySpan<byte> head) =>
        head.Contains((byte)',') && !head.ContainsAnyInRange((byte)0, (byte)8)
            ? "plain text: an unpacked table, whose name should end in .csv"
            : "something else";

    /// <summary>Checks the end of a member; true if the file ends with it, false if another member follows.</summary>
    private bool FinishMember()
    {
        Span<byte> trailer = stackalloc byte[PackedInput.TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        if (!_source.MayEndHere)
        {
            throw _source.Tail.IndexOf(trailer) >= 0 ? FurtherBytes() : Cut();
        }

        var end = _source.Look(trailer.Length);
        if (!end.SequenceEqual(trailer))
        {
            throw end[4..].SequenceEqual(trailer[4..]) ? Damage.Of(_path, "is damaged: its contents do not fit the checksum at its end.")
                : end[..4].SequenceEqual(trailer[..4]) ? Damage.Of(_path, "is damaged: its contents do not have the length written at its end.")
                : Cut();
        }

        Skip(trailer.Length);
        return _source.Look(1).IsEmpty;
    }

    private MimicException FurtherBytes() => Damage.Of(_path, "has further bytes after the end of its compressed data.");

    private MimicException Cut() => Damage.Of(_path, "is cut short or damaged: its compressed data do not end as they must.");
}
