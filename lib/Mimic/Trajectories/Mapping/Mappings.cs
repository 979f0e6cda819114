namespace Mimic.Trajectories.Mapping;

/// <summary>All tables that become events.</summary>
/// <remarks>
/// Not here, for their rows have no time of their own and only detail or explain other rows: emar_detail, poe_detail,
/// discharge_detail, radiology_detail (details of a row), the d_ tables (they describe codes), provider and caregiver (who, not
/// what), the chexpert, negbio, split and list tables of MIMIC-CXR (labels and lists of the same pictures), and waveform_note_links (it
/// points to notes of cardiologists that are not released).
/// </remarks>
internal static class Mappings
{
    /// <summary>Raise this when a mapping changes: stores of other revisions are then built anew.</summary>
    public const int Revision = 2;

    /// <summary>The tables, in the order in which their events stand when their times are equal.</summary>
    public static IReadOnlyList<TableMapping> All { get; } =
    [
        .. HospMappings.All, .. HospOrderMappings.All, .. EdMappings.All, .. IcuMappings.All, .. ImageMappings.All, .. NoteMappings.All,
        .. EcgMappings.All,
    ];
}
