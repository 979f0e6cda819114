namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Reads the encoding DELTA_BINARY_PACKED: a first value, then differences in blocks of miniblocks, each packed at the width of
/// its largest. Numbers of 32 bits are the lower half of what comes out.
/// </summary>
internal struct DeltaDecoder
{
    // Real writers use blocks of 128 to 2048 values; a page that claims more is damage, not a reason to allocate.
    private const int LargestBlock = 1 << 20;

    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly int _miniblocks;
    private readonly int _perMiniblock;
    private readonly int[] _widths;
    private int _position;
    private int _left;
    private int _miniblock;
    private int _inMiniblock;
    private long _bit;
    private long _last;
    private long _minimum;
    private bool _first;

    /// <summary>A decoder of the values of a page.</summary>
    public DeltaDecoder(byte[] bytes, int start, int length)
    {
        (_bytes, _position, _end) = (bytes, start, start + length);
        var block = VarInt();
        var miniblocks = VarInt();
        var count = VarInt();
        _last = ZigZag();
        if (block is 0 or > LargestBlock || block % 128 != 0 || miniblocks == 0 || miniblocks > block / 32
            || block % miniblocks != 0 || block / miniblocks % 32 != 0 || count > int.MaxValue)
        {
            throw new ParquetDamageException("a page of differences has impossible blocks");
        }

        _miniblocks = (int)miniblocks;
        _perMiniblock = (int)(block / miniblocks);
        _widths = new int[_miniblocks];
        (_left, _first) = ((int)count, true);
        (_miniblock, _inMiniblock) = (_miniblocks - 1, _perMiniblock);
    }

    /// <summary>The values not yet read.</summary>
    public readonly int Left => _left;

    /// <summary>The next values.</summary>
    public void Read(Span<long> values)
    {
        if (values.Length > _left)
        {
            throw Ends();
        }

        while (values.Length > 0)
        {
            var step = Step(values);
            values = values[step..];
            _left -= step;
        }
    }

    /// <summary>Where the bytes behind the last value begin; asked for when all values were read.</summary>
    public int EndOfLast()
    {
        // The last miniblock is filled up, and its block has the widths of all, but no bytes for those that follow.
        if (_inMiniblock < _perMiniblock)
        {
            _bit += (long)(_perMiniblock - _inMiniblock) * _widths[_miniblock];
            _position = (int)Math.Min(_end, (_bit + 7) / 8);
            _inMiniblock = _perMiniblock;
        }

        return _position;
    }

    private static ParquetDamageException Ends() => new("a page ends in the middle of its differences");

    private int Step(Span<long> values)
    {
        if (_first)
        {
            values[0] = _last;
            _first = false;
            return 1;
        }

        if (_inMiniblock == _perMiniblock)
        {
            NextMiniblock();
        }

        var step = Math.Min(values.Length, _perMiniblock - _inMiniblock);
        var width = _widths[_miniblock];
        if ((_bit + ((long)step * width) + 7) / 8 > _end)
        {
            throw Ends();
        }

        values = values[..step];
        var (last, minimum) = (_last, _minimum);
        if (width == 0)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = last += minimum;
            }
        }
        else
        {
            BitPacking.Unpack(_bytes, _bit, width, values);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = last += values[i] + minimum;
            }
        }

        _last = last;
        _bit += (long)step * width;
        _inMiniblock += step;
        if (_inMiniblock == _perMiniblock)
        {
            _position = (int)Math.Min(_end, (_bit + 7) / 8);
        }

        return step;
    }

    private void NextMiniblock()
    {
        if (++_miniblock == _miniblocks)
        {
            _miniblock = 0;
            _minimum = ZigZag();
            for (var i = 0; i < _miniblocks; i++)
            {
                _widths[i] = _position < _end ? _bytes[_position++] : throw Ends();
            }
        }

        // Miniblocks behind the last value may name any width.
        if (_widths[_miniblock] > 64)
        {
            throw new ParquetDamageException("a page names an impossible bit width");
        }

        _inMiniblock = 0;
        _bit = 8L * _position;
    }

    private long ZigZag()
    {
        var value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position >= _end)
            {
                throw Ends();
            }

            var part = _bytes[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Ends();
    }
}
