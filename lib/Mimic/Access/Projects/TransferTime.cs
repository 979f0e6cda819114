namespace Mimic.Access;

/// <summary>How long a download takes, as people say it.</summary>
internal static class TransferTime
{
    /// <summary>What one connection to PhysioNet brings, in bytes a second, by what many users report.</summary>
    public const int UsualRate = 50_000;

    /// <summary>The connections of <c>mimic data get</c> if nothing is said.</summary>
    public const int UsualConnections = 4;

    /// <summary>What is assumed, in words.</summary>
    public static string Assumption => $"{UsualConnections} connections of {UsualRate / 1000} kB/s each";

    /// <summary>The time at the usual rate.</summary>
    /// <param name="bytes">How much there is to fetch.</param>
    public static TimeSpan Of(long bytes) => TimeSpan.FromSeconds((double)bytes / (UsualRate * UsualConnections));

    /// <summary>A span in two or three words.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalMinutes: < 1.5 } => "a minute",
        { TotalMinutes: < 90 } => Invariant($"{time.TotalMinutes:0} minutes"),
        { TotalHours: < 48 } => Invariant($"{time.TotalHours:0} hours"),
        _ => Invariant($"{time.TotalDays:0} days"),
    };

    /// <summary>The time at the usual rate in words; "unknown" for an unknown size.</summary>
    public static string Words(long? bytes) => bytes is { } known ? Words(Of(known)) : "unknown";
}
