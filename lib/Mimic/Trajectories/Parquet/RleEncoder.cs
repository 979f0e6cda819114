using System.Buffers;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Parquet's hybrid of run lengths and packed bits, for levels and dictionary indexes
/// (https://parquet.apache.org/docs/file-format/data-pages/encodings/, "RLE").
/// </summary>
internal static class RleEncoder
{
    // Bits are packed in groups of eight values, so a run shorter than this never pays.
    private const int Group = 8;

    /// <summary>The bits that a value up to a maximum needs; at least 1, since some readers stumble over 0.</summary>
    public static int BitWidth(int maximum) => Math.Max(1, 32 - int.LeadingZeroCount(maximum));

    /// <summary>Appends the values, each of at most <paramref name="bitWidth"/> bits.</summary>
    public static void Encode(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        var literal = 0;
        var i = 0;
        while (i < values.Length)
        {
            var run = 1;
            while (i + run < values.Length && values[i + run] == values[i])
            {
                run++;
            }

            // Values waiting to be packed are first filled up to whole groups from the run.
            var fill = (Group - ((i - literal) % Group)) % Group;
            if (run - fill >= Group)
            {
                Pack(values[literal..(i + fill)], bitWidth, output);
                Run(values[i], run - fill, bitWidth, output);
                literal = i + run;
            }

            i += run;
        }

        Pack(values[literal..], bitWidth, output);
    }

    private static void Run(int value, int count, int bitWidth, ArrayBufferWriter<byte> output)
    {
        VarInt((uint)count << 1, output);
        var bytes = (bitWidth + 7) / 8;
        var span = output.GetSpan(bytes);
        for (var b = 0; b < bytes; b++)
        {
            span[b] = (byte)(value >> (8 * b));
        }

        output.Advance(bytes);
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var groups = (values.Length + Group - 1) / Group;
        VarInt(((uint)groups << 1) | 1, output);
        var bytes = output.GetSpan(groups * bitWidth)[..(groups * bitWidth)];
        bytes.Clear();
        ulong pending = 0;
        int bits = 0, at = 0;
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            for (bits += bitWidth; bits >= 8; bits -= 8)
            {
                bytes[at++] = (byte)pending;
                pending >>= 8;
            }
        }

        if (bits > 0)
        {
            bytes[at] = (byte)pending;
        }

        output.Advance(bytes.Length);
    }

    private static void VarInt(uint value, ArrayBufferWriter<byte> output)
    {
        var span = output.GetSpan(5);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[at++] = (byte)(value | 0x80);
        }

        span[at++] = (byte)value;
        output.Advance(at);
    }
}
