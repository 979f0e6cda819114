using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimic.Access;

/// <summary>Reads and writes a <see cref="PruningRecord"/>.</summary>
internal static class PruningFile
{
    private static readonly PruningJson Json = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<SourceTag>(JsonNamingPolicy.SnakeCaseLower),
            new JsonStringEnumConverter<PruningKind>(JsonNamingPolicy.SnakeCaseLower),
        },
    });

    public static string ToJson(PruningRecord record) => JsonSerializer.Serialize(record, Json.PruningRecord) + "\n";

    public static void Write(PruningRecord record, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        WholeFile.WriteText(path, ToJson(record));
    }

    public static PruningRecord Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        const string Remedy = "Make the result that it belongs to again; the record is written with it.";
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no record {path}.", Remedy);
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Json.PruningRecord) is { } record && Check(record)
                ? record
                : throw new MimicException($"The file {path} is not a record of this version.", Remedy);
        }
        catch (JsonException e)
        {
            throw new MimicException($"The file {path} is not a record of this version (line {e.LineNumber + 1}, {e.Path}).", Remedy);
        }
        catch (IOException e)
        {
            throw new MimicException($"The record {path} cannot be read: {e.Message}", Remedy, e);
        }
    }

    // Each number must follow from the one before, or somebody has edited them.
    private static bool Check(PruningRecord record)
    {
        var left = record.Count;
        foreach (var step in record.Steps)
        {
            if (step.Before != left || step.After > step.Before || step.After < 0)
            {
                return false;
            }

            left = step.After;
        }

        return record.Format == PruningRecord.FormatName && record.FormatVersion == PruningRecord.CurrentVersion
            && (record.Earlier is null || Check(record.Earlier));
    }
}

/// <summary>How records are read and written: by code that the compiler makes.</summary>
[JsonSerializable(typeof(PruningRecord))]
internal sealed partial class PruningJson : JsonSerializerContext;
