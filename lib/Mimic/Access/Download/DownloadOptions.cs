namespace Mimic.Access;

/// <summary>How files are fetched. The defaults are made for PhysioNet, which gives about 50 kB/s to a connection.</summary>
public sealed record DownloadOptions
{
    /// <summary>The most connections that may be asked for; more would take from others.</summary>
    public const int MostConnections = 8;

    /// <summary>How many connections fetch at a time, from 1 to <see cref="MostConnections"/>.</summary>
    public int Connections
    {
        get;
        init => field = value is >= 1 and <= MostConnections
            ? value
            : throw new MimicException(
                Invariant($"{value} connections are not possible."), Invariant($"Take 1 to {MostConnections}; 4 is the usual number."));
    } = 4;

    /// <summary>How often a file is tried again without anything new of it having come; after that it counts as failed.</summary>
    public int Retries
    {
        get;
        init => field = value >= 0 ? value : throw new MimicException("The number of retries is below 0.", "Take 0 or more; 10 is the usual number.");
    } = 10;

    /// <summary>A connection on which nothing comes for so long is given up and made anew.</summary>
    public TimeSpan StallTime
    {
        get;
        init => field = value > TimeSpan.Zero && value < TimeSpan.FromHours(1)
            ? value
            : throw new MimicException("A connection cannot be waited for so long.", "Give 1 to 3,599 seconds; 30 is the usual time.");
    } = TimeSpan.FromSeconds(30);

    /// <summary>Also one that brings fewer bytes a second than this, over four times <see cref="StallTime"/>, is made anew.</summary>
    public double SlowestRate { get; init; } = 500;

    /// <summary>Who fetches; null for open projects.</summary>
    public DownloadLogin? Login { get; init; }

    /// <summary>Makes the sums of all files that are there anew, instead of trusting the ledger where size and time are as it says.</summary>
    public bool Verify { get; init; }

    /// <summary>The pause before the first retry; each further one is twice as long.</summary>
    internal TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two tries.</summary>
    internal TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a server may ask for; beyond it the run ends and says when to come again.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The bytes of a piece. A large table is fetched in pieces by all connections: with one connection a table of 3.3 GB alone would take
    /// 18 hours at PhysioNet's rate.
    /// </summary>
    internal long PieceBytes { get; init; } = 8 << 20;

    /// <summary>The bytes that count as progress: after them, the retries of a file begin anew.</summary>
    internal long ProgressBytes { get; init; } = 64 << 10;

    /// <summary>For tests: which certificates are trusted beside the system's.</summary>
    internal Action<SocketsHttpHandler>? Adjust { get; init; }
}
