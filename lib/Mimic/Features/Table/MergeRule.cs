namespace Mimic.Features;

/// <summary>How the values of a patient within a time point become one; missing ones take no part, none at all stays missing.</summary>
public enum MergeRule
{
    /// <summary>The mean, MEDomicsLab's default.</summary>
    Mean,

    /// <summary>The median; of an even number the mean of the middle two.</summary>
    Median,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The earliest by date.</summary>
    First,

    /// <summary>The latest by date.</summary>
    Last,

    /// <summary>The most frequent; of equally frequent ones the smallest.</summary>
    Mode,

    /// <summary>As published: MEDomicsLab counts wrongly and gives the earliest value in place of the most frequent one.</summary>
    ModeAsPublished,
}
