using System.Runtime.InteropServices;
using Mimic.Access;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Turns the spilled events of a group of patients into their trajectories.</summary>
internal sealed class PatientSorter(CodeBook book, SourceTag source)
{
    private readonly long[] _codeRanks = EventOrder.RankCodes(book.Codes);

    /// <summary>The trajectories, ascending by subject_id.</summary>
    /// <param name="records">A partition of the spill.</param>
    public IReadOnlyList<Trajectory> Sort(ReadOnlySpan<byte> records)
    {
        var events = Read(records);
        var order = new int[events.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, new EventOrder(events, _codeRanks, book.Units.Names));
        var trajectories = new List<Trajectory>();
        for (int start = 0, end; start < order.Length; start = end)
        {
            var subject = events[order[start]].SubjectId;
            for (end = start; end < order.Length && events[order[end]].SubjectId == subject; end++)
            {
            }

            trajectories.Add(new(subject, source, order[start..end].Select(i => Finished(events[i]))));
        }

        return trajectories;
    }

    private static SpilledEvent[] Read(ReadOnlySpan<byte> records)
    {
        var events = new List<SpilledEvent>();
        while (!records.IsEmpty)
        {
            events.Add(SpillRecord.Read(ref records));
        }

        return CollectionsMarshal.AsSpan(events).ToArray();
    }

    private TrajectoryEvent Finished(in SpilledEvent e) => new(
        e.SubjectId,
        e.Time,
        book.Codes.Names[e.Code],
        e.Number,
        e.Text,
        e.Unit < 0 ? null : book.Units.Names[e.Unit],
        e.HadmId,
        e.StayId,
        Mappings.All[e.Table].Table,
        e.Available);
}
