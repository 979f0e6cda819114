using System.Buffers.Binary;
using System.Text;

namespace Mimic.Access;

/// <summary>The texts that programs write into a PNG beside the picture: titles, comments, how it was made.</summary>
internal static class PngText
{
    private const int Signature = 8;

    /// <summary>The uncompressed texts of a picture in base64; empty if there are none, or if it is no PNG.</summary>
    public static string In(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < Signature || bytes is not [0x89, 0x50, 0x4E, 0x47, ..])
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        for (var at = Signature; at + 12 <= length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            if (size < 0 || at + 12 + size > length)
            {
                break;
            }

            if (bytes.AsSpan(at + 4, 4) is var kind && (kind.SequenceEqual("tEXt"u8) || kind.SequenceEqual("iTXt"u8)))
            {
                text.Append(Encoding.UTF8.GetString(bytes.AsSpan(at + 8, size)).Replace('\0', ' ')).Append('\n');
            }

            at += 12 + size;
        }

        return text.ToString();
    }
}
