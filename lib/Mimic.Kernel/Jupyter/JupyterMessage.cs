using System.Text.Json.Nodes;

namespace Mimic.Kernel.Jupyter;

/// <summary>A message from a client, its signature checked.</summary>
/// <param name="Identities">The way back to the client.</param>
/// <param name="RawHeader">The header as it came; answers carry it verbatim.</param>
/// <param name="Type">What is asked.</param>
/// <param name="Session">The client's session.</param>
/// <param name="Content">The arguments.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<ReadOnlyMemory<byte>> Identities, ReadOnlyMemory<byte> RawHeader, string Type, string Session, JsonObject Content)
{
    /// <summary>A text among the arguments.</summary>
    public string Text(string key) => Content[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;

    /// <summary>A truth among the arguments.</summary>
    public bool Truth(string key, bool otherwise) => Content[key] is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : otherwise;

    /// <summary>A whole number among the arguments.</summary>
    public int Number(string key, int otherwise) => Content[key] is JsonValue value && value.TryGetValue<int>(out var number) ? number : otherwise;
}
