namespace Mimic.Features;

/// <summary>How <see cref="FeaturePipeline"/> makes numbers of categories and texts.</summary>
public sealed record FeaturePipelineOptions
{
    /// <summary>How categories become numbers.</summary>
    public CategoryEncoding Categories { get; init; } = CategoryEncoding.OneHot;

    /// <summary>
    /// One-hot only: categories with fewer training patients share the column <c>=(other)</c>, which then also takes categories not
    /// seen in training. MIMIC knows more than thirty races; a column for two patients teaches a model nothing.
    /// </summary>
    public int MinimumCategoryCount { get; init; } = 5;

    /// <summary>The most components of each text model.</summary>
    public int TextComponents { get; init; } = 20;

    /// <summary>The most terms of each text model, those in most training documents.</summary>
    public int MaximumTerms { get; init; } = 5_000;

    /// <summary>In how many training documents a term must stand. A term of one patient says who, not what.</summary>
    public int MinimumDocuments { get; init; } = 2;
}
