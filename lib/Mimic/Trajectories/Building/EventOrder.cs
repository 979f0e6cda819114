using System.Numerics;


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

    /// <summary>
    /// Keys by which most events are already in order: patient, second, whether a fraction of a second follows, rank of the kind.
    /// </summary>
    /// <returns>How the bits of the keys are divided.</returns>
    public KeyLayout MakeKeys(ReadOnlySpan<EventDraft> events, Span<ulong> keys)
    {
        var (firstPatient, lastPatient, first, last) = (int.MaxValue, 0, long.MaxValue, long.MinValue);
        foreach (ref readonly var e in events)
        {
            firstPatient = Math.Min(firstPatient, e.Patient);
            lastPatient = Math.Max(lastPatient, e.Patient);
            first = e.Time == EventBatch.NoTime ? first : Math.Min(first, e.Time);
            last = Math.Max(last, e.Time);
        }

        var start = first == long.MaxValue ? 0 : Seconds(first);
        var timeBits = first == long.MaxValue ? 1 : BitsOf((ulong)(Seconds(last) - start + 2));
        var patientBits = BitsOf((ulong)Math.Max(0, lastPatient - firstPatient));

        // Where times lie millennia apart, which no sound table has, the ranks do not fit in; then ties are settled one by one.
        var layout = new KeyLayout(patientBits + timeBits + 1 + _rankBits <= 64 ? _rankBits : 0, timeBits);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var e = ref events[i];
            ulong moment = 0;
            if (e.Time != EventBatch.NoTime)
            {
                var second = Seconds(e.Time);
                moment = ((ulong)(second - start + 1) << 1) | (second * MicrosPerSecond == e.Time ? 0UL : 1UL);
            }

            keys[i] = ((ulong)(e.Patient - firstPatient) << layout.PatientShift) | (moment << layout.RankBits) | (layout.RankBits == 0 ? 0 : _ranks[e.Kind]);
        }

        return layout;
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

    /// <summary>How the bits of a key are divided.</summary>
    internal readonly record struct KeyLayout(int RankBits, int SecondBits)
    {
        public int PatientShift => RankBits + 1 + SecondBits;

        /// <summary>What must differ for two events to be in order: within a fractional second, only the second itself.</summary>
        public ulong Settled(ulong key) => RankBits == 0 ? key >> 1 : ((key >> RankBits) & 1) == 0 ? key : key >> RankBits << RankBits;
    }
}
