using System.Globalization;

namespace Mimic.Tests.Access.Download;

/// <summary>What a client asked.</summary>
/// <param name="Lines">The lines of the request's head.</param>
/// <param name="Path">The file, relative to the project.</param>
/// <param name="Number">How many requests for this file came before.</param>
internal sealed record HostileRequest(string[] Lines, string Path, int Number)
{
    public bool IsHead => Lines[0].StartsWith("HEAD ", StringComparison.Ordinal);

    public bool IsOfList => Path == "SHA256SUMS.txt";

    /// <summary>
    /// Chance that depends on the seed and on which request of which file this is, and on nothing else: HashCode would give other
    /// numbers in each process, and a run that failed could not be repeated.
    /// </summary>
    public Random Chance(int seed) => new(Path.Aggregate((seed * 31) + Number, (sum, c) => unchecked((sum * 31) + c)));

    /// <summary>The part asked for, from and up to; null for all.</summary>
    public (long From, long? To)? Range
    {
        get
        {
            if (Header("Range") is not { } range)
            {
                return null;
            }

            var parts = range["bytes=".Length..].Split('-');
            return (Number(parts[0])!.Value, Number(parts[1]) + 1);

            static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }

    public string? Header(string name) =>
        Array.Find(Lines, l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}

/// <summary>What a server may do wrong.</summary>
internal enum Trick
{
    None,
    Stall,
    Cut,
    CloseAtOnce,
    TooManyRequests,
    Busy,
    BusyUntil,
    WaitTwoSeconds,
    WaitAnHour,
    Broken,
    Page,
    PageAsTable,
    WrongRange,
    OtherLength,
    ChangedTag,
    RedirectElsewhere,
    RedirectUnencrypted,
    RedirectRound,
    WrongBytes,
    Drip,
    TooSlow,
    IgnoreRange,
    Chunked,
    UntilClosed,
    Garbage,
    LyingLength,
}
