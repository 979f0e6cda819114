namespace Mimic.Synthetic.Writing;

/// <summary>Counts how often each quirk was planted.</summary>
internal sealed class QuirkTally
{
    private readonly Dictionary<PlantedQuirk, long> _counts = [];

    /// <summary>How often a quirk was planted.</summary>
    public long this[PlantedQuirk quirk] => _counts.GetValueOrDefault(quirk);

    /// <summary>Decides by the rate of a quirk whether to plant it, and counts it if so.</summary>
    public bool Plant(SeededRandom random, PlantedQuirk quirk)
    {
        var plant = random.Chance(quirk.Rate);
        Count(quirk, plant ? 1 : 0);
        return plant;
    }

    /// <summary>Counts a quirk that follows from the data by itself.</summary>
    public void Count(PlantedQuirk quirk, long times = 1) => _counts[quirk] = this[quirk] + times;

    /// <summary>Adds the counts of another tally.</summary>
    public void Add(QuirkTally other)
    {
        foreach (var (quirk, times) in other._counts)
        {
            Count(quirk, times);
        }
    }
}
