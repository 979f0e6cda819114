namespace Mimic.Access.Download;

/// <summary>Times for people.</summary>
internal static class Durations
{
    /// <summary>As "8 h 20 min", "12 min", "40 s".</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => Invariant($"{Math.Max(1, Math.Ceiling(time.TotalSeconds)):0} s"),
        { TotalMinutes: < 90 } => Invariant($"{Math.Round(time.TotalMinutes):0} min"),
        { TotalHours: < 24 } => Invariant($"{Math.Floor(time.TotalHours):0} h {time.Minutes} min"),
        _ => Invariant($"{Math.Floor(time.TotalHours / 24):0} days {time.Hours} h"),
    };
}
