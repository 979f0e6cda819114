namespace Mimic.Trajectories.Mapping;

/// <summary>The note module.</summary>
internal static class NoteMappings
{
    public static IReadOnlyList<TableMapping> All { get; } =
    [
        // The charttime of a discharge summary is often only the day of discharge; it is written and stored days later.
        Notes("note/discharge", "DISCHARGE", ["storetime", TimeSource.Discharge]),
        Notes("note/radiology", "RADIOLOGY", ["storetime"]),
    ];

    private static TableMapping Notes(string table, string kind, TimeSource[] available) => new(table, new()
    {
        Time = ["charttime"],
        Code = [EventCodes.Note, kind, CodePart.Column("note_type")],
        Text = TextRule.Whole("text"),
        Available = available,
    })
    {
        HadmId = "hadm_id",
    };
}
