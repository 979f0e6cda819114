using System.Text;

namespace Mimic.Benchmarks;

/// <summary>Sums the bytes of names that events carry as numbers; each name is looked at once.</summary>
internal sealed class NameLengths
{
    private int[] _lengths = [];

    /// <summary>The bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds the names of some events.</summary>
    /// <param name="names">Their numbers, or -1.</param>
    /// <param name="text">A name in full.</param>
    public void Add(ReadOnlySpan<int> names, Func<int, string> text)
    {
        var sum = 0L;
        var lengths = _lengths;
        foreach (var name in names)
        {
            if (name >= 0)
            {
                if (name >= lengths.Length || lengths[name] < 0)
                {
                    lengths = Look(name, text);
                }

                sum += lengths[name];
            }
        }

        Bytes += sum;
    }

    private int[] Look(int name, Func<int, string> text)
    {
        var known = _lengths.Length;
        if (name >= known)
        {
            Array.Resize(ref _lengths, Math.Max(name + 1, 2 * known));
            _lengths.AsSpan(known).Fill(-1);
        }

        _lengths[name] = Encoding.UTF8.GetByteCount(text(name));
        return _lengths;
    }
}
