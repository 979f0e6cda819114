namespace Mimic.Features;

/// <summary>Which definition of the 11 statistics of a series is used.</summary>
public enum SeriesVariant
{
    /// <summary>
    /// The values as they are; what they do not define is missing (no value at all: everything). The definition of the MEDprofiles
    /// group, and the default: a patient without a measurement differs from one with zeros.
    /// </summary>
    Medprofiles,

    /// <summary>
    /// As the published HAIM code computes them: one extra value 0 stands at the end of every series, and what is still undefined
    /// becomes 0. So the minimum is never above 0, the difference is minus the first value, and a missing event looks like an
    /// event of zeros. For reproducing the study.
    /// </summary>
    Haim,
}
