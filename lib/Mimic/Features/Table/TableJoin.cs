namespace Mimic.Features;

/// <summary>Which rows <see cref="FeatureTable.Join"/> keeps; rows belong together by patient and prediction time.</summary>
public enum TableJoin
{
    /// <summary>Those that both tables have.</summary>
    Inner,

    /// <summary>All of the first table; what the other one lacks is missing.</summary>
    Left,

    /// <summary>All of either, those of the first table first; what one of them lacks is missing.</summary>
    Outer,
}
