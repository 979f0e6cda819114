namespace Mimic.Tests.Tables;

/// <summary>
/// Unpacks .gz the slow and plain way, a bit at a time, from the text of RFC 1951 and RFC 1952; no code shared with the library. It
/// decides in the mutation tests whether packed bytes are whole.
/// </summary>
internal sealed class ReferenceGzip
{
    private static readonly int[] OrderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly byte[] _packed;
    private readonly List<byte> _plain = [];
    private int _memberStart;
    private long _bit;

    private ReferenceGzip(byte[] packed) => _packed = packed;

    /// <summary>What some packed bytes hold; null if they are not one or more whole members and nothing else.</summary>
    public static byte[]? Unpack(byte[] packed)
    {
        var gzip = new ReferenceGzip(packed);
        try
        {
            do
            {
                gzip.Member();
            }
            while (gzip._bit < packed.Length * 8L);
            return [.. gzip._plain];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new FormatException();
        }
    }

    private void Member()
    {
        Require(Bits(8) == 0x1F && Bits(8) == 0x8B && Bits(8) == 8);
        var flags = Bits(8);
        Require((flags & 0xE0) == 0);
        Skip(6);
        Skip((flags & 4) != 0 ? Bits(16) : 0);
        for (var texts = (flags >> 3 & 1) + (flags >> 4 & 1); texts > 0; texts--)
        {
            while (Bits(8) != 0)
            {
            }
        }

        Skip((flags & 2) != 0 ? 2 : 0);
        _memberStart = _plain.Count;
        while (!Block())
        {
        }

        ToByte();
        var crc = (uint)Bits(16) | ((uint)Bits(16) << 16);
        var length = (uint)Bits(16) | ((uint)Bits(16) << 16);
        Require(length == _plain.Count - _memberStart && crc == Crc());
    }

    /// <summary>Unpacks a block; whether it is the last one.</summary>
    private bool Block()
    {
        var isLast = Bits(1) == 1;
        switch (Bits(2))
        {
            case 0:
                ToByte();
                var length = Bits(16);
                Require((length ^ Bits(16)) == 0xFFFF);
                for (; length > 0; length--)
                {
                    _plain.Add((byte)Bits(8));
                }

                break;
            case 1:
                var fixedLengths = Enumerable.Range(0, 288).Select(i => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8).ToArray();
                Codes(new Code(fixedLengths, 288), new Code([.. Enumerable.Repeat(5, 30)], 30));
                break;
            case 2:
                var (literals, distances, lengths) = (Bits(5) + 257, Bits(5) + 1, Bits(4) + 4);
                Require(literals <= 286 && distances <= 30);
                var ofLengths = new int[19];
                for (var i = 0; i < lengths; i++)
                {
                    ofLengths[OrderOfLengths[i]] = Bits(3);
                }

                var all = Lengths(new Code(ofLengths, 0), literals + distances);
                Require(all[256] > 0);
                Codes(new Code(all[..literals], 1), new Code(all[literals..], 1));
                break;
            default:
                throw new FormatException();
        }

        return isLast;
    }

    private int[] Lengths(Code code, int count)
    {
        var lengths = new List<int>();
        while (lengths.Count < count)
        {
            var symbol = Symbol(code);
            Require(symbol != 16 || lengths.Count > 0);
            lengths.AddRange(symbol switch
            {
                16 => Enumerable.Repeat(lengths[^1], 3 + Bits(2)),
                17 => Enumerable.Repeat(0, 3 + Bits(3)),
                18 => Enumerable.Repeat(0, 11 + Bits(7)),
                _ => [symbol],
            });
        }

        Require(lengths.Count == count);
        return [.. lengths];
    }

    private void Codes(Code literals, Code distances)
    {
        while (Symbol(literals) is var symbol && symbol != 256)
        {
            if (symbol < 256)
            {
                _plain.Add((byte)symbol);
                continue;
            }

            Require(symbol <= 285);
            var extra = symbol is < 265 or 285 ? 0 : (symbol - 261) / 4;
            var length = symbol == 285 ? 258 : symbol < 265 ? symbol - 254 : ((4 + ((symbol - 265) % 4)) << extra) + 3 + Bits(extra);
            var far = Symbol(distances);
            Require(far <= 29);
            extra = far < 4 ? 0 : (far / 2) - 1;
            var distance = far < 4 ? far + 1 : ((2 + (far % 2)) << extra) + 1 + Bits(extra);
            Require(distance <= _plain.Count - _memberStart && distance <= 32768);
            for (; length > 0; length--)
            {
                _plain.Add(_plain[^distance]);
            }
        }
    }

    private int Symbol(Code code)
    {
        var (value, length) = (0, 0);
        while (length < 15)
        {
            value = (value << 1) | Bits(1);
            length++;
            if (code.Symbols.TryGetValue((length, value), out var symbol))
            {
                return symbol;
            }
        }

        throw new FormatException();
    }

    private int Bits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, _bit++)
        {
            Require(_bit < _packed.Length * 8L);
            value |= (_packed[_bit / 8] >> (int)(_bit % 8) & 1) << i;
        }

        return value;
    }

    private void Skip(int bytes)
    {
        _bit += bytes * 8L;
        Require(_bit <= _packed.Length * 8L);
    }

    private void ToByte() => _bit = (_bit + 7) / 8 * 8;

    private uint Crc()
    {
        var crc = uint.MaxValue;
        foreach (var b in _plain.Skip(_memberStart))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    /// <summary>
    /// A code of Huffman by the lengths of its words. More words than fit are an error, and so are fewer, unless there is none or but
    /// one of one bit.
    /// </summary>
    private sealed class Code
    {
        public Code(int[] lengths, int mostIfNotFull)
        {
            var (word, room) = (0, 1L << 15);
            for (var length = 1; length <= 15; length++, word <<= 1)
            {
                for (var symbol = 0; symbol < lengths.Length; symbol++)
                {
                    if (lengths[symbol] == length)
                    {
                        Symbols[(length, word++)] = symbol;
                        room -= 1L << (15 - length);
                    }
                }
            }

            Require(room >= 0 && (room == 0 || Symbols.Count == 0 || (Symbols.Count <= mostIfNotFull && lengths.Max() is 1 or 5)));
        }

        public Dictionary<(int Length, int Word), int> Symbols { get; } = [];
    }
}
