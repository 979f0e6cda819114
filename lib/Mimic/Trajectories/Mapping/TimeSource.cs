namespace Mimic.Trajectories.Mapping;

/// <summary>Where the time of an event comes from.</summary>
internal enum TimeKind
{
    /// <summary>A column with a date and a time of day.</summary>
    Column,

    /// <summary>A column with a date only: the event stands at midnight and counts as seen at the end of that day.</summary>
    Day,

    /// <summary>The dischtime of the admission that the row names.</summary>
    Discharge,

    /// <summary>The intime of the ED stay that the row names.</summary>
    EdArrival,

    /// <summary>The outtime of the ED stay that the row names.</summary>
    EdDeparture,

    /// <summary>January 1st of anchor_year - anchor_age.</summary>
    Birth,

    /// <summary>The patient's death: admissions.deathtime, else patients.dod at the last second of its day.</summary>
    Death,

    /// <summary>StudyDate and StudyTime of the CXR metadata, two numbers.</summary>
    Study,
}

/// <summary>One source of a time; rules list several, and the first that has a time counts.</summary>
/// <param name="Kind">How it is found.</param>
/// <param name="Column">The column that is read; empty where the kind names its columns itself.</param>
internal readonly record struct TimeSource(TimeKind Kind, string Column = "")
{
    public static readonly TimeSource Discharge = new(TimeKind.Discharge);
    public static readonly TimeSource EdArrival = new(TimeKind.EdArrival);
    public static readonly TimeSource EdDeparture = new(TimeKind.EdDeparture);
    public static readonly TimeSource Birth = new(TimeKind.Birth);
    public static readonly TimeSource Death = new(TimeKind.Death);
    public static readonly TimeSource Study = new(TimeKind.Study);

    /// <summary>The columns that the source reads, beside the row's hadm_id and stay_id.</summary>
    public IReadOnlyList<string> Columns => Kind switch
    {
        TimeKind.Column or TimeKind.Day => [Column],
        TimeKind.Birth => ["anchor_year", "anchor_age"],
        TimeKind.Study => ["StudyDate", "StudyTime"],
        _ => [],
    };

    public static TimeSource Day(string column) => new(TimeKind.Day, column);

    public static implicit operator TimeSource(string column) => new(TimeKind.Column, column);
}
