namespace Mimic.Synthetic.Packing;

/// <summary>Literals and matches of one block, written with Huffman codes made for them (RFC 1951, 3.2.7).</summary>
internal sealed class DeflateBlock(int capacity)
{
    private const int EndOfBlock = 256;
    private static readonly byte[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private static readonly int[] LengthBase = Bases(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5,
        5]);
    private static readonly int[] DistanceBase =
        Bases(1, [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]);

    // A token is a literal (0 to 255) or a match: the distance above the ninth bit, the length below.
    private readonly int[] _tokens = new int[capacity + 1];
    private readonly int[] _literalCounts = new int[286];
    private readonly int[] _distanceCounts = new int[30];
    private int _count;

    /// <summary>Begins a new block.</summary>
    public void Clear()
    {
        _count = 0;
        Array.Clear(_literalCounts);
        Array.Clear(_distanceCounts);
    }

    /// <summary>Adds one byte.</summary>
    public void Literal(byte value)
    {
        _tokens[_count++] = value;
        _literalCounts[value]++;
    }

    /// <summary>Adds a repetition of earlier bytes.</summary>
    public void Match(int length, int distance)
    {
        _tokens[_count++] = (distance << 9) | length;
        _literalCounts[LengthSymbol(length)]++;
        _distanceCounts[DistanceSymbol(distance)]++;
    }

    /// <summary>Writes the block.</summary>
    public void Write(BitSink bits, bool last)
    {
        _literalCounts[EndOfBlock] = 1;
        if (!_distanceCounts.AsSpan().ContainsAnyExcept(0))
        {
            _distanceCounts[0] = 1;
        }

        var literals = HuffmanCode.Build(_literalCounts, 15);
        var distances = HuffmanCode.Build(_distanceCounts, 15);
        bits.Write(last ? 1u : 0u, 1);
        bits.Write(2, 2);
        WriteCodes(bits, literals, distances);
        for (var i = 0; i < _count; i++)
        {
            var token = _tokens[i];
            if (token < 256)
            {
                bits.Write(literals.Codes[token], literals.Lengths[token]);
                continue;
            }

            var (length, distance) = (token & 511, token >> 9);
            var symbol = LengthSymbol(length);
            bits.Write(literals.Codes[symbol], literals.Lengths[symbol]);
            bits.Write((uint)(length - (symbol == 285 ? 258 : LengthBase[symbol - 257])), LengthBits(symbol));
            symbol = DistanceSymbol(distance);
            bits.Write(distances.Codes[symbol], distances.Lengths[symbol]);
            bits.Write((uint)(distance - DistanceBase[symbol]), symbol < 4 ? 0 : (symbol / 2) - 1);
        }

        bits.Write(literals.Codes[EndOfBlock], literals.Lengths[EndOfBlock]);
    }

    private static void WriteCodes(BitSink bits, HuffmanCode literals, HuffmanCode distances)
    {
        var (literalCount, distanceCount) = (Used(literals.Lengths, 257), Used(distances.Lengths, 1));
        byte[] all = [.. literals.Lengths.AsSpan(0, literalCount), .. distances.Lengths.AsSpan(0, distanceCount)];
        var runs = Runs(all);
        var counts = new int[19];
        runs.ForEach(r => counts[r.Symbol]++);
        var code = HuffmanCode.Build(counts, 7);
        var stored = 19;
        while (stored > 4 && code.Lengths[LengthOrder[stored - 1]] == 0)
        {
            stored--;
        }

        bits.Write((uint)(literalCount - 257), 5);
        bits.Write((uint)(distanceCount - 1), 5);
        bits.Write((uint)(stored - 4), 4);
        for (var i = 0; i < stored; i++)
        {
            bits.Write(code.Lengths[LengthOrder[i]], 3);
        }

        foreach (var (symbol, extra, extraBits) in runs)
        {
            bits.Write(code.Codes[symbol], code.Lengths[symbol]);
            bits.Write((uint)extra, extraBits);
        }
    }

    private static List<(int Symbol, int Extra, int ExtraBits)> Runs(byte[] lengths)
    {
        var runs = new List<(int, int, int)>();
        for (var i = 0; i < lengths.Length;)
        {
            var run = 1;
            while (i + run < lengths.Length && lengths[i + run] == lengths[i])
            {
                run++;
            }

            if (lengths[i] == 0 && run >= 3)
            {
                run = Math.Min(run, 138);
                runs.Add(run < 11 ? (17, run - 3, 3) : (18, run - 11, 7));
            }
            else if (run >= 4)
            {
                // Code 16 repeats the length before it three to six times.
                var repeat = Math.Min(run - 1, 6);
                runs.Add((lengths[i], 0, 0));
                runs.Add((16, repeat - 3, 2));
                run = repeat + 1;
            }
            else
            {
                run = 1;
                runs.Add((lengths[i], 0, 0));
            }

            i += run;
        }

        return runs;
    }

    private static int Used(byte[] lengths, int minimum)
    {
        var used = lengths.Length;
        while (used > minimum && lengths[used - 1] == 0)
        {
            used--;
        }

        return used;
    }

    private static int LengthSymbol(int length)
    {
        if (length == 258)
        {
            return 285;
        }

        var v = length - 3;
        if (v < 8)
        {
            return 257 + v;
        }

        var extra = 29 - int.LeadingZeroCount(v);
        return 257 + (extra * 4) + (v >> extra);
    }

    private static int LengthBits(int symbol) => symbol is < 265 or 285 ? 0 : (symbol - 261) / 4;

    private static int DistanceSymbol(int distance)
    {
        var v = distance - 1;
        if (v < 4)
        {
            return v;
        }

        var extra = 30 - int.LeadingZeroCount(v);
        return (extra * 2) + (v >> extra);
    }

    private static int[] Bases(int first, byte[] extraBits)
    {
        var bases = new int[extraBits.Length];
        for (var i = 0; i < bases.Length; i++)
        {
            bases[i] = first;
            first += 1 << extraBits[i];
        }

        return bases;
    }
}
