namespace Mimic.Synthetic.Packing;

/// <summary>Writes bits from the lowest on, as DEFLATE packs them.</summary>
internal sealed class BitSink(Stream output)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _count;
    private ulong _bits;
    private int _held;

    /// <summary>Writes the low bits of a number, at most 32.</summary>
    public void Write(uint value, int bits)
    {
        _bits |= (ulong)value << _held;
        _held += bits;
        while (_held >= 8)
        {
            Byte((byte)_bits);
            _bits >>= 8;
            _held -= 8;
        }
    }

    /// <summary>Fills the last byte with zeros and writes all that is held.</summary>
    public void Align()
    {
        if (_held > 0)
        {
            Byte((byte)_bits);
        }

        (_bits, _held) = (0, 0);
        output.Write(_buffer, 0, _count);
        _count = 0;
    }

    private void Byte(byte value)
    {
        if (_count == _buffer.Length)
        {
            output.Write(_buffer, 0, _count);
            _count = 0;
        }

        _buffer[_count++] = value;
    }
}
