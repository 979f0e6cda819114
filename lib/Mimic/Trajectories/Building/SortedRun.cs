using System.Buffers.Binary;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Sorted events on disk: a piece of a group of patients that is too large for the memory. It is read back block by block, to be
/// merged with the other pieces.
/// </summary>
internal sealed class SortedRun : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly FileStream _file;
    private readonly EventDrafts _block = new();
    private byte[] _bytes = [];
    private int _next;

    /// <summary>Writes a run.</summary>
    /// <param name="path">The file to create; it goes when the run is disposed.</param>
    /// <param name="drafts">The events.</param>
    /// <param name="places">Their order.</param>
    public SortedRun(string path, EventDrafts drafts, ReadOnlySpan<int> places)
    {
        _file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var block = new SpillBlock(BlockBytes);
        foreach (var place in places)
        {
            var e = drafts.Events[place];
            var text = e.Text < EventDrafts.FirstText ? [] : drafts.Text(e.Text);
            e.Text = e.Text < EventDrafts.FirstText ? e.Text : EventDraft.None;
            block.Add(e, text);
            if (block.IsFull)
            {
                Write(block);
            }
        }

        Write(block);
        _file.Position = 0;
        MoveNext();
    }

    /// <summary>Whether all events were taken.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>The first event that was not taken.</summary>
    public ref readonly EventDraft Current => ref _block.Events[_next];

    /// <summary>Where <see cref="Current"/> is, and its text, if it has one of its own.</summary>
    public EventDrafts Texts => _block;

    /// <summary>The place of <see cref="Current"/> in there.</summary>
    public int Place => _next;

    /// <summary>Goes to the next event.</summary>
    public void MoveNext()
    {
        if (++_next < _block.Count)
        {
            return;
        }

        _next = 0;
        _block.Clear();
        Span<byte> header = stackalloc byte[4];
        if (_file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            AtEnd = true;
            return;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        _file.ReadExactly(_bytes.AsSpan(0, length));
        SpillBlock.Read(_bytes.AsSpan(0, length), _block);
    }

    public void Dispose() => _file.Dispose();

    private void Write(SpillBlock block)
    {
        if (block.Length == 0)
        {
            return;
        }

        Span<byte> header = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, block.Length);
        _file.Write(header);
        _file.Write(block.Bytes);
        block.Clear();
    }
}
