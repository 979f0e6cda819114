using System.Diagnostics;

namespace Mimic.Display;

/// <summary>
/// Shows how far a longer piece of work is: count, rate and time left, on one line of the terminal that is written anew.
/// In a notebook it is an output of the cell that changes in its place; where the kernel cannot do that, a new line now and then, the
/// pauses growing. Silent for the first two seconds, and altogether when the error output is neither. Safe for use by several threads.
/// </summary>
public sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly string _what;
    private readonly long _total;
    private readonly TextWriter _output;
    private readonly bool _visible;
    private readonly bool _inLines;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly bool _isHosted;
    private LiveDisplay? _live;
    private long _done;
    private TimeSpan _next = Patience;
    private int _written;

    /// <summary>Progress of some work on the terminal.</summary>
    /// <param name="what">What is counted, as "rows of hosp/labevents".</param>
    /// <param name="total">How many there are; 0 if not known.</param>
    public Progress(string what, long total = 0)
        : this(what, total, Console.Error, !Console.IsErrorRedirected)
    {
        if (!_visible && Notebook.IsHosted)
        {
            (_visible, _inLines, _isHosted, _output) = (true, true, true, Console.Out);
        }
    }

    internal Progress(string what, long total, TextWriter output, bool visible, bool inLines = false)
    {
        (_what, _total, _output, _visible, _inLines) = (what, total, output, visible, inLines);
    }

    /// <summary>Says it in other words than count and rate over the whole time, where those would mislead.</summary>
    internal Func<string>? Words { get; init; }

    /// <summary>Counts work that is done.</summary>
    /// <param name="count">How much of it; 0 to show anew what may have changed.</param>
    public void Add(long count = 1)
    {
        var done = Interlocked.Add(ref _done, count);
        if (!_visible || _clock.Elapsed < _next)
        {
            return;
        }

        lock (_gate)
        {
            if (_clock.Elapsed >= _next)
            {
                var elapsed = _clock.Elapsed;
                var line = Line(done, elapsed);
                if (_inLines)
                {
                    WriteInNotebook(line);
                    _next = _live is { IsLive: true } ? elapsed + Pause : 2 * elapsed;
                    return;
                }

                _next = elapsed + Pause;
                Write(line);
            }
        }
    }

    /// <summary>Removes the line; in a notebook, leaves there what was done in the end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_live is { IsLive: true } && _next < TimeSpan.MaxValue)
            {
                _live.Update(Line(Interlocked.Read(ref _done), _clock.Elapsed));
            }

            if (_written > 0)
            {
                Write(string.Empty);
                _output.Write('\r');
            }

            _next = TimeSpan.MaxValue;
        }
    }

    internal string Line(long done, TimeSpan elapsed)
    {
        if (Words is not null)
        {
            return Words();
        }

        var rate = done / Math.Max(elapsed.TotalSeconds, 1e-9);
        var line = Invariant($"{done:#,0}{(_total > 0 ? Invariant($" of {_total:#,0}") : string.Empty)} {_what}, {rate:#,0}/s");
        return _total > done && rate > 0 ? $"{line}, {TimeSpan.FromSeconds((_total - done) / rate):h\\:mm\\:ss} left" : line;
    }

    private void WriteInNotebook(string line)
    {
        if (!_isHosted)
        {
            _output.WriteLine(line);
        }
        else if (_live is null)
        {
            _live = Notebook.ShowLive(line);
        }
        else
        {
            _live.Update(line);
        }
    }

    private void Write(string line)
    {
        _output.Write("\r" + line.PadRight(_written));
        _written = line.Length;
    }
}
