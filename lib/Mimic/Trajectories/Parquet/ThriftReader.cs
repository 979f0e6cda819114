using System.Text;

namespace Mimic.Trajectories.Parquet;

/// <summary>Reads Thrift's compact protocol; anything that cannot be is a <see cref="ParquetDamageException"/>.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // Parquet's own structs nest less than ten deep; only damaged bytes nest deeper.
    private const int MaximumDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _lastField;
    private int _depth;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Enters a struct; hand the result to <see cref="Leave"/> after its last field.</summary>
    public int Enter()
    {
        if (++_depth > MaximumDepth)
        {
            throw new ParquetDamageException("its metadata nest too deep");
        }

        var outer = _lastField;
        _lastField = 0;
        return outer;
    }

    public void Leave(int outer)
    {
        _depth--;
        _lastField = outer;
    }

    /// <summary>The next field of the struct; false at its end.</summary>
    public bool Next(out int field, out ThriftType type)
    {
        var header = Byte();
        type = (ThriftType)(header & 0x0F);
        var step = header >> 4;
        field = _lastField = step > 0 ? _lastField + step : type == ThriftType.Stop ? 0 : (short)ZigZag(VarInt());
        return type != ThriftType.Stop;
    }

    public bool Bool(ThriftType type) => type switch
    {
        ThriftType.True => true,
        ThriftType.False => false,
        _ => throw Unexpected(type),
    };

    public int Int32(ThriftType type)
    {
        var value = Int64(type);
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new ParquetDamageException("a number in its metadata is too large");
    }

    public long Int64(ThriftType type) =>
        type is ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64 ? ZigZag(VarInt()) : throw Unexpected(type);

    public ReadOnlySpan<byte> Binary(ThriftType type)
    {
        if (type != ThriftType.Binary)
        {
            throw Unexpected(type);
        }

        var length = VarInt();
        return length <= (ulong)(_bytes.Length - Position) ? Take((int)length) : throw Ends();
    }

    public string String(ThriftType type) => Encoding.UTF8.GetString(Binary(type));

    /// <summary>Checks that a field is a struct, which the caller then enters.</summary>
    public readonly void Struct(ThriftType type)
    {
        if (type != ThriftType.Struct)
        {
            throw Unexpected(type);
        }
    }

    /// <summary>The number of elements of a list of the given type.</summary>
    public int List(ThriftType type, ThriftType element)
    {
        var count = ListHeader(type, out var found);
        return found == element || count == 0 ? count : throw Unexpected(found);
    }

    /// <summary>Reads over a value of any type.</summary>
    public void Skip(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                VarInt();
                break;
            case ThriftType.Double:
                Take(8);
                break;
            case ThriftType.Binary:
                Binary(type);
                break;
            case ThriftType.Struct:
                var outer = Enter();
                while (Next(out _, out var inner))
                {
                    Skip(inner);
                }

                Leave(outer);
                break;
            case ThriftType.List or ThriftType.Set:
                var count = ListHeader(ThriftType.List, out var element);
                outer = Enter();
                for (var i = 0; i < count; i++)
                {
                    SkipElement(element);
                }

                Leave(outer);
                break;
            default:
                throw Unexpected(type);
        }
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static ParquetDamageException Ends() => new("its metadata end in the middle");

    private static ParquetDamageException Unexpected(ThriftType type) => new($"its metadata hold an unexpected type {(int)type}");

    // In a list a truth value is a byte of its own, while in a struct it is part of the field's header.
    private void SkipElement(ThriftType element) =>
        Skip(element is ThriftType.True or ThriftType.False ? ThriftType.Byte : element);

    private int ListHeader(ThriftType type, out ThriftType element)
    {
        if (type != ThriftType.List)
        {
            throw Unexpected(type);
        }

        var header = Byte();
        element = (ThriftType)(header & 0x0F);
        var count = header >> 4 == 15 ? VarInt() : (ulong)(header >> 4);

        // Each element takes a byte at least, so a longer list is damage, not a reason to allocate.
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Ends();
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new ParquetDamageException("a number in its metadata is too long");
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Ends();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _bytes.Length - Position)
        {
            throw Ends();
        }

        Position += length;
        return _bytes.Slice(Position - length, length);
    }
}
