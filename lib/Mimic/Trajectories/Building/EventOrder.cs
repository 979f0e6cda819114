namespace Mimic.Trajectories.Building;

/// <summary>
/// The order of events: facts first, then by time. At the same moment a patient first is born, arrives, or is admitted; then
/// comes what happens, table by table in the order of the mappings and code by code; then they leave; death is last. What is
/// still equal is ordered by its remaining fields, so that the order of rows in the files makes no difference.
/// </summary>
internal sealed class EventOrder : IComparer<int>
{
    private static readonly string[] Arrivals =
        [EventCodes.Birth, EventCodes.EdAdmission, EventCodes.Admission, EventCodes.IcuAdmission];

    private static readonly string[] Departures = [EventCodes.IcuDischarge, EventCodes.Discharge, EventCodes.EdDischarge];

    private readonly SpilledEvent[] _events;
    private readonly long[] _ranks;
    private readonly IReadOnlyList<string> _units;

    /// <param name="events">The events of some patients.</param>
    /// <param name="codeRanks">For each code, its place within one moment, see <see cref="RankCodes"/>.</param>
    /// <param name="units">The units by number.</param>
    public EventOrder(SpilledEvent[] events, long[] codeRanks, IReadOnlyList<string> units)
    {
        (_events, _units) = (events, units);
        _ranks = new long[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            var code = codeRanks[events[i].Code];
            var phase = code >> 32;
            _ranks[i] = (phase << 48) | ((long)events[i].Table << 32) | (code & uint.MaxValue);
        }
    }

    /// <summary>For each code its phase (arriving, being there, leaving, dying) and its place among all codes.</summary>
    public static long[] RankCodes(NameTable codes) =>
        [.. codes.Ranks().Select((rank, code) => (Phase(codes.Names[code]) << 32) | (uint)rank)];

    public int Compare(int x, int y)
    {
        ref readonly var a = ref _events[x];
        ref readonly var b = ref _events[y];
        var order = a.SubjectId.CompareTo(b.SubjectId);
        order = order != 0 ? order : Nullable.Compare(a.Time, b.Time);
        order = order != 0 ? order : _ranks[x].CompareTo(_ranks[y]);
        order = order != 0 ? order : Nullable.Compare(a.HadmId, b.HadmId);
        order = order != 0 ? order : Nullable.Compare(a.StayId, b.StayId);
        order = order != 0 ? order : Nullable.Compare(a.Available, b.Available);
        order = order != 0 ? order : Nullable.Compare(Bits(a.Number), Bits(b.Number));
        order = order != 0 ? order : string.CompareOrdinal(Unit(a.Unit), Unit(b.Unit));
        return order != 0 ? order : string.CompareOrdinal(a.Text, b.Text);
    }

    private static long Phase(string code) =>
        code == EventCodes.Death ? 3
        : Array.Exists(Departures, d => EventCodes.Is(code, d)) ? 2
        : Array.Exists(Arrivals, a => EventCodes.Is(code, a)) ? 0
        : 1;

    // Ordered like the numbers, but with 0 and -0 apart: equal in this order must mean equal in every byte that is written.
    private static long? Bits(double? number)
    {
        if (number is not { } value)
        {
            return null;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? bits ^ long.MaxValue : bits;
    }

    private string? Unit(int unit) => unit < 0 ? null : _units[unit];
}
