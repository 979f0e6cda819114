using System.Buffers;

namespace Mimic.Trajectories.Building;

/// <summary>Writes the events of one table into the spill; each thread has its own.</summary>
internal sealed class SpillWriter(Spill spill)
{
    private const int FlushAt = 32 << 10;

    private readonly ArrayBufferWriter<byte>?[] _buffers = new ArrayBufferWriter<byte>?[spill.Partitions];

    /// <summary>Adds an event.</summary>
    /// <param name="patient">The place of the patient among all.</param>
    /// <param name="e">The event.</param>
    /// <param name="text">Its text as UTF-8; empty for none.</param>
    public void Add(int patient, in SpilledEvent e, ReadOnlySpan<byte> text)
    {
        var partition = spill.PartitionOf(patient);
        var buffer = _buffers[partition] ??= new(FlushAt + 1024);
        SpillRecord.Write(buffer, e, text);
        if (buffer.WrittenCount >= FlushAt)
        {
            Flush(partition);
        }
    }

    /// <summary>Hands over what is still in memory.</summary>
    public void Flush()
    {
        for (var partition = 0; partition < _buffers.Length; partition++)
        {
            Flush(partition);
        }
    }

    private void Flush(int partition)
    {
        if (_buffers[partition] is { WrittenCount: > 0 } buffer)
        {
            spill.Append(partition, buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }
}
