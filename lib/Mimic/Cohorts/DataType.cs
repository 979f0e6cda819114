using System.Text.Json.Serialization;

namespace Mimic.Cohorts;

/// <summary>The six kinds of data whose variety the selection rewards.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataType>))]
public enum DataType
{
    /// <summary>Chest radiographs: one item per image file (CXR metadata).</summary>
    Image,

    /// <summary>Laboratory results of <see cref="Trajectories.HaimItems.Lab"/> with a number: one item per row of labevents.</summary>
    Lab,

    /// <summary>Charted signs of <see cref="Trajectories.HaimItems.Chart"/> with a number: one item per row of chartevents.</summary>
    Chart,

    /// <summary>Procedures of <see cref="Trajectories.HaimItems.Procedure"/> with a number: one item per row of procedureevents.</summary>
    Procedure,

    /// <summary>Radiology notes: one item per note.</summary>
    RadiologyNote,

    /// <summary>Discharge summaries: one item per note.</summary>
    DischargeNote,
}
