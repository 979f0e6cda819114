namespace Mimic.Cli.Tests.Processes;

/// <summary>How far a build is, as its folders show.</summary>
internal enum Moment
{
    Start,
    PlaceTaken,
    Spilling,
    Writing,
    Finishing,
    Sealed,
    OldStoreAside,
    Published,
    End,
}

internal static class Moments
{
    /// <summary>How far the build of a store is; <see cref="Moment.End"/> only its process knows.</summary>
    public static Moment Of(string store)
    {
        var partial = store + ".partial";
        return File.Exists(Path.Combine(store, "writing.lock")) ? Moment.Published
            : Directory.Exists(store + ".old") ? Moment.OldStoreAside
            : File.Exists(Path.Combine(partial, "metadata/mimic.json")) ? Moment.Sealed
            : Directory.Exists(Path.Combine(partial, "metadata")) ? Moment.Finishing
            : Directory.Exists(Path.Combine(partial, "data")) ? Moment.Writing
            : Directory.Exists(Path.Combine(partial, "spill")) ? Moment.Spilling
            : Directory.Exists(partial) ? Moment.PlaceTaken
            : Moment.Start;
    }

    /// <summary>Kills a build some time after a moment, if it has not ended by then.</summary>
    /// <returns>How far it was, as far as can be seen.</returns>
    public static Moment Kill(MimicProcess process, string store, Moment moment, TimeSpan after)
    {
        while (Of(store) < moment && !process.HasExited)
        {
            Thread.Yield();
        }

        var since = System.Diagnostics.Stopwatch.StartNew();
        while (since.Elapsed < after && !process.HasExited)
        {
            Thread.Yield();
        }

        process.Kill();
        return process.Wait().Code == 0 ? Moment.End : Of(store);
    }
}
