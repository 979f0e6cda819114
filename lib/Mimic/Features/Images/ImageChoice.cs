namespace Mimic.Features;

/// <summary>Which of a patient's radiographs are described. Lateral films are never used: their sides mean something else.</summary>
public enum ImageChoice
{
    /// <summary>The last frontal film (AP or PA) known at the prediction time; without any, the last whose view is not stated.</summary>
    LastFrontal,

    /// <summary>The mean of the descriptors of all frontal films known at the prediction time, or of those without a stated view.</summary>
    MeanOfFrontal,
}
