using System.Text.RegularExpressions;

namespace Mimic.Tables;

/// <summary>One film of a study.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="StudyId">The study that it belongs to.</param>
/// <param name="DicomId">Its identifier, which is its file's name: five groups of eight hexadecimal digits.</param>
/// <param name="ViewPosition">As stated: AP, PA, LATERAL, LL, ...; null if it is not.</param>
/// <param name="Rows">Height in pixels; null if not known.</param>
/// <param name="Columns">Width in pixels; null if not known.</param>
/// <param name="Time">
/// When it was taken, to the millisecond, on the patient's shifted calendar; films of one study differ. Null if not known.
/// </param>
/// <param name="HasTimeOfDay">Whether <paramref name="Time"/> is more than a day; else it is that day's midnight.</param>
/// <param name="Split">Its part in the published split: train, validate or test; null if not known.</param>
public sealed partial record RadiographImage(
    int SubjectId, int StudyId, string DicomId, string? ViewPosition = null, int? Rows = null, int? Columns = null, DateTime? Time = null,
    bool HasTimeOfDay = false, string? Split = null)
{
    /// <summary>From which side it was taken.</summary>
    public RadiographView View => RadiographViews.Of(ViewPosition);

    /// <summary>The path of the JPG below the folder of MIMIC-CXR-JPG.</summary>
    public string JpegPath => $"{Folder}{DicomId}.jpg";

    /// <summary>The path of the DICOM file below the folder of MIMIC-CXR.</summary>
    public string DicomPath => $"{Folder}{DicomId}.dcm";

    private string Folder => $"{RadiographStudy.FolderOf(SubjectId, StudyId)}/";

    /// <summary>Takes patient, study and image from a path of MIMIC-CXR or MIMIC-CXR-JPG; null if it is none.</summary>
    /// <param name="path">Ends in <c>p90/p90000001/s80000001/DICOM_ID.dcm</c> (or .jpg).</param>
    public static RadiographImage? OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var match = Place().Match(path.Replace('\\', '/'));
        return match.Success && int.TryParse(match.Groups["subject"].Value, out var subject) && int.TryParse(match.Groups["study"].Value, out var study)
            ? new(subject, study, match.Groups["dicom"].Value.ToLowerInvariant())
            : null;
    }

    /// <summary>Numbers and view: a row may end up in a log.</summary>
    public override string ToString() => $"{ViewPosition ?? "film"} of study {StudyId} of patient {SubjectId}";

    [GeneratedRegex(@"(?:^|/)p(?<subject>\d{8})/s(?<study>\d{8})/(?<dicom>[0-9a-f]{8}(?:-[0-9a-f]{8}){4})\.(?:dcm|jpe?g)$", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
