using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mimic.Access;

namespace Mimic.Trajectories;

/// <summary>
/// <c>metadata/mimic.json</c>: what makes a MEDS data set one of ours, and which files belong to it, so that a missing or
/// altered one is seen when the store is opened. It is written last.
/// </summary>
internal sealed record StoreManifest
{
    /// <summary>The version of the layout that this code writes and reads.</summary>
    public const int CurrentLayout = 2;

    public const string FileName = "metadata/mimic.json";

    /// <summary>How every JSON file of a store is written.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<SourceTag>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<Split>(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = StoreJson.Default,
    };

    public required int Layout { get; init; }

    /// <summary>Where the data come from; credentialed if the file lacks it.</summary>
    public SourceTag Source { get; init; }

    public required string TrajectoryVersion { get; init; }

    public required long Seed { get; init; }

    public required string InputFingerprint { get; init; }

    public required int Patients { get; init; }

    public required long Events { get; init; }

    public required int Codes { get; init; }

    public required StoreFile CodesFile { get; init; }

    public required StoreFile SplitsFile { get; init; }

    /// <summary>Of a store that holds some patients only, to be joined with others: which part it is, from 1.</summary>
    public int? PartIndex { get; init; }

    /// <summary>Of such a store: how many parts there are.</summary>
    public int? PartCount { get; init; }

    /// <summary>The shards, by split and then in ascending order of their patients.</summary>
    public required IReadOnlyList<StoreShard> Shards { get; init; }
}

/// <summary>A Parquet file of a store: its path within the store, its length, and the checksum of its footer.</summary>
internal sealed record StoreFile(string Path, long Rows, long Bytes, uint FooterCrc32);

/// <summary>A file of events and the patients in it.</summary>
internal sealed record StoreShard(Split Split, StoreFile File, int FirstSubjectId, int LastSubjectId);

/// <summary><c>metadata/dataset.json</c> as MEDS 0.4 defines it (DatasetMetadataSchema).</summary>
internal sealed record MedsDatasetJson
{
    public const string FileName = "metadata/dataset.json";

    public const string CurrentMedsVersion = "0.4.0";

    public const string OurEtlName = "MimicNotebooks";

    public string? DatasetName { get; init; }

    public string? DatasetVersion { get; init; }

    public string? EtlName { get; init; }

    public string? EtlVersion { get; init; }

    public string? MedsVersion { get; init; }

    public string? CreatedAt { get; init; }

    public IReadOnlyList<string>? RawSourceIdColumns { get; init; }

    public IReadOnlyList<string>? CodeModifierColumns { get; init; }

    public IReadOnlyList<string>? OtherExtensionColumns { get; init; }
}
