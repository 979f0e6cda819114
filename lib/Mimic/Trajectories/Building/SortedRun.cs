using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Sorted events on disk: a piece of a group of patients that is too large for the memory. It is read back block by block, to be
/// merged with the other pieces.
/// </summary>
internal sealed class SortedRun : IDisposable
{
    private const int BlockBytes = 1 << 16;
    private const int HeaderBytes = 4;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly EventDrafts _block = new();
    private byte[] _bytes = [];
    private long _position;
    private int _next;

    /// <summary>Writes a run.</summary>
    /// <param name="path">The file to create; it goes when the run is disposed.</param>
    /// <param name="drafts">The events.</param>
    /// <param name="places">Their order.</param>
    public SortedRun(string path, EventDrafts drafts, ReadOnlySpan<int> places)
    {
        _file = DiskFile.CreateTemporary(path);
        try
        {
            _length = Write(path, drafts, places);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

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
        if (_position == _length)
        {
            AtEnd = true;
            return;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        Read(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        Read(_bytes.AsSpan(0, length));
        SpillBlock.Read(_bytes.AsSpan(0, length), _block);
    }

    public void Dispose() => _file.Dispose();

    private long Write(string path, EventDrafts drafts, ReadOnlySpan<int> places)
    {
        var block = new SpillBlock(BlockBytes);
        var length = 0L;
        Span<byte> header = stackalloc byte[HeaderBytes];
        for (var i = 0; i < places.Length; i++)
        {
            var e = drafts.Events[places[i]];
            var text = e.Text < EventDrafts.FirstText ? [] : drafts.Text(e.Text);
            e.Text = e.Text < EventDrafts.FirstText ? e.Text : EventDraft.None;
            block.Add(e, text);
            if (block.IsFull || i == places.Length - 1)
            {
                BinaryPrimitives.WriteInt32LittleEndian(header, block.Length);
                DiskFile.Write(_file, path, header, length);
                DiskFile.Write(_file, path, block.Bytes, length + HeaderBytes);
                length += HeaderBytes + block.Length;
                block.Clear();
            }
        }

        return length;
    }

    private void Read(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(_file, bytes, _position);
            _position += count > 0 ? count : throw new IOException("A temporary file of the build was cut while it was in use.");
            bytes = bytes[count..];
        }
    }
}
