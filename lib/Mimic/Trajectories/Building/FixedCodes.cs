namespace Mimic.Trajectories.Building;

/// <summary>Descriptions of the codes that no dictionary of MIMIC explains.</summary>
internal static class FixedCodes
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [EventCodes.Birth] = "Birth: January 1st of the year of birth, the closest that MIMIC tells",
        [EventCodes.Death] = "Death: the time recorded in hospital, else the last second of the known date",
        [EventCodes.Gender] = "Sex",
        [EventCodes.AnchorAge] = "Age in years in the anchor year; 91 stands for everybody above 89",
        [EventCodes.AnchorYear] = "A year of the patient's shifted calendar to which the age refers",
        [EventCodes.AnchorYearGroup] = "The true years in which the anchor year lies",
        [EventCodes.Admission] = "Admission to hospital: type, where from",
        [EventCodes.Discharge] = "Discharge from hospital: where to",
        [EventCodes.Race] = "Race as recorded on arrival",
        [EventCodes.Insurance] = "Insurance as recorded on admission",
        [EventCodes.Language] = "Language as recorded on admission",
        [EventCodes.MaritalStatus] = "Marital status as recorded on admission",
        [EventCodes.Transfer] = "Movement within the hospital: what kind, which unit",
        [EventCodes.Service] = "Service that cares for the patient from now on",
        [EventCodes.Drg] = "Diagnosis-related group of a hospital stay",
        [EventCodes.Microbiology] = "Microbiological test",
        [EventCodes.Omr] = "Outpatient measurement",
        [EventCodes.Prescription] = "Prescription of a drug, dose as number",
        [EventCodes.Pharmacy] = "Order at the pharmacy, doses a day as number",
        [EventCodes.Medication] = "Medication at the bedside: drug, what was done",
        [EventCodes.Order] = "Order by a provider: kind, transaction",
        [EventCodes.IcuAdmission] = "Admission to intensive care: first unit",
        [EventCodes.IcuDischarge] = "End of intensive care: last unit, days of stay as number",
        [EventCodes.EdAdmission] = "Arrival at the emergency department: how",
        [EventCodes.EdDischarge] = "Departure from the emergency department: disposition",
        [EventCodes.EdTriage] = "Triage: acuity from 1, most urgent, to 5 as number, chief complaint as text",
        [EventCodes.EdVitalSign] = "Vital signs taken in the emergency department",
        [EventCodes.EdMedRecon] = "Drug taken before the emergency visit",
        [EventCodes.EdPyxis] = "Drug dispensed in the emergency department",
        [EventCodes.Note] = "Note, its whole text as text: kind, type",
        [EventCodes.Image] = "Radiograph, its file as text: collection, view",
        [EventCodes.Ecg] = "Electrocardiogram of twelve leads, the file of its curve as text",
        [EventCodes.EcgMachine] = "Electrocardiogram as the machine read it, its lines as text",
    };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["temperature"] = "temperature, mostly in degrees Fahrenheit, some in Celsius",
        ["heartrate"] = "heart rate, beats a minute",
        ["resprate"] = "respiratory rate, breaths a minute",
        ["o2sat"] = "peripheral oxygen saturation, %",
        ["sbp"] = "systolic blood pressure, mmHg",
        ["dbp"] = "diastolic blood pressure, mmHg",
        ["pain"] = "pain as the patient tells it, 0 to 10 as number, else as text",
        ["rhythm"] = "heart rhythm as text",
    };

    private static readonly Dictionary<string, string> Measures = new(StringComparer.Ordinal)
    {
        ["rr_interval"] = "time between two beats, ms; the heart rate is 60,000 divided by it",
        ["p_onset"] = "beginning of the P wave in the mean beat, ms",
        ["p_end"] = "end of the P wave in the mean beat, ms",
        ["qrs_onset"] = "beginning of the QRS complex in the mean beat, ms",
        ["qrs_end"] = "end of the QRS complex in the mean beat, ms",
        ["t_end"] = "end of the T wave in the mean beat, ms",
        ["p_axis"] = "axis of the P wave, degrees",
        ["qrs_axis"] = "axis of the QRS complex, degrees",
        ["t_axis"] = "axis of the T wave, degrees",
    };

    /// <summary>What a code means; null if it is not ours to say.</summary>
    public static string? Describe(string code)
    {
        var parts = code.Split(EventCodes.Separator, 2);
        if (!Kinds.TryGetValue(parts[0], out var kind))
        {
            return null;
        }

        return parts switch
        {
            [_] => kind,
            [EventCodes.EdTriage, var sign] => $"At triage: {Signs.GetValueOrDefault(sign, sign)}",
            [EventCodes.EcgMachine, var measure] => $"Electrocardiogram: {Measures.GetValueOrDefault(measure, measure)}",
            [EventCodes.EdVitalSign, var sign] => $"In the emergency department: {Signs.GetValueOrDefault(sign, sign)}",
            [_, var rest] => $"{kind} - {rest.Replace(EventCodes.Separator, ", ")}",
            _ => null,
        };
    }
}
