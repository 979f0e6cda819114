using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Kernel.Jupyter;

/// <summary>A message that is not one, or not signed with our key.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class BadMessageException(string message) : Exception(message);

/// <summary>
/// Between the frames on the wire and messages: identities, a delimiter, the signature (HMAC-SHA256 of the four frames that follow, as
/// they are sent), header, parent header, metadata, content, and buffers, which this kernel does not use.
/// </summary>
/// <param name="key">The key of the connection; empty for no signatures.</param>
internal sealed class MessageCodec(string key)
{
    public const string ProtocolVersion = "5.3";

    private const int Signed = 4;

    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly string _session = Guid.NewGuid().ToString("N");

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message.</summary>
    /// <exception cref="BadMessageException">It is malformed, or its signature is not ours.</exception>
    public JupyterMessage Decode(IReadOnlyList<byte[]> frames)
    {
        var at = 0;
        while (at < frames.Count && !Delimiter.SequenceEqual(frames[at]))
        {
            at++;
        }

        var first = at + 2;
        if (frames.Count < first + Signed)
        {
            throw new BadMessageException("it has too few frames");
        }

        var parts = frames.Skip(first).Take(Signed).Select(f => (ReadOnlyMemory<byte>)f).ToArray();
        if (_key.Length > 0 && !CryptographicOperations.FixedTimeEquals(Sign(parts), frames[at + 1]))
        {
            throw new BadMessageException("its signature is wrong");
        }

        try
        {
            var header = Parse(parts[0]);
            var type = (string?)header["msg_type"] ?? throw new BadMessageException("it has no type");
            return new([.. frames.Take(at).Select(f => (ReadOnlyMemory<byte>)f)], parts[0], type, (string?)header["session"] ?? string.Empty, Parse(parts[3]));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadMessageException($"it is not JSON as expected: {e.Message}");
        }
    }

    /// <summary>Writes a message.</summary>
    /// <param name="identities">The frames before it: the way to a client, or a topic.</param>
    /// <param name="type">What it says.</param>
    /// <param name="parent">The header of the request that it belongs to, as it came; empty if none.</param>
    /// <param name="content">The arguments.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(
        IReadOnlyList<ReadOnlyMemory<byte>> identities, string type, ReadOnlyMemory<byte> parent, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        ReadOnlyMemory<byte>[] parts = [Serialize(header), parent.IsEmpty ? "{}"u8.ToArray() : parent, "{}"u8.ToArray(), Serialize(content)];
        return [.. identities, Delimiter.ToArray(), _key.Length > 0 ? Sign(parts) : Array.Empty<byte>(), .. parts];
    }

    private static byte[] Serialize(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Layout);

    private static JsonObject Parse(ReadOnlyMemory<byte> json) =>
        JsonNode.Parse(json.Span, documentOptions: Reading) as JsonObject ?? throw new BadMessageException("a part of it is no JSON object");

    private byte[] Sign(ReadOnlyMemory<byte>[] parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
        {
            hmac.AppendData(part.Span);
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }
}
