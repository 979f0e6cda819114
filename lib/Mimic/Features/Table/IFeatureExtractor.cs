namespace Mimic.Features;

/// <summary>
/// Makes some features of a patient as of a prediction time. Extractors hold no state of a patient: several threads use one.
/// </summary>
public interface IFeatureExtractor
{
    /// <summary>The features, in order; the same for every patient.</summary>
    IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>Fills in the features of one patient; what is not set stays missing.</summary>
    /// <param name="patient">What was known at the prediction time.</param>
    /// <param name="row">Takes the values.</param>
    void Extract(PatientAsOf patient, FeatureRow row);
}
