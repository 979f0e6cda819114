namespace Mimic.Synthetic;

/// <summary>
/// The knobs of the invented hospital, all in one place. A patient has a hidden severity in units of one standard deviation
/// between patients. Death within half a year depends on it alone; each kind of data shows it through an error of its own, which
/// stays with the patient, so that no kind of data tells everything and all together tell most.
/// </summary>
/// <remarks>
/// To make a kind of data tell more, lower its error; to make the whole task easier, raise <see cref="DeathSlope"/>.
/// The committed demo was made with the values that stand here.
/// </remarks>
public sealed record SyntheticParameters
{
    /// <summary>Log odds of death within half a year at severity 0.</summary>
    public double DeathIntercept { get; init; } = -0.75;

    /// <summary>Gain of these log odds per unit of severity.</summary>
    public double DeathSlope { get; init; } = 6.0;

    /// <summary>Error of what the age tells about the severity (standard deviation).</summary>
    public double DemographicsError { get; init; } = 2.2;

    /// <summary>Error of the charted vital signs and scores.</summary>
    public double ChartError { get; init; } = 1.25;

    /// <summary>Error of the laboratory results.</summary>
    public double LabError { get; init; } = 1.1;

    /// <summary>Error of the bedside procedures.</summary>
    public double ProcedureError { get; init; } = 0.9;

    /// <summary>Error of what the notes say.</summary>
    public double NoteError { get; init; } = 2.1;

    /// <summary>Error of the radiographs.</summary>
    public double ImageError { get; init; } = 0.95;

    /// <summary>How much the severity wanders from month to month before the last half-year.</summary>
    public double MonthlyStep { get; init; } = 0.2;

    /// <summary>How much the severity of those who die has risen by their last record; it begins to rise half a year before.</summary>
    public double TerminalRise { get; init; } = 1.6;

    /// <summary>Share of patients with many contacts: several admissions, ICU stays, radiographs.</summary>
    public double HeavyUserShare { get; init; } = 0.84;

    /// <summary>
    /// Whether the radiographs are painted. Without them the tables of images stay, their files are missing, and a large hospital takes
    /// minutes instead of hours.
    /// </summary>
    public bool Pictures { get; init; } = true;

    /// <summary>Width of a radiograph in pixels before the variation between patients.</summary>
    public int ImageWidth { get; init; } = 228;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int ImageQuality { get; init; } = 50;

    /// <summary>
    /// How often a stay in intensive care is charted, as a multiple of the demo's rounds, which are a fraction of a real unit's.
    /// </summary>
    public double ChartPace { get; init; } = 1;

    /// <summary>
    /// Whether the rows of a block of patients are mixed, so that no reader can count on an order; else every table holds one patient
    /// after the other in the order in which the rows were made, much as MIMIC's larger tables do.
    /// </summary>
    public bool MixRows { get; init; } = true;

    /// <summary>Patients whose rows are mixed with each other; memory grows with it.</summary>
    public int BlockPatients { get; init; } = 40;
}
