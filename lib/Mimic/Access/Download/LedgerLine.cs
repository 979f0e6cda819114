using System.Text.Json.Serialization;

namespace Mimic.Access.Download;

/// <summary>A line of the ledger: what is known of one file. The last line of a file counts.</summary>
internal sealed record LedgerLine
{
    /// <summary>The file, relative to the project.</summary>
    public required string File { get; init; }

    /// <summary>Whether all of it has come and its sum was right; else a part of it may have.</summary>
    public bool Whole { get; init; }

    /// <summary>Its size in bytes, if known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The sum that its bytes have.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The server's mark of this state of the file (ETag).</summary>
    public string? Tag { get; init; }

    /// <summary>When the server last changed it, as the server writes it.</summary>
    public string? Modified { get; init; }

    /// <summary>The time of the file on this disk, in ticks: another time or size, and its sum is made anew.</summary>
    public long? Written { get; init; }

    /// <summary>Bytes a second that a connection brought, on the one line that is about no file.</summary>
    public double? Rate { get; init; }

    /// <summary>What is known of a file that is whole and right.</summary>
    public static LedgerLine OfWhole(WantedFile file, FileInfo found, string? sum, string? tag, string? modified) => new()
    {
        File = file.Path,
        Whole = true,
        Bytes = found.Length,
        Sha256 = sum,
        Tag = tag,
        Modified = modified,
        Written = found.LastWriteTimeUtc.Ticks,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LedgerLine))]
internal sealed partial class LedgerJson : JsonSerializerContext;
