namespace Mimic.Trajectories.Mapping;

/// <summary>How a row becomes one event: which columns give its time, code, number, text and unit.</summary>
internal sealed record EventRule
{
    /// <summary>The parts of the code, the kind of event first (see <see cref="EventCodes"/>).</summary>
    public required IReadOnlyList<CodePart> Code { get; init; }

    /// <summary>When it happened: the first source that has a time. Empty in a derived event: the time of the row.</summary>
    public IReadOnlyList<TimeSource> Time { get; init; } = [];

    /// <summary>Whether the event is a fact without a time.</summary>
    public bool IsFact { get; init; }

    /// <summary>A column without which a derived event does not exist; null if it always does.</summary>
    public string? OnlyIf { get; init; }

    /// <summary>The number; null if there is none.</summary>
    public NumberRule? Number { get; init; }

    /// <summary>The text; null if there is none.</summary>
    public TextRule? Text { get; init; }

    /// <summary>The column with the unit of the number; null if there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>The unit where the table has no column for it.</summary>
    public string? FixedUnit { get; init; }

    /// <summary>When it could be seen: the first source that has a time.</summary>
    public IReadOnlyList<TimeSource> Available { get; init; } = [];

    /// <summary>When it was over; what is said of the whole interval could not be seen earlier, whenever it was stored.</summary>
    public string? EndTime { get; init; }

    /// <summary>A column that describes the code in words; null if dictionaries do, or nothing.</summary>
    public string? Label { get; init; }

    /// <summary>All columns that are read.</summary>
    public IEnumerable<string> Columns
    {
        get
        {
            var named = new[] { OnlyIf, Number?.Column, Unit, EndTime, Label }.OfType<string>();
            return Code.Where(p => p.IsColumn).Select(p => p.Text)
                .Concat(Time.Concat(Available).SelectMany(t => t.Columns))
                .Concat(Text?.Columns ?? [])
                .Concat(named);
        }
    }
}
