using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Models;

/// <content>
/// The file of a model: one line "mimic-model", format version, length and SHA-256 of the rest, then JSON of just that length.
/// Nothing reaches XGBoost before both are checked, since a cut model can crash it.
/// </content>
public sealed partial class TrainedModel
{
    private const string Magic = "mimic-model";
    private const int FormatVersion = 1;

    /// <summary>Writes the model to one file, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="MimicException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var json = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["provenance"] = JsonSerializer.SerializeToNode(Provenance),
            ["settings"] = JsonSerializer.SerializeToNode(Settings),
            ["preparation"] = _preparation.Save(),
            ["fitted"] = _fitted.Save(),
        });
        var header = Encoding.ASCII.GetBytes($"{Magic} {FormatVersion} {json.Length} {Hash(json)}\n");
        try
        {
            WholeFile.Write(path, temporary => File.WriteAllBytes(temporary, [.. header, .. json]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException(
                $"The model could not be written to {path}.",
                "Choose a folder that can be written to and has space.", e);
        }
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A file written by <see cref="Save"/>.</param>
    /// <exception cref="MimicException">The file is missing, damaged, of another version, or not a model.</exception>
    public static TrainedModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"The model file {path} cannot be read.", "Check the path, or train and save the model first.", e);
        }

        var end = Array.IndexOf(bytes, (byte)'\n', 0, Math.Min(bytes.Length, 200));
        var header = end < 0 ? [] : Encoding.ASCII.GetString(bytes, 0, end).Split(' ');
        if (header.Length != 4 || header[0] != Magic)
        {
            throw new MimicException(
                $"{path} is not a model file, or its beginning is damaged.",
                "Give the path of a file that TrainedModel.Save wrote.");
        }

        if (header[1] != $"{FormatVersion}")
        {
            throw new MimicException(
                $"{path} has model format {header[1]}; this version of the library reads format {FormatVersion}.",
                "Train and save the model again, or use the version that wrote it.");
        }

        var json = bytes.AsSpan(end + 1);
        if (header[2] != $"{json.Length}" || header[3] != Hash(json))
        {
            throw new MimicException(
                $"{path} is damaged: its length or SHA-256 is not the one it was saved with.",
                "Copy the file again, or train and save the model again.");
        }

        try
        {
            var root = JsonNode.Parse(json)!.AsObject();
            return new(
                Preparation.Load(root["preparation"]!.AsObject()),
                FittedModel.Load(root["fitted"]!.AsObject()),
                root["settings"].Deserialize<TrialSettings>()!,
                root["provenance"].Deserialize<ModelProvenance>()!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new MimicException($"{path} lacks a part of a model.", "Train and save the model again.", e);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
