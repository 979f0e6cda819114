using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>A measurement on its way into a series.</summary>
/// <param name="Time">In microseconds since 1970-01-01.</param>
/// <param name="Group">Position of the group.</param>
/// <param name="Value">In the unit of the group.</param>
/// <param name="Hadm">The admission, or <see cref="EventBlock.None"/>.</param>
/// <param name="Stay">The ICU stay, or <see cref="EventBlock.None"/>.</param>
internal readonly record struct Measurement(long Time, int Group, double Value, int Hadm, int Stay);

/// <summary>Reads the measurements of some groups out of a store, patient by patient, without making objects of the other events.</summary>
/// <param name="groups">What is wanted.</param>
/// <param name="dropped">Counts what is left out.</param>
/// <param name="withKeys">Whether admissions and stays are needed.</param>
internal sealed class SeriesReader(IReadOnlyList<SeriesGroup> groups, Dictionary<string, int> dropped, bool withKeys)
{
    private readonly SeriesBook _book = new(groups);
    private readonly List<SeriesPlace?> _places = [];

    /// <summary>The measurements of each patient by time; the same list again and again.</summary>
    public IEnumerable<(int Subject, List<Measurement> Measurements)> Patients(TrajectoryStore store, IReadOnlyCollection<int>? patients)
    {
        var columns = EventColumns.Subject | EventColumns.Time | EventColumns.Code | EventColumns.Number
            | (withKeys ? EventColumns.Admission | EventColumns.Stay : EventColumns.None);
        var own = new List<Measurement>();
        var subject = 0;
        foreach (var block in store.Scan(columns, patients: patients))
        {
            for (var from = 0; from < block.Count;)
            {
                var next = block.Subjects[from];
                if (next != subject && own.Count > 0)
                {
                    yield return (subject, Ordered(own));
                    own.Clear();
                }

                subject = next;
                from = Collect(block, from, own);
            }
        }

        if (own.Count > 0)
        {
            yield return (subject, Ordered(own));
        }
    }

    /// <summary>Takes what is wanted of one patient's rows of a block; returns where they end.</summary>
    private int Collect(EventBlock block, int from, List<Measurement> own)
    {
        var subjects = block.Subjects;
        var codes = block.Codes;
        var times = block.Times;
        var numbers = block.Numbers;
        var row = from;
        for (; row < subjects.Length && subjects[row] == subjects[from]; row++)
        {
            if (float.IsNaN(numbers[row]) || Place(block, codes[row]) is not { Group: >= 0 } place)
            {
                continue;
            }

            var value = _book.Take(place, MedsValues.ToDouble(numbers[row]), out var reason);
            reason ??= times[row] == EventBlock.NoTime ? $"{groups[place.Group].Label} without a time" : null;
            if (reason is not null)
            {
                dropped[reason] = dropped.GetValueOrDefault(reason) + 1;
                continue;
            }

            own.Add(new(
                times[row], place.Group, value,
                withKeys ? block.Admissions[row] : EventBlock.None, withKeys ? block.Stays[row] : EventBlock.None));
        }

        return row;
    }

    private SeriesPlace Place(EventBlock block, int code)
    {
        while (_places.Count <= code)
        {
            _places.Add(null);
        }

        return _places[code] ??= _book.Find(block.CodeOf(code));
    }

    // A store of another program may not be in time order. The sort keeps equal times in their order.
    private static List<Measurement> Ordered(List<Measurement> own)
    {
        for (var i = 1; i < own.Count; i++)
        {
            if (own[i].Time < own[i - 1].Time)
            {
                return [.. own.OrderBy(m => m.Time)];
            }
        }

        return own;
    }
}
