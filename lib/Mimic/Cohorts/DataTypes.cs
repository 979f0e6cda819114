using Mimic.Trajectories;

namespace Mimic.Cohorts;

/// <summary>Which events count as items of which kind of data, and what the kinds are called.</summary>
internal static class DataTypes
{
    public const int Count = 6;

    public static IReadOnlyList<DataType> All { get; } = Enum.GetValues<DataType>();

    /// <summary>The kind of data that an event is an item of; null if it is none, or has no time or no value.</summary>
    public static DataType? Of(in TrajectoryEvent e)
    {
        var code = e.Code;
        if (e.Time is null || code.Length < 3)
        {
            return null;
        }

        // Most events are none of these: the first letter decides cheaply.
        return code[0] switch
        {
            'L' when IsItem(e, EventCodes.Lab) => DataType.Lab,
            'C' when IsItem(e, EventCodes.Chart) => DataType.Chart,
            'P' when IsItem(e, EventCodes.Procedure) => DataType.Procedure,
            'I' when EventCodes.Is(code, "IMAGE//CXR") => DataType.Image,
            'N' when EventCodes.Is(code, "NOTE//RADIOLOGY") => DataType.RadiologyNote,
            'N' when EventCodes.Is(code, "NOTE//DISCHARGE") => DataType.DischargeNote,
            _ => null,
        };
    }

    /// <summary>Name in reports: "chest radiographs".</summary>
    public static string NameOf(DataType type) => type switch
    {
        DataType.Image => "chest radiographs",
        DataType.Lab => "laboratory results",
        DataType.Chart => "charted signs",
        DataType.Procedure => "procedures",
        DataType.RadiologyNote => "radiology notes",
        _ => "discharge notes",
    };

    private static bool IsItem(in TrajectoryEvent e, string kind) =>
        e.NumericValue is not null
        && EventCodes.Is(e.Code, kind)
        && EventCodes.ItemId(e.Code) is { } item
        && HaimItems.Find(kind, item) is not null;
}
