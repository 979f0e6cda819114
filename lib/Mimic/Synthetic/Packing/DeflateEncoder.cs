namespace Mimic.Synthetic.Packing;

/// <summary>
/// Compresses to DEFLATE (RFC 1951) with the same bytes on every machine. The platform's encoder is not used because it differs
/// between systems and versions of .NET, and the checksums of the demo with it.
/// </summary>
/// <remarks>LZ77 over 32 KB with hash chains and lazy matching; one dynamic Huffman block per segment of input.</remarks>
internal sealed class DeflateEncoder
{
    private const int Window = 32768;
    private const int Segment = 131072;
    private const int HashBits = 16;
    private const int MinimumMatch = 3;
    private const int MaximumMatch = 258;
    private const int ChainLength = 24;
    private const int GoodEnough = 48;

    private readonly Stream _output;
    private readonly byte[] _buffer = new byte[Window + Segment];
    private readonly int[] _head = new int[1 << HashBits];
    private readonly int[] _previous = new int[Window + Segment];
    private readonly DeflateBlock _block = new(Window + Segment);
    private readonly BitSink _bits;
    private int _start;
    private int _end;

    /// <summary>An encoder that writes to a stream, which it leaves open.</summary>
    public DeflateEncoder(Stream output)
    {
        _output = output;
        _bits = new(output);
        Array.Fill(_head, -1);
    }

    /// <summary>Takes more input.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            var count = Math.Min(data.Length, _buffer.Length - _end);
            data[..count].CopyTo(_buffer.AsSpan(_end));
            _end += count;
            data = data[count..];
            if (_end == _buffer.Length)
            {
                Flush(last: false);
            }
        }
    }

    /// <summary>Writes what is left and the end of the stream.</summary>
    public void Complete()
    {
        Flush(last: true);
        _bits.Align();
        _output.Flush();
    }

    private void Flush(bool last)
    {
        _block.Clear();
        FindMatches();
        _block.Write(_bits, last);
        Slide();
    }

    private void FindMatches()
    {
        var position = _start;
        var (length, distance) = (0, 0);
        var pending = false;
        while (position < _end)
        {
            var (nextLength, nextDistance) = length < GoodEnough ? Longest(position, length) : (0, 0);
            if (pending && length >= MinimumMatch && length >= nextLength)
            {
                // The match found one byte earlier is no shorter: take it.
                _block.Match(length, distance);
                var stop = position - 1 + length;
                while (position < stop)
                {
                    Insert(position++);
                }

                (length, pending) = (0, false);
                continue;
            }

            if (pending)
            {
                _block.Literal(_buffer[position - 1]);
            }

            (length, distance, pending) = (nextLength, nextDistance, true);
            Insert(position++);
        }

        if (pending)
        {
            _block.Literal(_buffer[_end - 1]);
        }
    }

    private (int Length, int Distance) Longest(int position, int mustBeat)
    {
        var room = Math.Min(MaximumMatch, _end - position);
        if (room < MinimumMatch)
        {
            return (0, 0);
        }

        var (best, found) = (Math.Max(mustBeat, MinimumMatch - 1), 0);
        var candidate = _head[Hash(position)];
        var here = _buffer.AsSpan(position, room);
        for (var tries = 0; tries < ChainLength && candidate >= 0 && position - candidate <= Window; tries++)
        {
            if (best < room && _buffer[candidate + best] == here[best])
            {
                var length = here.CommonPrefixLength(_buffer.AsSpan(candidate, room));
                if (length > best)
                {
                    (best, found) = (length, position - candidate);
                    if (length == room)
                    {
                        break;
                    }
                }
            }

            candidate = _previous[candidate];
        }

        // A match of three bytes from afar costs more bits than three literals.
        return found == 0 || (best == MinimumMatch && found > 4096) ? (0, 0) : (best, found);
    }

    private void Insert(int position)
    {
        if (position + MinimumMatch <= _end)
        {
            var hash = Hash(position);
            _previous[position] = _head[hash];
            _head[hash] = position;
        }
    }

    private int Hash(int position) =>
        (int)(((uint)(_buffer[position] | (_buffer[position + 1] << 8) | (_buffer[position + 2] << 16)) * 2654435761u) >> (32 - HashBits));

    private void Slide()
    {
        var keep = Math.Min(Window, _end);
        var shift = _end - keep;
        _buffer.AsSpan(shift, keep).CopyTo(_buffer);
        _previous.AsSpan(shift, keep).CopyTo(_previous);
        for (var i = 0; i < _head.Length; i++)
        {
            _head[i] = _head[i] >= shift ? _head[i] - shift : -1;
        }

        for (var i = 0; i < keep; i++)
        {
            _previous[i] = _previous[i] >= shift ? _previous[i] - shift : -1;
        }

        (_start, _end) = (keep, keep);
    }
}
