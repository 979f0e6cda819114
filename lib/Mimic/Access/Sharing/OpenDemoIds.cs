using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mimic.Access;

/// <summary>
/// Knows the identifiers of the open demo: its patients, admissions, stays and transfers. The list holds the first 32 bits of each one's
/// SHA-256. Whoever tries all numbers finds them again, which does no harm to open data; the list spares the repository the rows.
/// </summary>
internal static class OpenDemoIds
{
    private const int Digits = 8;

    private static readonly Lazy<FrozenSet<uint>> Hashes = new(Read);

    /// <summary>Whether a number is one of the demo; of other numbers one in three million passes by chance.</summary>
    public static bool Contains(int number) => Hashes.Value.Contains(HashOf(number));

    private static uint HashOf(int number)
    {
        Span<byte> text = stackalloc byte[11];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        SHA256.HashData(text[..length], hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    private static FrozenSet<uint> Read()
    {
        using var stream = typeof(OpenDemoIds).Assembly.GetManifestResourceStream("Mimic.Access.open-demo-ids.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var hashes = new List<uint>();
        while (reader.ReadLine() is { } line)
        {
            for (var i = 0; i + Digits <= line.Length; i += Digits)
            {
                hashes.Add(uint.Parse(line.AsSpan(i, Digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        return hashes.ToFrozenSet();
    }
}
