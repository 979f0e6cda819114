using System.Collections.Frozen;

namespace Mimic.Trajectories;

/// <summary>
/// The charted signs, laboratory results and bedside procedures that the HAIM study uses, in its order (Soenksen et al.,
/// "Integrated multimodal artificial intelligence framework for healthcare applications", npj Digital Medicine 2022).
/// </summary>
/// <remarks>
/// HAIM selects rows by label; the itemids here are all that carry the label in the dictionaries of MIMIC-IV 2.x and 3.x.
/// Sharing a label pools what a clinician would keep apart: Glucose and Hematocrit also hold the urine items (51478, 51981;
/// 51480), Neutrophils both the per cent (51256) and the count (51697). HAIM names Platelet Count twice; the second mention
/// has no effect and is left out.
/// </remarks>
public static class HaimItems
{
    /// <summary>The 9 charted signs and scores (chartevents).</summary>
    public static IReadOnlyList<ItemGroup> Chart { get; } =
    [
        new("Heart Rate", [220045]),
        new("Non Invasive Blood Pressure systolic", [220179]),
        new("Non Invasive Blood Pressure diastolic", [220180]),
        new("Non Invasive Blood Pressure mean", [220181]),
        new("Respiratory Rate", [220210]),
        new("O2 saturation pulseoxymetry", [220277]),
        new("GCS - Verbal Response", [223900]),
        new("GCS - Eye Opening", [220739]),
        new("GCS - Motor Response", [223901]),
    ];

    /// <summary>The 22 laboratory results (labevents).</summary>
    public static IReadOnlyList<ItemGroup> Lab { get; } =
    [
        new("Glucose", [50931, 50809, 51478, 51981, 52569]),
        new("Potassium", [50971, 52610, 50833]),
        new("Sodium", [50983, 52623]),
        new("Chloride", [50902, 52535]),
        new("Creatinine", [50912, 52546]),
        new("Urea Nitrogen", [51006, 52647]),
        new("Bicarbonate", [50882]),
        new("Anion Gap", [50868, 52500]),
        new("Hemoglobin", [51222, 50811, 51640]),
        new("Hematocrit", [51221, 51638, 51639, 52028, 51480]),
        new("Magnesium", [50960]),
        new("Platelet Count", [51265, 51704]),
        new("Phosphate", [50970]),
        new("White Blood Cells", [51301, 51755, 51756]),
        new("Calcium, Total", [50893]),
        new("MCH", [51248]),
        new("Red Blood Cells", [51279, 51711]),
        new("MCHC", [51249]),
        new("MCV", [51250, 51691]),
        new("RDW", [51277]),
        new("Neutrophils", [51256, 51697]),
        new("Vancomycin", [51009]),
    ];

    /// <summary>The 10 bedside procedures (procedureevents); their value is a duration or a count.</summary>
    public static IReadOnlyList<ItemGroup> Procedure { get; } =
    [
        new("Foley Catheter", [229351]),
        new("PICC Line", [224264]),
        new("Intubation", [224385]),
        new("Peritoneal Dialysis", [225805]),
        new("Bronchoscopy", [225400]),
        new("EEG", [221223]),
        new("Dialysis - CRRT", [225802]),
        new("Dialysis Catheter", [224270]),
        new("Chest Tube Removed", [227712]),
        new("Hemodialysis", [225441]),
    ];

    // Below the lists: a class sets its members in the order in which they stand.
    private static readonly FrozenDictionary<string, FrozenDictionary<int, ItemGroup>> ByKind =
        new Dictionary<string, FrozenDictionary<int, ItemGroup>>
        {
            [EventCodes.Chart] = Index(Chart),
            [EventCodes.Lab] = Index(Lab),
            [EventCodes.Procedure] = Index(Procedure),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The group that an item belongs to; null if HAIM does not use the item.</summary>
    /// <param name="kind"><see cref="EventCodes.Chart"/>, <see cref="EventCodes.Lab"/> or <see cref="EventCodes.Procedure"/>.</param>
    /// <param name="itemId">An itemid of MIMIC.</param>
    public static ItemGroup? Find(string kind, int itemId)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return ByKind.TryGetValue(kind, out var groups) ? groups.GetValueOrDefault(itemId) : null;
    }

    /// <summary>The group that an event belongs to; null if HAIM does not use it.</summary>
    /// <param name="code">A whole event code, as <c>LAB//50912//mg/dL</c>.</param>
    public static ItemGroup? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var kind = EventCodes.Is(code, EventCodes.Chart) ? EventCodes.Chart
            : EventCodes.Is(code, EventCodes.Lab) ? EventCodes.Lab
            : EventCodes.Is(code, EventCodes.Procedure) ? EventCodes.Procedure
            : null;
        return kind is not null && EventCodes.ItemId(code) is { } item ? Find(kind, item) : null;
    }

    private static FrozenDictionary<int, ItemGroup> Index(IReadOnlyList<ItemGroup> groups) =>
        groups.SelectMany(g => g.ItemIds.Select(i => (Item: i, Group: g))).ToFrozenDictionary(p => p.Item, p => p.Group);
}
