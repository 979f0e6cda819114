using Mimic.Access;

namespace Mimic.Features;

/// <summary>Tells of what a feature table was made, and of what not.</summary>
internal static class FeaturePruning
{
    /// <summary>The record of the table, from that of its samples.</summary>
    /// <param name="samples">How the samples came about.</param>
    /// <param name="options">What the features see.</param>
    /// <param name="warnings">What the table lacks.</param>
    public static PruningRecord Of(PruningRecord samples, FeatureOptions options, IReadOnlyList<string> warnings) => samples with
    {
        Result = "Feature table",
        Parameters = new Dictionary<string, string>(samples.Parameters)
        {
            ["events used"] = options.Window,
            ["kinds of data"] = string.Join(", ", options.Modalities),
            ["statistics"] = $"{options.Statistics}",
            ["age"] = $"{options.Age}",
            ["items"] = options.Items is null ? "of the library" : "a table of one's own",
            ["published procedure leak"] = options.AsPublishedProcedureLeak ? "yes" : "no",
        },
        Notes = [.. samples.Notes, .. warnings],
    };
}
