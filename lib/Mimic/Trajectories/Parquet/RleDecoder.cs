using System.Buffers.Binary;
using System.Numerics;

namespace Mimic.Trajectories.Parquet;

/// <summary>Reads what <see cref="RleEncoder"/> writes, many values a call, and goes on where the last call ended.</summary>
internal struct RleDecoder
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly int _bitWidth;
    private int _position;
    private int _runLeft;
    private int _runValue;
    private int _packedLeft;
    private long _packedBit;

    /// <summary>A decoder of values of the given width, 0 to 32 bits.</summary>
    public RleDecoder(byte[] bytes, int start, int length, int bitWidth)
    {
        (_bytes, _position, _end) = (bytes, start, start + length);
        _bitWidth = bitWidth is >= 0 and <= 32 ? bitWidth : throw new ParquetDamageException("a page names an impossible bit width");
    }

    /// <summary>The next values.</summary>
    public void Read(Span<int> values)
    {
        while (values.Length > 0)
        {
            var step = Run(values.Length);
            if (_runLeft > 0)
            {
                values[..step].Fill(_runValue);
                _runLeft -= step;
            }
            else
            {
                Unpack(values[..step]);
                _packedLeft -= step;
            }

            values = values[step..];
        }
    }

    /// <summary>The next values, which are 0 or 1; returns how many are 1.</summary>
    public int ReadBits(Span<byte> values)
    {
        var ones = 0;
        while (values.Length > 0)
        {
            var step = Run(values.Length);
            if (_runLeft > 0)
            {
                if (_runValue is not (0 or 1))
                {
                    throw new ParquetDamageException("a page has an impossible level");
                }

                values[..step].Fill((byte)_runValue);
                ones += _runValue * step;
                _runLeft -= step;
            }
            else
            {
                ones += UnpackBits(values[..step]);
                _packedLeft -= step;
            }

            values = values[step..];
        }

        return ones;
    }

    /// <summary>Reads over values without looking at them.</summary>
    public void Skip(int count)
    {
        while (count > 0)
        {
            var step = Run(count);
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

    /// <summary>How many of the wanted values the current run or packed group has.</summary>
    private int Run(int wanted)
    {
        while (_runLeft == 0 && _packedLeft == 0)
        {
            Header();
        }

        return Math.Min(wanted, _runLeft > 0 ? _runLeft : _packedLeft);
    }

    private void Header()
    {
        uint header = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > 28 || _position >= _end)
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
            if (bytes > _end - _position)
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
            _position = (int)Math.Min(_end, _position + ((long)groups * _bitWidth));
        }
    }

    private void Unpack(Span<int> values)
    {
        var last = (_packedBit + ((long)values.Length * _bitWidth) + 7) / 8;
        if (last > _end)
        {
            throw Ends();
        }

        BitPacking.Unpack(_bytes, _packedBit, _bitWidth, values);
        _packedBit += (long)values.Length * _bitWidth;
    }

    private int UnpackBits(Span<byte> values)
    {
        if ((_packedBit + values.Length + 7) / 8 > _end || _bitWidth != 1)
        {
            throw Ends();
        }

        int ones = 0, at = 0;
        while (at < values.Length)
        {
            if ((_packedBit & 7) == 0 && values.Length - at >= 8)
            {
                var packed = _bytes[_packedBit / 8];
                BinaryPrimitives.WriteUInt64LittleEndian(values[at..], BitPacking.Spread(packed));
                ones += BitOperations.PopCount(packed);
                at += 8;
                _packedBit += 8;
                continue;
            }

            var bit = (byte)((_bytes[_packedBit / 8] >> (int)(_packedBit & 7)) & 1);
            values[at++] = bit;
            ones += bit;
            _packedBit++;
        }

        return ones;
    }
}
