using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>The columns of a file of events: the five of MEDS, then our own.</summary>
/// <remarks>
/// Compression was chosen by measurement. Gzip at its fastest unpacks fastest, so most columns have it; texts are 35 % smaller
/// with Brotli at quality 1, in the same time. Better qualities of either cost two to four times the time for a tenth of the
/// bytes. Numbers are kept as indexes of few bits: Brotli would save 4 % of the file for a tenth of the time.
/// </remarks>
internal static class StoreColumns
{
    public static readonly ParquetColumn Subject = new("subject_id", ColumnKind.Int64, false);
    public static readonly ParquetColumn Time = new("time", ColumnKind.Timestamp, true);
    public static readonly ParquetColumn Code = new("code", ColumnKind.String, false);
    public static readonly ParquetColumn Number = new("numeric_value", ColumnKind.Float, true);
    public static readonly ParquetColumn Text = new("text_value", ColumnKind.String, true);
    public static readonly ParquetColumn Unit = new("unit", ColumnKind.String, true);
    public static readonly ParquetColumn Hadm = new("hadm_id", ColumnKind.Int32, true);
    public static readonly ParquetColumn Stay = new("stay_id", ColumnKind.Int32, true);
    public static readonly ParquetColumn Table = new("table", ColumnKind.String, false);
    public static readonly ParquetColumn Available = new("available_time", ColumnKind.Timestamp, true);

    /// <summary>In the order of the file.</summary>
    public static readonly IReadOnlyList<ParquetColumn> All =
        [Subject, Time, Code, Number, Text, Unit, Hadm, Stay, Table, Available];

    /// <summary>How the pages of a column are compressed.</summary>
    public static Codec CodecOf(ParquetColumn column) => column == Number || column == Text ? Codec.Brotli : Codec.Gzip;
}
