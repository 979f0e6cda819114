using System.Collections.Concurrent;

namespace Mimic.Trajectories.Building;

/// <summary>Numbers for strings that come again and again (codes, units). Safe for use by several threads.</summary>
/// <remarks>Which number a name gets depends on who comes first; nothing in the output may depend on the numbers.</remarks>
internal sealed class NameTable
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Lock _gate = new();

    public int Count => _names.Count;

    public IReadOnlyList<string> Names => _names;

    public int Add(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        lock (_gate)
        {
            return _numbers.GetOrAdd(name, n =>
            {
                _names.Add(n);
                return _names.Count - 1;
            });
        }
    }

    /// <summary>For each number, the place of its name among all names in ordinal order.</summary>
    public int[] Ranks()
    {
        var numbers = Enumerable.Range(0, _names.Count).ToArray();
        Array.Sort(numbers, (a, b) => string.CompareOrdinal(_names[a], _names[b]));
        var ranks = new int[numbers.Length];
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            ranks[numbers[rank]] = rank;
        }

        return ranks;
    }
}
