using System.Diagnostics;

namespace Mimic.Access.Download;

/// <summary>What a run has done so far: bytes, files, tries, the rate of the last seconds. Safe for use by several threads.</summary>
internal sealed class TransferCount
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Queue<(TimeSpan At, long Bytes)> _samples = new([(TimeSpan.Zero, 0)]);
    private readonly Lock _lock = new();
    private long _received;
    private long _progress;
    private long _lost;
    private int _retries;

    /// <summary>How many files there are to see to.</summary>
    public long Files { get; set; }

    /// <summary>How many bytes they have, as far as is known.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Whether the size of all files is known.</summary>
    public bool IsTotalKnown { get; set; }

    /// <summary>How many are whole and right, those that were there before among them.</summary>
    public int Done { get; private set; }

    public int Fetched { get; private set; }

    public int There { get; private set; }

    public long BytesThere { get; private set; }

    /// <summary>The bytes of unfinished files that were there from earlier runs and are used.</summary>
    public long Resumed { get; private set; }

    /// <summary>The bytes that came over the network.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>The bytes that are there and will be used, in whole files and parts.</summary>
    public long Have
    {
        get
        {
            lock (_lock)
            {
                return BytesThere + Resumed + Received - _lost;
            }
        }
    }

    public int Retries => Volatile.Read(ref _retries);

    /// <summary>How often anything got on.</summary>
    public long Progress => Interlocked.Read(ref _progress);

    public TimeSpan Elapsed => _clock.Elapsed;

    public RequestGate? Gate { get; set; }

    public void Receive(long bytes) => Interlocked.Add(ref _received, bytes);

    public void Retry() => Interlocked.Increment(ref _retries);

    public void GotOn() => Interlocked.Increment(ref _progress);

    /// <summary>Takes the sizes known beforehand.</summary>
    public void Expect(long bytes)
    {
        lock (_lock)
        {
            TotalBytes += bytes;
        }
    }

    public void Learn(WantedFile file, long bytes) => Expect(bytes - (file.Bytes ?? 0));

    public void AlreadyThere(WantedFile file, long bytes)
    {
        lock (_lock)
        {
            (There, Done, BytesThere) = (There + 1, Done + 1, BytesThere + bytes);
            TotalBytes += bytes - (file.Bytes ?? 0);
        }
    }

    public void Resume(long bytes)
    {
        lock (_lock)
        {
            Resumed += bytes;
        }
    }

    /// <summary>Bytes are forgotten, since their file is begun anew.</summary>
    /// <param name="received">Of this run.</param>
    /// <param name="resumed">Of earlier ones.</param>
    public void Lose(long received, long resumed)
    {
        lock (_lock)
        {
            (_lost, Resumed) = (_lost + received, Resumed - resumed);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            (Fetched, Done) = (Fetched + 1, Done + 1);
        }

        GotOn();
    }

    /// <summary>Bytes a second, over the last seconds; NaN before anything can be said.</summary>
    public double Rate()
    {
        lock (_lock)
        {
            var (now, bytes) = (_clock.Elapsed, Received);
            if (now - _samples.Last().At > TimeSpan.FromSeconds(0.25))
            {
                _samples.Enqueue((now, bytes));
            }

            while (_samples.Count > 2 && now - _samples.Peek().At > Window)
            {
                _samples.Dequeue();
            }

            var (since, before) = _samples.Peek();
            return now - since < TimeSpan.FromSeconds(1) ? double.NaN : (bytes - before) / (now - since).TotalSeconds;
        }
    }
}
