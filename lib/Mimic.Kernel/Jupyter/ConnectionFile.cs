using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimic.Kernel.Jupyter;

/// <summary>What a client tells a kernel that it starts: where to listen, and the key that signs messages.</summary>
public sealed record ConnectionFile
{
    private const string SignedWith = "hmac-sha256";

    /// <summary>The transport; only tcp is spoken.</summary>
    [JsonPropertyName("transport")]
    public string Transport { get; init; } = "tcp";

    /// <summary>The address to listen on.</summary>
    [JsonPropertyName("ip")]
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>The key; without one, messages are not signed.</summary>
    [JsonPropertyName("key")]
    public string Key { get; init; } = string.Empty;

    /// <summary>How messages are signed.</summary>
    [JsonPropertyName("signature_scheme")]
    public string SignatureScheme { get; init; } = SignedWith;

    /// <summary>The port of requests that run code.</summary>
    [JsonPropertyName("shell_port")]
    public required int ShellPort { get; init; }

    /// <summary>The port of requests that do not wait for code.</summary>
    [JsonPropertyName("control_port")]
    public required int ControlPort { get; init; }

    /// <summary>The port on which the kernel asks for input.</summary>
    [JsonPropertyName("stdin_port")]
    public required int StdinPort { get; init; }

    /// <summary>The port of outputs.</summary>
    [JsonPropertyName("iopub_port")]
    public required int IopubPort { get; init; }

    /// <summary>The port of the heartbeat.</summary>
    [JsonPropertyName("hb_port")]
    public required int HeartbeatPort { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MimicException">It is missing, or asks for what this kernel does not speak.</exception>
    public static ConnectionFile Read(string path)
    {
        ConnectionFile file;
        try
        {
            file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllText(path)) ?? throw new JsonException("it is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new MimicException(
                $"The connection file {path} cannot be used: {e.Message}", "Jupyter writes this file and starts the kernel; 'mimic kernel install' makes it known there.", e);
        }

        if (file.Transport != "tcp")
        {
            throw new MimicException($"The client asks for the transport {file.Transport}; the kernel speaks tcp only.", "Start the client without --transport, or with --transport=tcp.");
        }

        if (file.SignatureScheme != SignedWith && file.Key.Length > 0)
        {
            throw new MimicException($"The client signs messages with {file.SignatureScheme}; the kernel knows {SignedWith} only.", "Leave the setting Session.signature_scheme as it is.");
        }

        return IPAddress.TryParse(file.Ip, out _)
            ? file
            : throw new MimicException($"The client asks the kernel to listen on {file.Ip}, which is no IP address.", "Set the client's ip to 127.0.0.1.");
    }

    /// <summary>The address of one of the ports.</summary>
    /// <param name="port">The port.</param>
    public IPEndPoint At(int port) => new(IPAddress.Parse(Ip), port);
}
