namespace Mimic.Trajectories.Parquet;

// Numbers as in parquet.thrift of the Parquet format 2.11 (https://github.com/apache/parquet-format).

/// <summary>How a value lies in the bytes.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>How often a field occurs in its parent.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}

/// <summary>How the values of a page are written.</summary>
internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    BitPacked = 4,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

/// <summary>How pages are compressed.</summary>
internal enum Codec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
    Lzo = 3,
    Brotli = 4,
    Lz4 = 5,
    Zstd = 6,
    Lz4Raw = 7,
}

/// <summary>What a page holds.</summary>
internal enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

/// <summary>What a column means, of the kinds that this subset writes and reads.</summary>
internal enum ColumnKind
{
    /// <summary>None of the following; may stand in a file, but is not read.</summary>
    Other,
    Int32,
    Int64,
    Float,
    Double,
    String,

    /// <summary>Microseconds since 1970-01-01 without a zone: MEDS's <c>timestamp[us]</c>.</summary>
    Timestamp,

    /// <summary>Milliseconds since 1970-01-01. Read only.</summary>
    TimestampMilliseconds,

    /// <summary>Nanoseconds since 1970-01-01. Read only.</summary>
    TimestampNanoseconds,

    /// <summary>A list of strings, itself optional. Written only.</summary>
    StringList,
}
