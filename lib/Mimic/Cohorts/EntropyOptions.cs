using System.Text.Json.Serialization;

namespace Mimic.Cohorts;

/// <summary>How the window is cut into months.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MonthBins>))]
public enum MonthBins
{
    /// <summary>Months counted back from the end of the window: bin k holds end - (k+1) months &lt; t &lt;= end - k months.</summary>
    CountedBack,

    /// <summary>Months of 30 days counted back from the end; the window is then as many times 30 days long.</summary>
    ThirtyDays,

    /// <summary>The months of the calendar; the first and last are cut by the window, so there is one bin more.</summary>
    Calendar,
}

/// <summary>Where the window ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WindowEnd>))]
public enum WindowEnd
{
    /// <summary>At the patient's last item of the chosen data types.</summary>
    LastRecord,

    /// <summary>At death for those who died, at the last item for the others.</summary>
    Death,
}

/// <summary>What counts as one item.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemCounting>))]
public enum ItemCounting
{
    /// <summary>Every row, image file and note.</summary>
    PerRow,

    /// <summary>Every distinct moment of a data type: the nine signs charted at one time are one item.</summary>
    PerMoment,
}

/// <summary>How entropies become numbers from 0 to 1.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntropyScaling>))]
public enum EntropyScaling
{
    /// <summary>Divided by the logarithm of the number of possible bins.</summary>
    ByPossibleBins,

    /// <summary>From the smallest to the largest value among the eligible patients.</summary>
    CohortMinMax,
}

/// <summary>
/// The choices of the entropy selection. The tutorials that it comes from describe the idea only, so the defaults are this
/// project's reading; the other readings are options.
/// </summary>
public sealed record EntropyOptions
{
    /// <summary>How many patients to take of those who died, and how many of the others.</summary>
    public int PerClass { get; init; } = 100;

    /// <summary>Length of the window in months.</summary>
    public int Months { get; init; } = 12;

    /// <summary>The data types that count.</summary>
    public IReadOnlyList<DataType> Types { get; init; } = DataTypes.All;

    /// <summary>How the window is cut into months.</summary>
    public MonthBins Bins { get; init; } = MonthBins.CountedBack;

    /// <summary>Where the window ends.</summary>
    public WindowEnd End { get; init; } = WindowEnd.LastRecord;

    /// <summary>What counts as one item.</summary>
    public ItemCounting Counting { get; init; } = ItemCounting.PerRow;

    /// <summary>How entropies become numbers from 0 to 1.</summary>
    public EntropyScaling Scaling { get; init; } = EntropyScaling.ByPossibleBins;

    /// <summary>Whether a patient needs a chest radiograph inside the window.</summary>
    public bool RequireImage { get; init; } = true;

    /// <summary>The fewest items inside the window.</summary>
    public int MinimumItems { get; init; } = 1;

    /// <summary>Seed of the random draw that the selection is compared with.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many bins of months there can be.</summary>
    [JsonIgnore]
    public int PossibleMonths => Bins == MonthBins.Calendar ? Months + 1 : Months;

    /// <summary>The options in a sentence.</summary>
    public override string ToString() =>
        Invariant($"{PerClass:#,0} patients per class; ")
        + $"{Months} months ({Words(Bins)}) to {(End == WindowEnd.Death ? "death or " : string.Empty)}"
        + $"the last record; items counted per {(Counting == ItemCounting.PerRow ? "row" : "moment")}; entropies scaled "
        + $"{(Scaling == EntropyScaling.ByPossibleBins ? "by the possible bins" : "to the range of the eligible")}; "
        + $"data types: {string.Join(", ", Types.Select(DataTypes.NameOf))}"
        + $"{(RequireImage ? "; a radiograph required" : string.Empty)}"
        + $"{(MinimumItems > 1 ? Invariant($"; at least {MinimumItems:#,0} items") : string.Empty)}.";

    internal void Check()
    {
        Positive(PerClass, nameof(PerClass));
        Positive(Months, nameof(Months));
        Positive(MinimumItems, nameof(MinimumItems));
        if (Months > 1200)
        {
            throw new MimicException(
                $"A window of {Months} months is longer than any record.", "Set Months to 1200 or fewer; 12 is usual.");
        }

        if (Types.Count == 0 || Types.Distinct().Count() != Types.Count)
        {
            throw new MimicException(
                "The data types of the selection are empty or name one twice.", $"Name some of: {string.Join(", ", DataTypes.All)}.");
        }
    }

    private static void Positive(int value, string name)
    {
        if (value < 1)
        {
            throw new MimicException(
                $"The option {name} of the entropy selection is {value}; it must be 1 or more.", "Leave it out for the default.");
        }
    }

    private static string Words(MonthBins bins) => bins switch
    {
        MonthBins.ThirtyDays => "of 30 days, counted back",
        MonthBins.Calendar => "of the calendar",
        _ => "counted back",
    };
}
