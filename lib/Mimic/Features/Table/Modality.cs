namespace Mimic.Features;

/// <summary>A kind of data about a patient, as the HAIM study groups them.</summary>
public enum Modality
{
    /// <summary>Age, sex, race, language, insurance, marital status.</summary>
    Demographics,

    /// <summary>Charted vital signs and scores of the ICU.</summary>
    Chart,

    /// <summary>Laboratory results.</summary>
    Lab,

    /// <summary>Bedside procedures of the ICU.</summary>
    Procedure,

    /// <summary>Radiology and discharge notes.</summary>
    Note,

    /// <summary>Chest radiographs.</summary>
    Image,
}
