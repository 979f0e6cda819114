namespace Mimic.Synthetic.Patients;

/// <summary>A kind of data that shows the hidden severity through an error of its own.</summary>
internal enum Channel
{
    /// <summary>Charted vital signs and scores, also those of the ED.</summary>
    Chart,

    /// <summary>Laboratory results.</summary>
    Lab,

    /// <summary>Bedside procedures, fluids and drugs of the ICU.</summary>
    Procedure,

    /// <summary>What doctors write.</summary>
    Note,

    /// <summary>Radiographs.</summary>
    Image,
}
