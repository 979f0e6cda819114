namespace Mimic.Access;

/// <summary>What a file is, by its first bytes and its name.</summary>
internal static class FileKinds
{
    /// <summary>How many bytes are needed to tell.</summary>
    public const int HeadLength = 4096;

    private static readonly (string Ending, string What)[] Models =
    [
        (".xgb", "an XGBoost model"), (".ubj", "an XGBoost model"), (".model", "a model"), (".joblib", "a pickled model"), (".onnx", "a neural network"),
        (".pt", "a neural network"), (".pth", "a neural network"), (".ckpt", "a neural network"), (".safetensors", "a neural network"), (".keras", "a neural network"),
        (".h5", "an HDF5 file"), (".hdf5", "an HDF5 file"), (".rds", "an R object"), (".rdata", "R objects"), (".rda", "R objects"), (".dta", "a Stata table"),
        (".sav", "an SPSS table"), (".sas7bdat", "a SAS table"), (".mat", "a MATLAB file"), (".pkl", "a pickle"), (".pickle", "a pickle"), (".npy", "a NumPy array"),
        (".npz", "NumPy arrays"), (".feather", "an Arrow table"), (".arrow", "an Arrow table"), (".orc", "an ORC table"), (".avro", "an Avro table"),
        (".parquet", "a Parquet table"), (".duckdb", "a DuckDB database"), (".db", "a database"), (".sqlite", "a database"), (".sqlite3", "a database"), (".dcm", "a DICOM image"),
        (".dat", "a recording"), (".edf", "a recording"), (".dump", "a database's dump"),
    ];

    /// <summary>A data file in a binary format, in a few words; null if it is none.</summary>
    public static string? DataFile(ReadOnlySpan<byte> head, string name) => head switch
    {
        _ when head.StartsWith("PAR1"u8) => "a Parquet table",
        _ when head.StartsWith("SQLite format 3\0"u8) => "an SQLite database",
        _ when head.Length > 12 && head[8..].StartsWith("DUCK"u8) => "a DuckDB database",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) => "a NumPy array",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A]) => "an HDF5 file",
        _ when head.StartsWith("ARROW1"u8) || head.StartsWith("FEA1"u8) => "an Arrow table",
        _ when head.StartsWith("Obj\u0001"u8) => "an Avro table",
        _ when head.StartsWith("ORC"u8) && IsBinary(head) => "an ORC table",
        _ when head.Length > 132 && head[128..].StartsWith("DICM"u8) => "a DICOM image",
        _ when head.StartsWith("PGDMP"u8) => "a database's dump",
        _ when head.Length > 2 && head[0] == 0x80 && head[1] is >= 2 and <= 5 => "a pickle",
        _ when IsBinary(head) => Models.FirstOrDefault(m => name.EndsWith(m.Ending, StringComparison.OrdinalIgnoreCase)).What,
        _ => null,
    };

    /// <summary>Whether the bytes are no text: a zero byte, and no mark of UTF-16.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> head) =>
        head.Contains((byte)0) && !head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    public static bool IsGzip(ReadOnlySpan<byte> head) => head.Length > 2 && head[0] == 0x1F && head[1] == 0x8B;

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    public static bool IsTar(ReadOnlySpan<byte> head) => head.Length > 262 && head[257..].StartsWith("ustar"u8);

    /// <summary>Packed or foreign containers that hold text which is not read here.</summary>
    public static string? Unreadable(ReadOnlySpan<byte> head, string name) => head switch
    {
        _ when head.StartsWith("%PDF"u8) => "a PDF",
        _ when head.StartsWith("BZh"u8) && name.EndsWith("bz2", StringComparison.OrdinalIgnoreCase) => "a file packed by bzip2",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58]) => "a file packed by xz",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) => "a file packed by zstd",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) => "a 7-Zip archive",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) => "a document of an old office program",
        _ => null,
    };

    /// <summary>Whether the text is HTML, SVG or other XML.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> head, string name)
    {
        string[] endings = [".html", ".htm", ".xhtml", ".svg", ".xml"];
        if (Array.Exists(endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var start = System.Text.Encoding.UTF8.GetString(head[..Math.Min(head.Length, 200)]).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<svg", StringComparison.OrdinalIgnoreCase);
    }
}
