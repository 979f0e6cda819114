namespace Mimic.Tables;

/// <summary>How the values of a column are written.</summary>
public enum ColumnType
{
    /// <summary>A whole number of up to 32 bits.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text; also numbers whose leading zeros count, as in icd_code.</summary>
    Text,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A time without a zone on the patient's shifted calendar, <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    Time,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name as the documentation spells it; files may differ in case.</param>
/// <param name="Type">How its values are written.</param>
/// <param name="Nullable">Whether a field may be empty.</param>
/// <param name="Since">The release that brought it, where it is not as old as the table; null otherwise.</param>
public sealed record TableColumn(string Name, ColumnType Type, bool Nullable, string? Since);
