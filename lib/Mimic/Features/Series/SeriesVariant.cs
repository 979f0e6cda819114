namespace Mimic.Features;

/// <summary>Which statistics describe a series, and by which definition.</summary>
public enum SeriesVariant
{
    /// <summary>
    /// The 11 statistics of HAIM over the values as they are; what they do not define is missing (no value at all: everything). The
    /// definition of the MEDprofiles group, and the default: a patient without a measurement differs from one with zeros. A missing value
    /// keeps its place, as there: differences across it are left out, the difference of the ends is missing if an end is, and so is the
    /// trend. The extractors of this library never hand one over.
    /// </summary>
    Medprofiles,

    /// <summary>
    /// The 11 statistics as the published HAIM code computes them: missing values are dropped, one extra value 0 stands at the end of
    /// every series, and what is still undefined becomes 0. So the minimum is never above 0, the difference is minus the first value, and
    /// a missing event looks like an event of zeros. For reproducing the study.
    /// </summary>
    Haim,

    /// <summary>The 10 statistics of tsfresh's minimal set, with population variance; missing values are dropped.</summary>
    Minimal,

    /// <summary>
    /// The statistics of tsfresh's efficient set that mean something for measurements at irregular times, under its names; missing values
    /// are dropped. The features' README lists their formulas, and what was left out and why.
    /// </summary>
    Efficient,
}
