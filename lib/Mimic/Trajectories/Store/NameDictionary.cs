using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>A dictionary of names or texts, which have numbers already: nothing is compared or hashed.</summary>
internal sealed class NameDictionary : ValueDictionary
{
    private const int LengthBytes = 4;

    // The place of each name plus one; 0 while the row group has not met it.
    private int[] _places = [];
    private int[] _entries = new int[256];
    private int _count;
    private long _bytes;
    private long _most;
    private NameList? _names;
    private EventBatch? _texts;

    public override int Count => _count;

    public override bool IsFull => _bytes > _most;

    /// <summary>Takes names, all of which may stand in the dictionary.</summary>
    public NameDictionary Of(NameList names)
    {
        (_names, _texts, _most) = (names, null, long.MaxValue);
        return Room(names.Count);
    }

    /// <summary>Takes the texts of a batch; notes soon fill the dictionary, which is unpacked for every page that is read.</summary>
    public NameDictionary Of(EventBatch texts)
    {
        (_names, _texts, _most) = (null, texts, 2 * PageWriter.MaximumBytes);
        return Room(texts.TextCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Index(Span<int> values)
    {
        var places = _places;
        for (var i = 0; i < values.Length; i++)
        {
            var id = values[i];
            var place = places[id];
            if (place == 0)
            {
                place = Enter(id);
            }

            values[i] = place - 1;
        }
    }

    public override void Cut(int count)
    {
        while (_count > count)
        {
            var id = _entries[--_count];
            _places[id] = 0;
            _bytes -= LengthBytes + Name(id).Length;
        }
    }

    public override void Write(ArrayBufferWriter<byte> output) => WritePlain(_entries.AsSpan(0, _count), output);

    public override int PlainRows(ReadOnlySpan<int> rows)
    {
        var (count, bytes) = (0, 0L);
        while (count < Math.Min(rows.Length, PageWriter.MaximumRows) && bytes < PageWriter.MaximumBytes)
        {
            var id = rows[count++];
            bytes += id == EventBatch.None ? 0 : LengthBytes + Name(id).Length;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void WritePlain(ReadOnlySpan<int> values, ArrayBufferWriter<byte> output)
    {
        foreach (var id in values)
        {
            var name = Name(id);
            var bytes = output.GetSpan(LengthBytes + name.Length);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, name.Length);
            name.CopyTo(bytes[LengthBytes..]);
            output.Advance(LengthBytes + name.Length);
        }
    }

    private NameDictionary Room(int names)
    {
        if (_places.Length < names)
        {
            Array.Resize(ref _places, Math.Max(names, 2 * _places.Length));
        }

        return this;
    }

    private int Enter(int id)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        _entries[_count++] = id;
        _bytes += LengthBytes + Name(id).Length;
        return _places[id] = _count;
    }

    private ReadOnlySpan<byte> Name(int id) => _names is { } names ? names[id] : _texts!.TextOf(id);
}
