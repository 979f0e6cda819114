namespace Mimic.Features;

/// <summary>How <see cref="PrincipalComponents"/> reduces columns.</summary>
public sealed record PcaOptions
{
    /// <summary>The class of the new columns, <c>PREFIX_attr0</c> and on: letters, digits and underscores.</summary>
    public string Prefix { get; init; } = "pca";

    /// <summary>The most components to keep.</summary>
    public int Components { get; init; } = 20;

    /// <summary>
    /// WRONG, as published: multiplies the raw numbers by the eigenvectors, although these belong to centred and scaled ones. The units then
    /// decide: whatever is counted in thousands outweighs the rest. For reproducing MEDomicsLab's tables only.
    /// </summary>
    public bool AsPublishedRawProjection { get; init; }
}
