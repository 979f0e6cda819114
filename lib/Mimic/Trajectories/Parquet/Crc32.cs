namespace Mimic.Trajectories.Parquet;

/// <summary>The checksum of Parquet pages, which is that of gzip.</summary>
internal static class Crc32
{
    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Tables.Crc32.Append(0, bytes);
}
