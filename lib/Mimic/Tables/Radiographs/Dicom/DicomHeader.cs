using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>
/// The few facts of a radiograph's DICOM header that matter: whose it is, from when, from which side, how large, whether bright means
/// dense. The picture itself is not decoded; nothing is read after it.
/// </summary>
/// <remarks>
/// In MIMIC-CXR PatientID is the subject_id, StudyID the study_id and the name of the file the dicom_id; names and dates of birth are
/// blank. Read strictly: a file that is cut, is no DICOM file or is written in a way that is not read is an error, which names the element
/// and the byte, never a value. (Source: DICOM PS3.3 and PS3.5.)
/// </remarks>
[TypeFormatterSource]
public sealed class DicomHeader
{
    private const uint SopInstance = 0x0008_0018, StudyInstance = 0x0020_000D, Patient = 0x0010_0020, StudyNumber = 0x0020_0010;
    private const uint Accession = 0x0008_0050, StudyDay = 0x0008_0020, StudyHour = 0x0008_0030, AcquisitionDay = 0x0008_0022, AcquisitionHour = 0x0008_0032;
    private const uint View = 0x0018_5101, Kind = 0x0008_0060, Height = 0x0028_0010, Width = 0x0028_0011, Allocated = 0x0028_0100, Stored = 0x0028_0101;
    private const uint Samples = 0x0028_0002, Frames = 0x0028_0008, Spacing = 0x0028_0030, ImagerSpacing = 0x0018_1164, Photometric = 0x0028_0004, Burned = 0x0028_0301;

    private static readonly HashSet<uint> Wanted =
    [
        SopInstance, StudyInstance, Patient, StudyNumber, Accession, StudyDay, StudyHour, AcquisitionDay, AcquisitionHour, View, Kind, Height, Width,
        Allocated, Stored, Samples, Frames, Spacing, ImagerSpacing, Photometric, Burned, DicomReader.CodeMeaning,
    ];

    private readonly IReadOnlyDictionary<uint, byte[]> _values;
    private readonly string _name;

    private DicomHeader(DicomTransferSyntax syntax, IReadOnlyDictionary<uint, byte[]> values, long? pictureBytes, string name)
    {
        (TransferSyntax, _values, _name) = (syntax, values, name);
        (SopInstanceUid, StudyInstanceUid, PatientId, StudyId, AccessionNumber) =
            (Text(SopInstance), Text(StudyInstance), Text(Patient), Text(StudyNumber), Text(Accession));
        (StudyTime, AcquisitionTime) = (Time(StudyDay, StudyHour), Time(AcquisitionDay, AcquisitionHour));
        (ViewPosition, ViewMeaning, Modality, PhotometricInterpretation) = (Text(View), Text(DicomReader.CodeMeaning), Text(Kind), Text(Photometric));
        (Rows, Columns, BitsStored) = (Number(Height), Number(Width), Number(Stored));
        (PixelSpacing, ImagerPixelSpacing) = (Millimetres(Spacing), Millimetres(ImagerSpacing));
        BurnedInAnnotation = Text(Burned) switch
        {
            null => null,
            "YES" => true,
            "NO" => false,
            _ => throw Wrong(Burned, "the value is neither YES nor NO"),
        };
        CheckSize(pictureBytes);
    }

    /// <summary>How the file is written.</summary>
    public DicomTransferSyntax TransferSyntax { get; }

    /// <summary>The picture's identifier among all pictures; null if not stated.</summary>
    public string? SopInstanceUid { get; }

    /// <summary>The study's identifier among all studies; null if not stated.</summary>
    public string? StudyInstanceUid { get; }

    /// <summary>The patient: in MIMIC-CXR the subject_id; null if not stated.</summary>
    public string? PatientId { get; }

    /// <summary>The study: in MIMIC-CXR the study_id; null if not stated.</summary>
    public string? StudyId { get; }

    /// <summary>The number of the order; null if not stated.</summary>
    public string? AccessionNumber { get; }

    /// <summary>When the study began; null if not stated.</summary>
    public DicomTime? StudyTime { get; }

    /// <summary>When the film was taken; null if not stated.</summary>
    public DicomTime? AcquisitionTime { get; }

    /// <summary>AP, PA, LL, LATERAL and so on; null if not stated.</summary>
    public string? ViewPosition { get; }

    /// <summary>The view in words (ViewCodeSequence), as <c>postero-anterior</c>; null if not stated.</summary>
    public string? ViewMeaning { get; }

    /// <summary>DX or CR for radiographs; null if not stated.</summary>
    public string? Modality { get; }

    /// <summary>Height in pixels; null if not stated.</summary>
    public int? Rows { get; }

    /// <summary>Width in pixels; null if not stated.</summary>
    public int? Columns { get; }

    /// <summary>Bits of a pixel that mean something; null if not stated.</summary>
    public int? BitsStored { get; }

    /// <summary>Millimetres between two rows and between two columns in the patient, where the machine knows them; null if not stated.</summary>
    public (double Row, double Column)? PixelSpacing { get; }

    /// <summary>The same at the detector: in the patient it is less, since the beam widens. Null if not stated.</summary>
    public (double Row, double Column)? ImagerPixelSpacing { get; }

    /// <summary>MONOCHROME1 or MONOCHROME2; null if not stated.</summary>
    public string? PhotometricInterpretation { get; }

    /// <summary>Whether small numbers are bright (MONOCHROME1): bones come out black unless the numbers are turned round.</summary>
    public bool IsInverted => PhotometricInterpretation == "MONOCHROME1";

    /// <summary>
    /// Whether the header says that words are burned into the picture; null if it says nothing, as most do. NO is no proof: side markers
    /// of lead lie on nearly every film, and what was blacked out for privacy stays as a box.
    /// </summary>
    public bool? BurnedInAnnotation { get; }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="path">A DICOM file.</param>
    /// <exception cref="MimicException">The file is not there, not a DICOM file, cut, damaged, or written in a way that is not read.</exception>
    public static DicomHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{path} cannot be read: {e.Message}", "Check the name, and that the file may be read by you.", e);
        }
    }

    /// <summary>In what the header differs from what the tables, or the path of the file, say of it; empty if in nothing.</summary>
    /// <param name="image">The record; what it or the header does not know is not compared.</param>
    /// <returns>Sentences that name the elements and no value.</returns>
    public IReadOnlyList<string> DifferencesFrom(RadiographImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var different = new List<string>();
        Compare(PatientId is not null && PatientId != Digits(image.SubjectId), "PatientID is not the subject_id.");
        Compare(StudyId is not null && StudyId != Digits(image.StudyId), "StudyID is not the study_id.");
        Compare(SopInstanceUid is not null && DicomId.Parse(SopInstanceUid.ToLowerInvariant()) is { } id && id != DicomId.Parse(image.DicomId), "SOPInstanceUID is not the dicom_id.");
        Compare(ViewPosition is not null && image.ViewPosition is not null && ViewPosition != image.ViewPosition, "ViewPosition is another.");
        Compare(Rows is not null && image.Rows is not null && Rows != image.Rows, "Rows is another.");
        Compare(Columns is not null && image.Columns is not null && Columns != image.Columns, "Columns is another.");

        // The table keeps fewer decimals of a second than the header.
        Compare(
            StudyTime is { } taken && image.Time is { } time
                && (taken.HasTimeOfDay && image.HasTimeOfDay ? Math.Abs((taken.Time - time).TotalSeconds) >= 1 : taken.Time.Date != time.Date),
            "StudyDate and StudyTime are others.");
        return different;

        void Compare(bool differs, string sentence)
        {
            if (differs)
            {
                different.Add(sentence);
            }
        }

        static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The facts as an HTML table, with the patient's and the study's number.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The facts as text.</summary>
    public override string ToString() => ToTable().ToString();

    internal static DicomHeader Read(Stream stream, string name)
    {
        var (syntax, values, picture) = DicomReader.Read(stream, name, Wanted);
        return new(syntax, values, picture, name);
    }

    private Table ToTable()
    {
        const string NotStated = "not stated";
        var table = new Table("element", "value");
        table.Add("PatientID", PatientId ?? NotStated);
        table.Add("StudyID", StudyId ?? NotStated);
        table.Add("StudyDate, StudyTime", StudyTime?.ToString() ?? NotStated);
        table.Add("AcquisitionDate, AcquisitionTime", AcquisitionTime?.ToString() ?? NotStated);
        table.Add("Modality", Modality ?? NotStated);
        table.Add("ViewPosition", ViewPosition ?? NotStated);
        table.Add("ViewCodeSequence", ViewMeaning ?? NotStated);
        table.Add("Rows x Columns", Rows is { } rows && Columns is { } columns ? Invariant($"{rows} x {columns}") : NotStated);
        table.Add("BitsStored", BitsStored is { } bits ? Invariant($"{bits}") : NotStated);
        table.Add("PixelSpacing (mm)", Spaces(PixelSpacing));
        table.Add("ImagerPixelSpacing (mm)", Spaces(ImagerPixelSpacing));
        table.Add("PhotometricInterpretation", PhotometricInterpretation is not { } light ? NotStated : IsInverted ? $"{light}: small numbers are bright" : light);
        table.Add("BurnedInAnnotation", BurnedInAnnotation switch { true => "YES", false => "NO", _ => NotStated });
        table.Add("TransferSyntaxUID", TransferSyntax.Name);
        return table;

        static string Spaces((double Row, double Column)? spacing) => spacing is { } s ? Invariant($"{s.Row} x {s.Column}") : NotStated;
    }

    private string? Text(uint tag)
    {
        if (!_values.TryGetValue(tag, out var bytes))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes).Trim(' ', '\0');
        return text.Length == 0 ? null : text.Any(char.IsControl) ? throw Wrong(tag, "the value holds control characters") : text;
    }

    private int? Number(uint tag) => !_values.TryGetValue(tag, out var bytes) || bytes.Length == 0 ? null
        : bytes.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : throw Wrong(tag, "the value is not a number of two bytes");

    private (double Row, double Column)? Millimetres(uint tag)
    {
        if (Text(tag) is not { } text)
        {
            return null;
        }

        var parts = text.Split('\\');
        return parts.Length == 2 && Positive(parts[0]) is { } row && Positive(parts[1]) is { } column
            ? (row, column)
            : throw Wrong(tag, "the value is not two positive numbers");

        static double? Positive(string part) =>
            double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number) ? number : null;
    }

    private DicomTime? Time(uint day, uint hour) => Text(day) is not { } date ? null
        : DicomTime.Parse(date, Text(hour)) ?? throw Wrong(day, "date and time cannot be");

    private void CheckSize(long? pictureBytes)
    {
        // Grey films of one picture; of colours some may be left out.
        var isOneGrey = (Number(Samples) ?? 1) == 1 && Text(Frames) is null or "1";
        if (isOneGrey && pictureBytes is { } bytes && Rows is { } rows && Columns is { } columns && Number(Allocated) is { } bits
            && bytes < (long)rows * columns * bits / 8)
        {
            throw Wrong(DicomReader.PixelData, "the picture has fewer bytes than its rows and columns take");
        }
    }

    private MimicException Wrong(uint tag, string problem) =>
        new(Invariant($"{_name}: element ({tag >> 16:X4},{tag & 0xFFFF:X4}): {problem}."), DicomStream.GetAgain);
}
