namespace Mimic.Trajectories;

/// <summary>The names that the events of a store share; events carry their numbers.</summary>
internal sealed class EventNames
{
    /// <summary>What happened: <c>LAB//50912//mg/dL</c>.</summary>
    public NameList Codes { get; } = new();

    /// <summary>The units of numbers.</summary>
    public NameList Units { get; } = new();

    /// <summary>The tables that events come from: <c>hosp/labevents</c>. At most 256.</summary>
    public NameList Tables { get; } = new();

    /// <summary>Short texts that come again and again. May stay empty: a batch keeps texts that are not in here itself.</summary>
    public NameList Texts { get; } = new();
}
