namespace Mimic.Trajectories.Parquet;

/// <summary>Reads what <see cref="RleEncoder"/> writes, value by value.</summary>
internal ref struct RleDecoder
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _bitWidth;
    private int _position;
    private int _runLeft;
    private int _runValue;
    private int _packedLeft;
    private long _packedBit;

    /// <summary>A decoder of values of the given width, 0 to 32 bits.</summary>
    public RleDecoder(ReadOnlySpan<byte> bytes, int bitWidth)
    {
        _bytes = bytes;
        _bitWidth = bitWidth is >= 0 and <= 32 ? bitWidth : throw new ParquetDamageException("a page names an impossible bit width");
    }

    /// <summary>The next value.</summary>
    public int Next()
    {
        while (_runLeft == 0 && _packedLeft == 0)
        {
            Header();
        }

        if (_runLeft > 0)
        {
            _runLeft--;
            return _runValue;
        }

        _packedLeft--;
        return Packed();
    }

    /// <summary>Reads over values without looking at them.</summary>
    public void Skip(int count)
    {
        while (count > 0)
        {
            while (_runLeft == 0 && _packedLeft == 0)
            {
                Header();
            }

            var step = Math.Min(count, _runLeft + _packedLeft);
            if (_runLeft > 0)
            {
                _runLeft -= step;
            }
            else
            {
                _packedLeft -= step;
                _packedBit += (long)step * _bitWidth;
            }

            count -= step;
        }
    }

    private static ParquetDamageException Ends() => new("a page ends in the middle of its levels or indexes");

    private void Header()
    {
        uint header = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > 28 || _position >= _bytes.Length)
            {
                throw Ends();
            }

            var part = _bytes[_position++];
            header |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        if ((header & 1) == 0)
        {
            var bytes = (_bitWidth + 7) / 8;
            if (bytes > _bytes.Length - _position)
            {
                throw Ends();
            }

            _runLeft = (int)(header >> 1);
            _runValue = 0;
            for (var b = 0; b < bytes; b++)
            {
                _runValue |= _bytes[_position++] << (8 * b);
            }
        }
        else
        {
            // Some writers cut the last group short, so only the bytes that a value needs are asked for.
            var groups = Math.Min(header >> 1, (uint)int.MaxValue / 8);
            _packedLeft = (int)groups * 8;
            _packedBit = 8L * _position;
            _position = (int)Math.Min(_bytes.Length, _position + ((long)groups * _bitWidth));
        }
    }

    private int Packed()
    {
        ulong value = 0;
        var first = (int)(_packedBit / 8);
        var last = (int)((_packedBit + _bitWidth + 7) / 8);
        if (last > _bytes.Length)
        {
            throw Ends();
        }

        for (var b = first; b < last; b++)
        {
            value |= (ulong)_bytes[b] << (8 * (b - first));
        }

        value >>= (int)(_packedBit % 8);
        _packedBit += _bitWidth;
        return (int)(value & ((1UL << _bitWidth) - 1));
    }
}
