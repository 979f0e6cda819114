using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>Texts that lie in base64 within other texts: files offered for download in a page, the numbers of a Plotly figure.</summary>
internal static partial class EmbeddedData
{
    /// <summary>What a text holds in which it is worth looking for more.</summary>
    public const string Mark = "data";

    private const int Most = 64 << 20;

    /// <summary>The embedded texts; images and fonts are left out.</summary>
    public static IEnumerable<string> TextsIn(string text)
    {
        if (text.Contains("base64,", StringComparison.Ordinal))
        {
            foreach (Match link in Link().Matches(text))
            {
                if (TextOf(link.Groups["base64"].ValueSpan) is { } inner)
                {
                    yield return inner;
                }
            }
        }

        if (text.Contains("bdata", StringComparison.Ordinal))
        {
            foreach (Match array in Numbers().Matches(text))
            {
                if (NumbersOf(array.Groups["type"].Value, array.Groups["base64"].ValueSpan) is { } inner)
                {
                    yield return inner;
                }
            }
        }
    }

    private static byte[]? Decode(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(base64[..(base64.Length / 4 * 4)], bytes, out var length) ? bytes[..length] : null;
    }

    private static string? TextOf(ReadOnlySpan<char> base64)
    {
        if (Decode(base64) is not { } bytes)
        {
            return null;
        }

        if (bytes is [0x1F, 0x8B, ..])
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var plain = new byte[Most];
            try
            {
                bytes = plain[..packed.ReadAtLeast(plain, Most, throwOnEndOfStream: false)];
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }

        return bytes.AsSpan().Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    private static string? NumbersOf(string type, ReadOnlySpan<char> base64)
    {
        if (Decode(base64) is not { } bytes)
        {
            return null;
        }

        var size = type[1] - '0';
        var text = new StringBuilder();
        for (var i = 0; i + size <= bytes.Length; i += size)
        {
            var part = bytes.AsSpan(i, size);
            var number = (type, size) switch
            {
                ("f8", _) => BinaryPrimitives.ReadDoubleLittleEndian(part),
                ("f4", _) => BinaryPrimitives.ReadSingleLittleEndian(part),
                (_, 8) => BinaryPrimitives.ReadInt64LittleEndian(part),
                _ => BinaryPrimitives.ReadInt32LittleEndian(part),
            };
            text.Append(number.ToString("R", CultureInfo.InvariantCulture)).Append(' ');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"data:(?!image/(?!svg)|font/|audio/|video/)[\w/+.;=-]*base64,(?<base64>[A-Za-z0-9+/=]{16,})")]
    private static partial Regex Link();

    // Plotly writes typed arrays as {"dtype":"i4","bdata":"..."}, in either order.
    [GeneratedRegex("""["']dtype["']:\s?["'](?<type>[iu][48]|f[48])["'],\s?["']bdata["']:\s?["'](?<base64>[A-Za-z0-9+/=]+)["']|["']bdata["']:\s?["'](?<base64>[A-Za-z0-9+/=]+)["'],\s?["']dtype["']:\s?["'](?<type>[iu][48]|f[48])["']""")]
    private static partial Regex Numbers();
}
