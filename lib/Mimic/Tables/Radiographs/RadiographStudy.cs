namespace Mimic.Tables;

/// <summary>One radiographic study: what was taken on one occasion and read in one report.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="StudyId">The study: eight digits, 5 first; 8 first in the synthetic hospital.</param>
/// <param name="Images">Its films by time, then by identifier; one at least.</param>
/// <param name="Chexpert">CheXpert's labels of its report; null if there are none (8 of MIMIC-CXR's studies) or the table is missing.</param>
/// <param name="NegBio">NegBio's labels of its report; null as above.</param>
public sealed record RadiographStudy(
    int SubjectId, int StudyId, IReadOnlyList<RadiographImage> Images, RadiographLabels? Chexpert, RadiographLabels? NegBio)
{
    /// <summary>When its first film was taken; null if not known. Two studies may begin at the same moment.</summary>
    public DateTime? Time => Images[0].Time;

    /// <summary>Its part in the published split: train, validate or test; null if not known.</summary>
    public string? Split => Images[0].Split;

    /// <summary>The path of its report below the folder of MIMIC-CXR.</summary>
    public string ReportPath => $"{FolderOf(SubjectId, StudyId)}.txt";

    /// <summary>Its frontal films.</summary>
    public IEnumerable<RadiographImage> Frontal => Images.Where(i => i.View == RadiographView.Frontal);

    /// <summary>Films that share view and time with an earlier one: exposures that were repeated, not other pictures.</summary>
    public int RepeatedExposures => Images.Count - Images.Select(i => (i.ViewPosition, i.Time)).Distinct().Count();

    /// <summary>Numbers alone: a row may end up in a log.</summary>
    public override string ToString() => Invariant($"study {StudyId} of patient {SubjectId} with {Images.Count} films");

    /// <summary>The folder of a study's films: its group is <c>p</c> and the first two digits of the patient.</summary>
    internal static string FolderOf(int subjectId, int studyId) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"files/p{subjectId / 1_000_000:00}/p{subjectId:00000000}/s{studyId:00000000}");
}
