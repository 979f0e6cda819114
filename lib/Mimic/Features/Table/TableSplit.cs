namespace Mimic.Features;

/// <summary>A table divided by patient: no patient has rows in both parts.</summary>
/// <param name="Training">What may be learned from.</param>
/// <param name="HeldOut">What nothing is fitted on.</param>
public sealed record TableSplit(FeatureTable Training, FeatureTable HeldOut)
{
    /// <summary>The numbers of rows and patients on either side.</summary>
    public override string ToString() =>
        $"training: {Count(Training)}; held out: {Count(HeldOut)}; no patient on both sides";

    private static string Count(FeatureTable table) =>
        Invariant($"{table.RowCount:#,0} rows of {table.Samples.Select(s => s.SubjectId).Distinct().Count():#,0} patients");
}
