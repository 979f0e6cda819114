using System.Collections.Concurrent;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>What becomes of an event of some code: which group it is in and in which unit.</summary>
/// <param name="Group">Position of the group; below 0 if the item is not wanted.</param>
/// <param name="Factor">To the unit of the group; NaN where its unit is not listed.</param>
internal readonly record struct SeriesPlace(int Group, double Factor)
{
    public static readonly SeriesPlace None = new(-1, 0);
}

/// <summary>Finds the place of codes and values; remembers codes it has seen. Safe for several threads.</summary>
/// <param name="groups">The groups in the order of the columns.</param>
internal sealed class SeriesBook(IReadOnlyList<SeriesGroup> groups)
{
    private readonly ILookup<(string Kind, int Item), (int Group, SeriesItem Item)> _items = groups
        .SelectMany((g, i) => g.Items.Select(item => (Key: (g.Kind, item.ItemId), Place: (i, item))))
        .ToLookup(p => p.Key, p => p.Place);

    private readonly ConcurrentDictionary<string, SeriesPlace> _known = new(StringComparer.Ordinal);

    public SeriesPlace Find(string code) => _known.GetOrAdd(code, Look);

    /// <summary>The value in the unit of its group; NaN, and a reason, if it is to be left out.</summary>
    public double Take(SeriesPlace place, double value, out string? dropped)
    {
        var group = groups[place.Group];
        var converted = value * place.Factor;
        dropped = double.IsNaN(place.Factor) ? $"{group.Label} in another unit than listed"
            : converted >= group.Lowest && converted <= group.Highest ? null
            : Invariant($"{group.Label} outside of {group.Lowest} to {group.Highest}{(group.Unit is { } unit ? $" {unit}" : string.Empty)}");
        return dropped is null ? converted : double.NaN;
    }

    private SeriesPlace Look(string code)
    {
        var parts = code.Split(EventCodes.Separator);
        if (EventCodes.ItemId(code) is not { } id || !_items.Contains((parts[0], id)))
        {
            return SeriesPlace.None;
        }

        var candidates = _items[(parts[0], id)];
        var unit = parts.Length > 2 && parts[2] != EventCodes.NoUnit ? parts[2] : null;
        foreach (var (group, item) in candidates)
        {
            if (unit is null || item.Unit is null || string.Equals(item.Unit, unit.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return new(group, unit is null ? 1 : item.Factor);
            }
        }

        return new(candidates.First().Group, double.NaN);
    }
}
