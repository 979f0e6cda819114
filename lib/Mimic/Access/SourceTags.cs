namespace Mimic.Access;

/// <summary>What becomes of the tag where data of several sources come together.</summary>
public static class SourceTags
{
    /// <summary>The stricter of two tags: what is made from both is bound by both.</summary>
    /// <param name="one">A tag.</param>
    /// <param name="other">A tag.</param>
    public static SourceTag Stricter(SourceTag one, SourceTag other) => Known(one) > Known(other) ? Known(one) : Known(other);

    /// <summary>The strictest of several tags; credentialed if there are none, since what comes from nowhere known is to be kept.</summary>
    /// <param name="tags">The tags of all inputs.</param>
    public static SourceTag Strictest(IEnumerable<SourceTag> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Select(Known).Select(t => (SourceTag?)t).Max() ?? SourceTag.Credentialed;
    }

    /// <summary>A tag as it was read from a file or given by name; credentialed if it is missing or unknown.</summary>
    /// <param name="name">As <c>Synthetic</c>, <c>OpenDemo</c>, <c>open_demo</c>.</param>
    internal static SourceTag Parse(string? name) => name?.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "SYNTHETIC" => SourceTag.Synthetic,
        "OPENDEMO" => SourceTag.OpenDemo,
        _ => SourceTag.Credentialed,
    };

    /// <summary>A tag outside of the list is one that nobody decided on.</summary>
    internal static SourceTag Known(SourceTag tag) => Enum.IsDefined(tag) ? tag : SourceTag.Credentialed;
}
