namespace Mimic.Synthetic;

/// <summary>The list of all planted quirks.</summary>
public static class PlantedQuirks
{
    /// <summary>All of them, in a stable order: hosp first, then icu, ed, note, CXR and ECG.</summary>
    public static IReadOnlyList<PlantedQuirk> All { get; } = [.. HospitalQuirks.All, .. UnitQuirks.All, .. EcgQuirks.All];
}
