namespace Mimic.Access;

/// <summary>
/// Where data come from, and so what may be done with them. The tag travels from the data set to everything that is made
/// from it: trajectories, cohorts, feature tables, models, figures and pages.
/// </summary>
public enum SourceTag
{
    /// <summary>Invented by the generator of this project (see data-demo); free to share.</summary>
    Synthetic,

    /// <summary>The open demo of MIMIC-IV (100 patients, Open Database License); may be shared under its licence.</summary>
    OpenDemo,

    /// <summary>
    /// Under PhysioNet's credentialed data use agreement: neither rows nor what is derived from them may be passed on.
    /// Data of unknown origin count as credentialed.
    /// </summary>
    Credentialed,
}
