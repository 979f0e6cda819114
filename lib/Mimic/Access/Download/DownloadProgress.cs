using Mimic.Display;

namespace Mimic.Access.Download;

/// <summary>Shows how far a download is. It is drawn anew by the clock too: when nothing comes, the line must say so.</summary>
internal sealed class DownloadProgress : IDisposable
{
    private readonly TransferCount _count;
    private readonly DownloadOptions _options;
    private readonly Progress _progress;
    private readonly Timer _timer;

    public DownloadProgress(TransferCount count, DownloadOptions options)
    {
        (_count, _options) = (count, options);
        _progress = new("bytes") { Words = Line };
        _timer = new(_ => _progress.Add(0), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
    }

    public void Dispose()
    {
        using (var ended = new ManualResetEvent(false))
        {
            _timer.Dispose(ended);
            ended.WaitOne();
        }

        _progress.Dispose();
    }

    /// <summary>As "1.2 of 9.9 GB, 7 of 31 files, 203.1 kB/s, 11 h 54 min left".</summary>
    internal string Line()
    {
        var (have, rate) = (_count.Have, _count.Rate());
        var total = Math.Max(_count.TotalBytes, have);
        var size = $"{DatasetOverview.Size(have)} of {(_count.IsTotalKnown ? string.Empty : "at least ")}{DatasetOverview.Size(total)}";
        var line = Invariant($"{size}, {_count.Done:#,0} of {_count.Files:#,0} files");
        if (_count.Gate?.Left is { } left && left > TimeSpan.Zero)
        {
            return $"{line}, the server asked to wait, {Durations.Of(left)} left of that";
        }

        return double.IsNaN(rate) ? line
            : rate < 1 ? Invariant($"{line}, nothing is coming; given up and tried again after {_options.StallTime.TotalSeconds:0} s")
            : total > have ? $"{line}, {DatasetOverview.Size((long)rate)}/s, {Durations.Of(TimeSpan.FromSeconds((total - have) / rate))} left"
            : $"{line}, checking";
    }
}
