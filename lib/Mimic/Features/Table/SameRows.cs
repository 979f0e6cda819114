namespace Mimic.Features;

/// <summary>What becomes of several rows of one table with the same patient and date when tables are joined.</summary>
public enum SameRows
{
    /// <summary>They are an error that names them.</summary>
    Refuse,

    /// <summary>They become one row with the mean of what is not missing.</summary>
    Mean,

    /// <summary>As published: each is combined with each of the other tables, so that a patient's rows multiply.</summary>
    MultiplyAsPublished,
}
