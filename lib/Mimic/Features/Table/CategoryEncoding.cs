namespace Mimic.Features;

/// <summary>How categories become numbers.</summary>
public enum CategoryEncoding
{
    /// <summary>
    /// A column per category, 1 or 0 (missing where the category is). The default: a linear model would read the numbers of a code book as
    /// amounts, and Black would lie between Asian and White.
    /// </summary>
    OneHot,

    /// <summary>One column with the number of <see cref="CodeBook"/>, as HAIM does: -1 for missing or not seen in training.</summary>
    Code,
}
