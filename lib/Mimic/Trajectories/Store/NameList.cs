using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Mimic.Trajectories;

/// <summary>
/// UTF-8 names by number, each kept once. The bytes lie in blocks that never move, so a name once read stays valid.
/// </summary>
/// <remarks>
/// Safe for use by several threads: a name that is known is found without a lock, a new one is added under one. Only
/// <see cref="Clear"/> wants the list for itself. Which number a name gets depends on who comes first; nothing that is written
/// may depend on the numbers.
/// </remarks>
internal sealed class NameList
{
    private const int BlockBytes = 1 << 16;
    private const ulong Mixer = 0x9E3779B97F4A7C15;

    private readonly Lock _gate = new();

    // A slot is the hash of a name in the upper half and its number plus one in the lower; 0 is free. At most half are taken.
    private long[] _slots = new long[64];
    private Entry[] _entries = new Entry[32];
    private byte[] _block = [];
    private int _used;
    private int _hashed;
    private volatile int _count;
    private long _bytes;

    /// <summary>The number of names; their numbers are below it.</summary>
    public int Count => _count;

    /// <summary>The bytes of all names together.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The name of a number.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            ref readonly var entry = ref _entries[id];
            return entry.Block.AsSpan(entry.Offset, entry.Length);
        }
    }

    /// <summary>The name of a number as a string.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a name; -1 if it is not in the list.</summary>
    public int Find(ReadOnlySpan<byte> name) => Find(name, Hash(name));

    /// <summary>The number of a name, which is added if it is not yet in the list.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var id = Find(name, hash);
        if (id >= 0)
        {
            return id;
        }

        lock (_gate)
        {
            id = Find(name, hash);
            if (id < 0)
            {
                id = Store(name);
                Enter(hash, id);
            }

            return id;
        }
    }

    /// <summary>Adds a name without a look whether the list has it; <see cref="Find(ReadOnlySpan{byte})"/> will not see it.</summary>
    public int Append(ReadOnlySpan<byte> name)
    {
        lock (_gate)
        {
            return Store(name);
        }
    }

    /// <summary>Forgets all names and keeps the memory for others. No other thread may use the list meanwhile.</summary>
    public void Clear()
    {
        if (_hashed > 0)
        {
            Array.Clear(_slots);
        }

        Array.Clear(_entries, 0, _count);
        (_used, _hashed, _count, _bytes) = (0, 0, 0, 0);
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * Mixer;
        while (name.Length > 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[8..];
        }

        ulong tail = 0;
        if (name.Length >= 4)
        {
            tail = BinaryPrimitives.ReadUInt32LittleEndian(name)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32);
        }
        else if (name.Length > 0)
        {
            tail = name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16);
        }

        return (uint)(Mix(hash ^ tail) >> 32);
    }

    private static ulong Mix(ulong value)
    {
        value *= Mixer;
        return value ^ BitOperations.RotateRight(value, 29);
    }

    private int Find(ReadOnlySpan<byte> name, uint hash)
    {
        var slots = Volatile.Read(ref _slots);
        var mask = slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = Volatile.Read(ref slots[at]);
            if (slot == 0)
            {
                return -1;
            }

            if ((uint)(slot >> 32) == hash)
            {
                // Read after the slot: whatever array is there then, holds the entry.
                ref readonly var entry = ref Volatile.Read(ref _entries)[(int)slot - 1];
                if (entry.Block.AsSpan(entry.Offset, entry.Length).SequenceEqual(name))
                {
                    return (int)slot - 1;
                }
            }
        }
    }

    private int Store(ReadOnlySpan<byte> name)
    {
        var id = _count;
        if (id == _entries.Length)
        {
            var larger = new Entry[2 * id];
            _entries.CopyTo(larger, 0);
            Volatile.Write(ref _entries, larger);
        }

        // A long name gets a block of its own, so that the current one is not left half empty.
        Entry entry;
        if (name.Length > BlockBytes / 4)
        {
            entry = new(name.ToArray(), 0, name.Length);
        }
        else
        {
            if (name.Length > _block.Length - _used)
            {
                (_block, _used) = (new byte[BlockBytes], 0);
            }

            name.CopyTo(_block.AsSpan(_used));
            entry = new(_block, _used, name.Length);
            _used += name.Length;
        }

        _entries[id] = entry;
        Volatile.Write(ref _bytes, _bytes + name.Length);
        _count = id + 1;
        return id;
    }

    private void Enter(uint hash, int id)
    {
        if (2 * ++_hashed > _slots.Length)
        {
            var larger = new long[2 * _slots.Length];
            foreach (var slot in _slots)
            {
                if (slot != 0)
                {
                    larger[Free(larger, (uint)(slot >> 32))] = slot;
                }
            }

            Volatile.Write(ref _slots, larger);
        }

        Volatile.Write(ref _slots[Free(_slots, hash)], (long)(((ulong)hash << 32) | (uint)(id + 1)));
    }

    private static int Free(long[] slots, uint hash)
    {
        var mask = slots.Length - 1;
        var at = (int)hash & mask;
        while (slots[at] != 0)
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private readonly record struct Entry(byte[] Block, int Offset, int Length);
}
