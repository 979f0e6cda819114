using System.IO.Compression;
using Mimic.Access;

namespace Mimic.Benchmarks;

/// <summary>
/// The least that any builder must do: inflate the event tables. A file cannot be shared between threads, so the largest go first and
/// each thread takes the next when it is done.
/// </summary>
internal static class InflateBound
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Inflates all event tables of a data set and counts the bytes.</summary>
    public static long Run(string data, int cpus)
    {
        var files = new Queue<TableFile>(EventTables.Of(MimicDataset.Open(data)).OrderByDescending(t => t.Bytes));
        var total = 0L;
        var threads = Enumerable.Range(0, cpus).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return total;

        void Work()
        {
            var buffer = new byte[BufferBytes];
            while (Next() is { } table)
            {
                using var file = new FileStream(table.Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
                using var plain = new GZipStream(file, CompressionMode.Decompress);
                for (int read; (read = plain.Read(buffer)) > 0;)
                {
                    Interlocked.Add(ref total, read);
                }
            }
        }

        TableFile? Next()
        {
            lock (files)
            {
                return files.TryDequeue(out var file) ? file : null;
            }
        }
    }
}
