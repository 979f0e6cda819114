using System.Diagnostics;

namespace Mimic.Access.Download;

/// <summary>Sees that a connection does not drip so slowly that it would never end.</summary>
internal sealed class RateFloor(DownloadOptions options)
{
    private readonly TimeSpan _window = options.StallTime * 4;
    private long _since = Stopwatch.GetTimestamp();
    private long _bytes;

    /// <summary>Counts bytes.</summary>
    /// <exception cref="AttemptFailure">Too few came.</exception>
    public void Check(int count, string host)
    {
        _bytes += count;
        var elapsed = Stopwatch.GetElapsedTime(_since);
        if (elapsed < _window)
        {
            return;
        }

        if (_bytes < options.SlowestRate * elapsed.TotalSeconds)
        {
            throw new AttemptFailure(Invariant($"{host} sent only {_bytes:#,0} bytes in {elapsed.TotalSeconds:0} s"));
        }

        (_since, _bytes) = (Stopwatch.GetTimestamp(), 0);
    }
}
