using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// The order of events: facts first, then by time. At the same moment a patient first is born, arrives, or is admitted; then
/// comes what happens, table by table in the order of the mappings and code by code; then they leave; death is last. What is
/// still equal is ordered by its remaining fields, so that the order of rows in the files makes no difference.
/// </summary>
internal sealed class EventOrder
{
    private const long MicrosPerSecond = 1_000_000;

    private static readonly string[] Arrivals =
        [EventCodes.Birth, EventCodes.EdAdmission, EventCodes.Admission, EventCodes.IcuAdmission];

    private static readonly string[] Departures = [EventCodes.IcuDischarge, EventCodes.Discharge, EventCodes.EdDischarge];

    private readonly uint[] _ranks;
    private readonly int _rankBits;
    private readonly EventNames _names;

    /// <param name="book">All kinds of the build.</param>
    public EventOrder(KindBook book)
    {
        _names = book.Names;
        var kinds = book.Kinds.Select((k, i) => (Name: book.CodeName(k.Code), Unit: k.Unit < 0 ? string.Empty : book.Names.Units.Text(k.Unit), k.Table, Number: i))
            .OrderBy(k => Phase(k.Name)).ThenBy(k => k.Table).ThenBy(k => k.Name, StringComparer.Ordinal).ThenBy(k => k.Unit, StringComparer.Ordinal);
        _ranks = new uint[book.Kinds.Count];
        foreach (var (rank, kind) in kinds.Index())
        {
            _ranks[kind.Number] = (uint)rank;
        }

        _rankBits = BitsOf((ulong)_ranks.Length);
    }

    /// <summary>How the keys of the events of a patient are made.</summary>
    /// <param name="count">The number of events.</param>
    /// <param name="first">The first time, if there is any.</param>
    /// <param name="last">The last time; before the first one if there is none.</param>
    public KeyLayout LayOut(int count, long first, long last)
    {
        var (start, timeBits) = (0L, 1);
        if (first <= last)
        {
            start = Seconds(first);
            timeBits = BitsOf((ulong)(Seconds(last) - start + 1)) + 1;
        }

        // Where times lie millennia apart, which no sound table has, the ranks do not fit in; then ties are settled one by one.
        var indexBits = BitsOf((ulong)Math.Max(0, count - 1));
        var rankBits = timeBits + _rankBits + indexBits <= 64 ? _rankBits : 0;
        return new(start * MicrosPerSecond, timeBits + rankBits, rankBits, indexBits);
    }

    /// <summary>
    /// A key by which most events of a patient are already in order: second, whether a fraction of a second follows, rank of the
    /// kind.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(in EventDraft e, in KeyLayout layout)
    {
        var rank = layout.RankBits == 0 ? 0UL : _ranks[e.Kind];
        if (e.Time == EventBatch.NoTime)
        {
            return rank;
        }

        var micros = (ulong)(e.Time - layout.Start);
        var second = micros / (ulong)MicrosPerSecond;
        var moment = ((second + 1) << 1) | (second * (ulong)MicrosPerSecond == micros ? 0UL : 1UL);
        return (moment << layout.RankBits) | rank;
    }

    /// <summary>The order of two events of one patient.</summary>
    /// <param name="a">One event.</param>
    /// <param name="b">The other.</param>
    /// <param name="aTexts">The texts of the one that are not shared.</param>
    /// <param name="bTexts">The texts of the other that are not shared.</param>
    public int Compare(in EventDraft a, in EventDraft b, EventDrafts aTexts, EventDrafts bTexts)
    {
        var order = a.Patient.CompareTo(b.Patient);
        order = order != 0 ? order : a.Time.CompareTo(b.Time);
        order = order != 0 ? order : _ranks[a.Kind].CompareTo(_ranks[b.Kind]);
        order = order != 0 ? order : a.HadmId.CompareTo(b.HadmId);
        order = order != 0 ? order : a.StayId.CompareTo(b.StayId);
        order = order != 0 ? order : a.Available.CompareTo(b.Available);
        order = order != 0 ? order : Bits(a.Number).CompareTo(Bits(b.Number));
        return order != 0 ? order : Text(a.Text, aTexts).SequenceCompareTo(Text(b.Text, bTexts));
    }

    private static int Phase(string code) =>
        code == EventCodes.Death ? 3
        : Array.Exists(Departures, d => EventCodes.Is(code, d)) ? 2
        : Array.Exists(Arrivals, a => EventCodes.Is(code, a)) ? 0
        : 1;

    // Ordered like the numbers, but with 0 and -0 apart: equal in this order must mean equal in every byte that is written.
    private static int Bits(float number)
    {
        var bits = BitConverter.SingleToInt32Bits(number);
        return bits < 0 ? bits ^ int.MaxValue : bits;
    }

    private static int BitsOf(ulong number) => 64 - BitOperations.LeadingZeroCount(number);

    private static long Seconds(long time)
    {
        var second = time / MicrosPerSecond;
        return second * MicrosPerSecond > time ? second - 1 : second;
    }

    private ReadOnlySpan<byte> Text(int text, EventDrafts texts) =>
        text < 0 ? [] : text < EventDrafts.FirstText ? _names.Texts[text] : texts.Text(text);

    /// <summary>How the bits of the keys of a patient are divided.</summary>
    /// <param name="Start">Microseconds since 1970 from which seconds are counted.</param>
    /// <param name="KeyBits">The bits of a key.</param>
    /// <param name="RankBits">Those of the rank, which are its lowest.</param>
    /// <param name="IndexBits">The bits that number the events.</param>
    internal readonly record struct KeyLayout(long Start, int KeyBits, int RankBits, int IndexBits)
    {
        /// <summary>What must differ for two events to be in order: within a fractional second, only the second itself.</summary>
        public ulong Settled(ulong key) => RankBits == 0 ? key >> 1 : ((key >> RankBits) & 1) == 0 ? key : key >> RankBits << RankBits;
    }
}
