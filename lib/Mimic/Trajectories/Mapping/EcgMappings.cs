namespace Mimic.Trajectories.Mapping;

/// <summary>
/// The electrocardiograms of MIMIC-IV-ECG: where the curve lies, and what the machine measured and read. The machine prints its reading
/// with the curve, so both are known at once; but ecg_time is the clock of the cart, which is minutes to more off the hospital's.
/// </summary>
/// <remarks>
/// Units and meaning: the data dictionary of machine_measurements. Onsets and ends count in milliseconds from the beginning of the mean
/// beat, so that intervals are differences: PR = qrs_onset - p_onset, QRS = qrs_end - qrs_onset, QT = t_end - qrs_onset.
/// </remarks>
internal static class EcgMappings
{
    /// <summary>What the machine writes where it found nothing to measure: no P wave in atrial fibrillation.</summary>
    private const double NotMeasured = 29_999;

    private const int Reports = 18;

    private static readonly (string Column, string Unit)[] Measures =
    [
        ("rr_interval", "ms"),
        ("p_onset", "ms"),
        ("p_end", "ms"),
        ("qrs_onset", "ms"),
        ("qrs_end", "ms"),
        ("t_end", "ms"),
        ("p_axis", "degrees"),
        ("qrs_axis", "degrees"),
        ("t_axis", "degrees"),
    ];

    public static IReadOnlyList<TableMapping> All { get; } =
    [
        new("ecg/record_list", new()
        {
            Time = ["ecg_time"],
            Code = [EventCodes.Ecg],
            Text = "path",
        }),
        new("ecg/machine_measurements", new()
        {
            Time = ["ecg_time"],
            Code = [EventCodes.EcgMachine],
            Text = TextRule.Lines([.. Enumerable.Range(0, Reports).Select(i => $"report_{i}")]),
        })
        {
            Derived = [.. Measures.Select(m => new EventRule
            {
                Code = [EventCodes.EcgMachine, m.Column],
                OnlyIf = m.Column,
                Number = new NumberRule(m.Column) { Absent = NotMeasured },
                FixedUnit = m.Unit,
            })],
        },
    ];
}
