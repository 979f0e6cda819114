using System.Buffers.Binary;
using System.Text;

namespace Mimic.Tables;

/// <summary>Reads the bytes of a DICOM file forwards; never past its end, and never more into memory than is asked for.</summary>
internal sealed class DicomStream(Stream stream, string name)
{
    /// <summary>What to do about a file that came incomplete or altered.</summary>
    public const string GetAgain = "Get the file again and compare it with its line in SHA256SUMS.txt of its release.";

    private readonly byte[] _small = new byte[8];

    public long Position => stream.Position;

    public long Length { get; } = stream.Length;

    /// <summary>An error about the file; never with a value of it.</summary>
    public MimicException Error(string problem, string remedy = GetAgain) => new($"{name}: {problem}", remedy);

    /// <summary>An error about an element.</summary>
    public MimicException Error(uint tag, string problem) => Error(Invariant($"element ({tag >> 16:X4},{tag & 0xFFFF:X4}) at byte {Position}: {problem}"));

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Small(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Small(4));

    /// <summary>A tag: the group above, the element below.</summary>
    public uint Tag()
    {
        var bytes = Small(4);
        return ((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
    }

    /// <summary>Two capital letters; null if the next two bytes are none.</summary>
    public string? Type()
    {
        var bytes = Small(2);
        return char.IsAsciiLetterUpper((char)bytes[0]) && char.IsAsciiLetterUpper((char)bytes[1]) ? Encoding.ASCII.GetString(bytes) : null;
    }

    public byte[] Bytes(uint length)
    {
        Need(length);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public void Skip(uint length)
    {
        Need(length);
        stream.Position += length;
    }

    /// <summary>Goes back over what was just read.</summary>
    public void Back(int length) => stream.Position -= length;

    private Span<byte> Small(int length)
    {
        Need((uint)length);
        stream.ReadExactly(_small, 0, length);
        return _small.AsSpan(0, length);
    }

    private void Need(uint length)
    {
        if (Length - stream.Position < length)
        {
            throw Error(Invariant($"the file ends in the middle, after {Length} bytes."));
        }
    }
}
