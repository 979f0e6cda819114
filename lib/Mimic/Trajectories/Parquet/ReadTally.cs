namespace Mimic.Trajectories.Parquet;

/// <summary>Counts the work of reading, so that a test can see that no more was done than needed. For several threads.</summary>
internal sealed class ReadTally
{
    private long _pages;
    private long _bytes;

    /// <summary>The pages unpacked, dictionaries included.</summary>
    public long Pages => Interlocked.Read(ref _pages);

    /// <summary>The bytes taken from files, without footers.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Page() => Interlocked.Increment(ref _pages);

    public void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
