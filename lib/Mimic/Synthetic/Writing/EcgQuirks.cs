namespace Mimic.Synthetic;

/// <summary>Quirks of the lists of electrocardiograms.</summary>
internal static class EcgQuirks
{
    /// <summary>ecg/machine_measurements: no P wave.</summary>
    public static readonly PlantedQuirk EcgNotMeasured = new(
        nameof(EcgNotMeasured), "ecg/machine_measurements", 1,
        "no P wave: p_onset, p_end and p_axis are 29999",
        "p_onset 29999");

    /// <summary>ecg/machine_measurements: an empty line within the reading.</summary>
    public static readonly PlantedQuirk EcgReportGap = new(
        nameof(EcgReportGap), "ecg/machine_measurements", 0.4,
        "an empty line of the reading before its last one",
        "a report column empty, a later one filled");

    /// <summary>ecg/record_list: the clock of the cart is slow.</summary>
    public static readonly PlantedQuirk EcgBeforeArrival = new(
        nameof(EcgBeforeArrival), "ecg/record_list", 1,
        "the cart's clock is so slow that the curve seems to be taken before the patient arrived",
        "ecg_time up to half an hour before an intime of ed/edstays");

    /// <summary>Those of this list, in its order.</summary>
    public static readonly IReadOnlyList<PlantedQuirk> All = [EcgNotMeasured, EcgReportGap, EcgBeforeArrival];
}
