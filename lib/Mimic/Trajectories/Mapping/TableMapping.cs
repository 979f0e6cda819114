namespace Mimic.Trajectories.Mapping;

/// <summary>How the rows of one table become events. Only a declaration; <c>RowMapper</c> carries it out.</summary>
/// <param name="Table">The table, as <c>hosp/labevents</c>.</param>
/// <param name="Row">The one event of each row.</param>
internal sealed record TableMapping(string Table, EventRule Row)
{
    /// <summary>Further events of a row, counted apart. A refused row has none.</summary>
    public IReadOnlyList<EventRule> Derived { get; init; } = [];

    /// <summary>The column of the hospital admission; null if the table has none.</summary>
    public string? HadmId { get; init; }

    /// <summary>The column of the ICU or ED stay; null if the table has none.</summary>
    public string? StayId { get; init; }

    /// <summary>Whether stay_id is an ED stay, whose admission then comes from edstays where the table does not name it.</summary>
    public bool IsEd { get; init; }

    /// <summary>All columns that are read, each once.</summary>
    public IReadOnlyList<string> Columns =>
    [
        .. new[] { "subject_id", HadmId, StayId }.OfType<string>()
            .Concat(Row.Columns)
            .Concat(Derived.SelectMany(d => d.Columns))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
