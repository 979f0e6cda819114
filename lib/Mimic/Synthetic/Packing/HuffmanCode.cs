namespace Mimic.Synthetic.Packing;

/// <summary>A canonical Huffman code whose lengths stay below a limit, as DEFLATE (RFC 1951) needs them.</summary>
internal sealed class HuffmanCode
{
    private HuffmanCode(byte[] lengths)
    {
        Lengths = lengths;
        Codes = Canonical(lengths);
    }

    /// <summary>Bits of each symbol; 0 for symbols that do not occur.</summary>
    public byte[] Lengths { get; }

    /// <summary>The code of each symbol with its bits reversed, since DEFLATE writes Huffman codes from the top bit on.</summary>
    public ushort[] Codes { get; }

    /// <summary>The best code for the counts with no length above the limit (package-merge, Larmore and Hirschberg 1990).</summary>
    public static HuffmanCode Build(ReadOnlySpan<int> counts, int limit)
    {
        var symbols = new List<int>();
        for (var s = 0; s < counts.Length; s++)
        {
            if (counts[s] > 0)
            {
                symbols.Add(s);
            }
        }

        var lengths = new byte[counts.Length];
        if (symbols.Count <= 2)
        {
            // A code of one bit: decoders want two used symbols or a single one of length 1.
            symbols.ForEach(s => lengths[s] = 1);
            return new(lengths);
        }

        var weights = new long[symbols.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = counts[symbols[i]];
        }

        var order = Enumerable.Range(0, weights.Length).ToArray();
        Array.Sort(order, (a, b) => weights[a] != weights[b] ? weights[a].CompareTo(weights[b]) : a.CompareTo(b));
        Package(weights, order, symbols, limit, lengths);
        return new(lengths);
    }

    private static void Package(long[] weights, int[] order, List<int> symbols, int limit, byte[] lengths)
    {
        // Level by level: the leaves merged with the pairs of the level below. A node of the pairs remembers where it came from.
        var levels = new List<(long Weight, int Leaf)>[limit];
        List<(long Weight, int Leaf)> below = [];
        for (var level = 0; level < limit; level++)
        {
            var merged = new List<(long Weight, int Leaf)>(order.Length + (below.Count / 2));
            int leaf = 0, pair = 0;
            while (leaf < order.Length || (2 * pair) + 1 < below.Count)
            {
                var pairWeight = (2 * pair) + 1 < below.Count ? below[2 * pair].Weight + below[(2 * pair) + 1].Weight : long.MaxValue;
                if (leaf < order.Length && weights[order[leaf]] <= pairWeight)
                {
                    merged.Add((weights[order[leaf]], order[leaf]));
                    leaf++;
                }
                else
                {
                    merged.Add((pairWeight, -1));
                    pair++;
                }
            }

            levels[level] = merged;
            below = merged;
        }

        // The first 2n - 2 nodes of the top level make the code; each pair among them stands for two nodes of the level below.
        var take = (2 * order.Length) - 2;
        for (var level = limit - 1; level >= 0 && take > 0; level--)
        {
            var pairs = 0;
            for (var i = 0; i < take; i++)
            {
                var node = levels[level][i];
                if (node.Leaf >= 0)
                {
                    lengths[symbols[node.Leaf]]++;
                }
                else
                {
                    pairs++;
                }
            }

            take = 2 * pairs;
        }
    }

    private static ushort[] Canonical(byte[] lengths)
    {
        var count = new int[17];
        foreach (var length in lengths)
        {
            count[length]++;
        }

        count[0] = 0;
        var next = new int[17];
        for (var bits = 1; bits <= 16; bits++)
        {
            next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
        }

        var codes = new ushort[lengths.Length];
        for (var s = 0; s < lengths.Length; s++)
        {
            if (lengths[s] > 0)
            {
                codes[s] = Reverse(next[lengths[s]]++, lengths[s]);
            }
        }

        return codes;
    }

    private static ushort Reverse(int code, int bits)
    {
        var reversed = 0;
        for (var i = 0; i < bits; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return (ushort)reversed;
    }
}
