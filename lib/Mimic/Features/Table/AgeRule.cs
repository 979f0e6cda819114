namespace Mimic.Features;

/// <summary>
/// Which age is a patient's age. MIMIC knows years only: anchor_age is the age in the year anchor_year, and 91 stands for all above 89.
/// </summary>
public enum AgeRule
{
    /// <summary>anchor_age + year of the prediction - anchor_year.</summary>
    AtPrediction,

    /// <summary>anchor_age + year of the last admission known by then - anchor_year; missing without an admission.</summary>
    AtAdmission,

    /// <summary>As published by HAIM: anchor_age itself, which may be years off the age at the admission.</summary>
    AnchorAsPublished,
}
