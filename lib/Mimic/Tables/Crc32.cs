using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Mimic.Tables;

/// <summary>
/// The checksum of gzip (CRC-32 of ISO 3309, reflected polynomial EDB88320): by carry-less multiplication on x86, by its own instruction
/// on Arm, else by tables. All give the same.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320u;

    private static readonly uint[][] Steps = MakeSteps();

    /// <summary>What moves 16 bytes over the 64 that follow them.</summary>
    private static readonly Vector128<ulong> Over64 = MakeFold(64);

    /// <summary>What moves 16 bytes over the 16 that follow them.</summary>
    private static readonly Vector128<ulong> Over16 = MakeFold(16);

    /// <summary>Whether the processor multiplies without carry.</summary>
    public static bool CanFold => Pclmulqdq.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>Whether the processor has an instruction for this very checksum.</summary>
    public static bool CanInstruct => ArmCrc32.Arm64.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>Continues a checksum; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes) =>
        CanFold ? AppendByFolding(crc, bytes) : CanInstruct ? AppendByInstruction(crc, bytes) : AppendByTables(crc, bytes);

    /// <summary>Eight bytes a step.</summary>
    public static uint AppendByTables(uint crc, ReadOnlySpan<byte> bytes) => ~Remainder(~crc, bytes);

    /// <summary>
    /// 64 bytes a step. Bytes at a distance are replaced by shorter ones with the same remainder: their product with the remainder of x to
    /// the power of the distance. (Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ, Intel 2009.)
    /// </summary>
    public static uint AppendByFolding(uint crc, ReadOnlySpan<byte> bytes)
    {
        const int Lanes = 4, Lane = 16;
        if (bytes.Length < Lanes * Lane)
        {
            return AppendByTables(crc, bytes);
        }

        var words = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (a, b, c, d) = (words[0] ^ Vector128.CreateScalar((ulong)~crc), words[1], words[2], words[3]);
        var at = Lanes;
        for (; at + Lanes <= words.Length; at += Lanes)
        {
            a = Fold(a, Over64) ^ words[at];
            b = Fold(b, Over64) ^ words[at + 1];
            c = Fold(c, Over64) ^ words[at + 2];
            d = Fold(d, Over64) ^ words[at + 3];
        }

        a = Fold(Fold(Fold(a, Over16) ^ b, Over16) ^ c, Over16) ^ d;
        for (; at < words.Length; at++)
        {
            a = Fold(a, Over16) ^ words[at];
        }

        Span<byte> last = stackalloc byte[Lane];
        a.AsByte().CopyTo(last);
        return ~Remainder(Remainder(0, last), bytes[(words.Length * Lane)..]);
    }

    /// <summary>Eight bytes an instruction.</summary>
    public static uint AppendByInstruction(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = ArmCrc32.Arm64.ComputeCrc32(crc, word);
        }

        foreach (var b in bytes[(bytes.Length & ~7)..])
        {
            crc = ArmCrc32.ComputeCrc32(crc, b);
        }

        return ~crc;
    }

    private static Vector128<ulong> Fold(Vector128<ulong> bytes, Vector128<ulong> over) =>
        Pclmulqdq.CarrylessMultiply(bytes, over, 0x00) ^ Pclmulqdq.CarrylessMultiply(bytes, over, 0x11);

    private static uint Remainder(uint crc, ReadOnlySpan<byte> bytes)
    {
        var (s0, s1, s2, s3) = (Steps[0], Steps[1], Steps[2], Steps[3]);
        var (s4, s5, s6, s7) = (Steps[4], Steps[5], Steps[6], Steps[7]);
        while (bytes.Length >= 8)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = s7[(byte)low] ^ s6[(byte)(low >> 8)] ^ s5[(byte)(low >> 16)] ^ s4[low >> 24]
                ^ s3[(byte)high] ^ s2[(byte)(high >> 8)] ^ s1[(byte)(high >> 16)] ^ s0[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = s0[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[][] MakeSteps()
    {
        var steps = new uint[8][];
        for (var s = 0; s < 8; s++)
        {
            steps[s] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                var crc = s == 0 ? i : steps[s - 1][i];
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = TimesX(crc);
                }

                steps[s][i] = crc;
            }
        }

        return steps;
    }

    /// <summary>The factors of the two halves of 16 bytes, whose products with them are 32 bits ahead of their place.</summary>
    private static Vector128<ulong> MakeFold(int bytes) => Vector128.Create(PowerOfX((bytes * 8) + 32), PowerOfX((bytes * 8) - 32));

    /// <summary>The remainder of x to a power; the product of two reflected factors lies one bit too low.</summary>
    private static ulong PowerOfX(int power)
    {
        var remainder = 0x80000000u;
        for (; power > 0; power--)
        {
            remainder = TimesX(remainder);
        }

        return (ulong)remainder << 1;
    }

    private static uint TimesX(uint reflected) => (reflected & 1) == 0 ? reflected >> 1 : (reflected >> 1) ^ Polynomial;
}
