using System.Buffers.Binary;

namespace Mimic.Tables;

/// <summary>The checksum of gzip (CRC-32 of ISO 3309, reflected polynomial EDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[][] Steps = MakeSteps();

    /// <summary>Continues a checksum; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var (s0, s1, s2, s3) = (Steps[0], Steps[1], Steps[2], Steps[3]);
        var (s4, s5, s6, s7) = (Steps[4], Steps[5], Steps[6], Steps[7]);
        crc = ~crc;
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

        return ~crc;
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
                    crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
                }

                steps[s][i] = crc;
            }
        }

        return steps;
    }
}
