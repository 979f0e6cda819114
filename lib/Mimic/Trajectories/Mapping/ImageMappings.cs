namespace Mimic.Trajectories.Mapping;

/// <summary>The metadata of MIMIC-CXR: one row and one event per picture.</summary>
internal static class ImageMappings
{
    public static IReadOnlyList<TableMapping> All { get; } =
    [
        new("cxr/metadata", new()
        {
            Time = [TimeSource.Study],
            Code = [EventCodes.Image, "CXR", CodePart.Column("ViewPosition")],
            Text = new(TextKind.ImagePath, "subject_id", "study_id", "dicom_id"),
        }),
    ];
}
