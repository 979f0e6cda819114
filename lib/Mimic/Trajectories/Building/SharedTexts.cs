using Mimic.Tables;

namespace Mimic.Trajectories.Building;

/// <summary>Gives the texts of one table that repeat a number, for one thread.</summary>
/// <param name="texts">The texts of all tables.</param>
internal sealed class SharedTexts(NameList texts)
{
    /// <summary>More texts of one table are not shared: then they hardly repeat.</summary>
    private const int Most = 1 << 14;

    /// <summary>A text of up to so many bytes, and its length, fit into two words.</summary>
    private const int LongestNear = (2 * sizeof(ulong)) - 1;

    private const int NearBits = 10;
    private const ulong FirstMixer = 0x9E3779B97F4A7C15;
    private const ulong SecondMixer = 0xC2B2AE3D27D4EB4F;

    // No text is its first entry: its length is 0.
    private readonly (ulong First, ulong Second, int Number)[] _near = new (ulong, ulong, int)[1 << NearBits];
    private int _count;

    /// <summary>The number of a text; <see cref="EventDraft.None"/> if it is empty, long or one of too many.</summary>
    public int NumberOf(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestNear || text.IsEmpty)
        {
            return text.Length is > 0 and <= EventBatch.LongestSharedText ? Find(text) : EventDraft.None;
        }

        // Most are a word or two, and a few dozen make up nearly all rows.
        var first = Digits.Load(text.Length > sizeof(ulong) ? text[..sizeof(ulong)] : text);
        var second = (text.Length > sizeof(ulong) ? Digits.Load(text[sizeof(ulong)..]) : 0) | ((ulong)text.Length << 56);
        ref var near = ref _near[(int)(((first * FirstMixer) + (second * SecondMixer)) >> (64 - NearBits))];
        if (near.First != first || near.Second != second)
        {
            if (Find(text) is not (>= 0 and var number))
            {
                return EventDraft.None;
            }

            near = (first, second, number);
        }

        return near.Number;
    }

    private int Find(ReadOnlySpan<byte> text)
    {
        var number = texts.Find(text);
        if (number < 0 && _count < Most)
        {
            number = texts.Add(text);
            _count++;
        }

        return number < 0 ? EventDraft.None : number;
    }
}
