using System.Diagnostics;

namespace Mimic.Access.Download;

/// <summary>
/// How often a file failed in a row without getting on. Connections that break together, as when the network goes, count once. Not safe for
/// use by several threads but for <see cref="Count"/> and <see cref="Reached"/>, which may come from different ones.
/// </summary>
internal sealed class TryCount(DownloadOptions options, long have)
{
    private readonly Lock _gate = new();
    private long _furthest = have;
    private long _furthestBefore = have;
    private long _lastFailure;
    private int _failures;
    private long _runAtFirst;

    /// <summary>Takes how many bytes are there. Only more than ever before is progress: bytes that come anew are none.</summary>
    public void Reached(long bytes)
    {
        if (bytes > Volatile.Read(ref _furthest))
        {
            Volatile.Write(ref _furthest, bytes);
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="started">When that try began (a timestamp of <see cref="Stopwatch"/>).</param>
    /// <param name="runProgress">How often anything of the run got on so far.</param>
    /// <returns>How long to wait before the next try.</returns>
    /// <exception cref="FileFailure">It was the last.</exception>
    /// <exception cref="MimicException">It was the last, and nothing else of the run got on either.</exception>
    public TimeSpan Count(AttemptFailure failure, long started, long runProgress)
    {
        lock (_gate)
        {
            if (_furthest >= _furthestBefore + options.ProgressBytes)
            {
                _failures = 0;
            }

            if (_failures == 0)
            {
                (_furthestBefore, _runAtFirst) = (_furthest, runProgress);
            }

            if (_failures == 0 || started > _lastFailure)
            {
                _failures++;
                _lastFailure = Stopwatch.GetTimestamp();
            }

            if (_failures <= Math.Min(options.Retries, failure.MostRetries))
            {
                var pause = options.FirstPause * Math.Pow(2, Math.Min(_failures - 1, 30));
                return (pause < options.LongestPause ? pause : options.LongestPause) * (0.8 + (0.4 * Random.Shared.NextDouble()));
            }

            const string Again = "Run the same command again later; what has come stays.";
            var times = _failures > 1 ? Invariant($" ({_failures} tries)") : string.Empty;
            throw _failures > 1 && runProgress == _runAtFirst && failure.Remedy is null
                ? new MimicException($"Nothing more comes: {failure.Message}{times}.", $"Check the network. {Again}", failure)
                : new FileFailure($"{failure.Message}{times}", failure.Remedy ?? Again, failure);
        }
    }
}
