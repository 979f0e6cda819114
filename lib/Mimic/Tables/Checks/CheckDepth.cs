namespace Mimic.Tables;

/// <summary>How closely <see cref="DatasetCheck"/> looks.</summary>
public enum CheckDepth
{
    /// <summary>Names, sizes and the first bytes: seconds. It finds what is missing, empty, or a saved page.</summary>
    Glance,

    /// <summary>Every byte once, for the checksums; rows only of tables for which no list vouches.</summary>
    Sums,

    /// <summary>Checksums, and every row of every table, counted and compared with the published number.</summary>
    Rows,
}
