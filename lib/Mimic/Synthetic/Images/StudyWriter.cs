using Mimic.Native;
using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Images;

/// <summary>Writes the pictures of a patient with their metadata, labels and split.</summary>
internal static class StudyWriter
{
    private static readonly string[] LabelOrder =
    [
        "Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Enlarged Cardiomediastinum", "Fracture", "Lung Lesion", "Lung Opacity",
        "No Finding", "Pleural Effusion", "Pleural Other", "Pneumonia", "Pneumothorax", "Support Devices",
    ];

    /// <summary>Writes all studies.</summary>
    public static void Write(Person person, PatientRows rows, SyntheticParameters p)
    {
        var random = person.Random.Fork(40);
        var part = random.Next(100) switch { < 97 => "train", < 98 => "validate", _ => "test" };
        foreach (var study in person.Studies)
        {
            var r = random.Fork(study.StudyId);
            WriteImages(person, study, rows, p, r, part);
            WriteLabels(person, study, rows, r.Fork(2));
        }
    }

    private static void WriteImages(Person person, ImagingStudy study, PatientRows rows, SyntheticParameters p, SeededRandom r, string part)
    {
        var taken = study.Time.AddMilliseconds(r.Next(60_000));
        var repeated = rows.Quirks.Plant(r, UnitQuirks.RepeatedExposure);
        var first = new Exposure(study.Portable ? "AP" : "PA", taken, repeated, r.Chance(UnitQuirks.StudyTimeBinaryTail.Rate));
        WriteImage(person, study, rows, p, r.Fork(10), part, first);
        if (repeated)
        {
            WriteImage(person, study, rows, p, r.Fork(11), part, first);
        }

        if (!study.Portable && r.Chance(0.15))
        {
            WriteImage(person, study, rows, p, r.Fork(12), part, new(r.Chance(0.8) ? "LATERAL" : "LL", taken.AddSeconds(70), false, false));
        }
    }

    private static void WriteImage(
        Person person, ImagingStudy study, PatientRows rows, SyntheticParameters p, SeededRandom r, string part, Exposure exposure)
    {
        var lateral = exposure.View is "LATERAL" or "LL";
        var width = p.ImageWidth + (4 * r.Next(-3, 4));
        var height = lateral ? width * 6 / 5 : study.Portable ? width : width * 21 / 20;
        if (lateral)
        {
            width = width * 9 / 10;
        }

        var jpeg = p.Pictures ? Paint(study, lateral, width, height, p.ImageQuality, r) : null;
        var dicom = string.Join('-', Enumerable.Range(0, 5).Select(_ => $"{(uint)r.NextBits():x8}"));
        var subject = person.SubjectId;
        if (jpeg is not null)
        {
            rows.Pictures.Add(($"files/p{subject / 1_000_000}/p{subject}/s{study.StudyId}/{dicom}.jpg", jpeg));
        }

        var view = !exposure.Repeated && rows.Quirks.Plant(r, UnitQuirks.ViewEmpty) ? null : exposure.View;
        var procedure = study.Portable ? "CHEST (PORTABLE AP)" : "CHEST (PA AND LAT)";
        rows["cxr/metadata"].Text(dicom).Number(subject).Number(study.StudyId).Text(procedure).Text(view).Number(height).Number(width)
            .Text($"{exposure.Time:yyyyMMdd}").Text(StudyTime(exposure, rows.Quirks)).Text(procedure)
            .Text(lateral ? "lateral" : study.Portable ? "antero-posterior" : "postero-anterior").Text(lateral ? null : "Erect").End();
        rows["cxr/split"].Text(dicom).Number(study.StudyId).Number(subject).Text(part).End();
    }

    private static byte[] Paint(ImagingStudy study, bool lateral, int width, int height, int quality, SeededRandom r) => TurboJpeg.Encode(
        lateral ? ChestPainter.Lateral(study.Findings, width, height, r)
            : ChestPainter.Frontal(study.Findings, width, height, study.Portable, r),
        quality);

    private static string StudyTime(Exposure exposure, QuirkTally quirks)
    {
        var time = exposure.Time;
        var number = (time.Hour * 10000) + (time.Minute * 100) + time.Second;
        quirks.Count(UnitQuirks.StudyTimeShort, number < 100_000 ? 1 : 0);
        quirks.Count(UnitQuirks.StudyTimeBinaryTail, exposure.BinaryTail ? 1 : 0);
        return $"{number}.{time.Millisecond:000}{(exposure.BinaryTail ? "00000002" : string.Empty)}";
    }

    private static void WriteLabels(Person person, ImagingStudy study, PatientRows rows, SeededRandom r)
    {
        var f = study.Findings;
        var labels = new Dictionary<string, string?>(StringComparer.Ordinal);

        // Clearly present 1, clearly absent and mentioned 0, between the two -1, else not mentioned.
        void Label(string name, double extent, double present, double mention)
        {
            labels[name] = extent > present * 1.35 ? "1.0"
                : extent > present ? (r.Chance(0.7) ? "1.0" : "-1.0")
                : r.Chance(mention) ? "0.0" : null;
        }

        var effusion = Math.Max(f.EffusionLeft, f.EffusionRight);
        Label("Pleural Effusion", effusion, 0.12, 0.7);
        Label("Edema", f.Edema, 0.3, 0.45);
        Label("Lung Opacity", f.Opacity, 0.3, 0.05);
        Label("Consolidation", f.Opacity, 0.5, 0.4);
        labels["Cardiomegaly"] = f.HasCardiomegaly ? "1.0" : r.Chance(0.5) ? "0.0" : null;
        labels["Pneumonia"] = f.Opacity > 0.3 ? r.Pick(["1.0", "-1.0"]) : r.Chance(0.3) ? "0.0" : null;
        labels["Atelectasis"] = effusion > 0.25 ? r.Pick(["1.0", "-1.0", "1.0"]) : null;
        labels["Lung Lesion"] = f.Mass ? "1.0" : null;
        labels["Pneumothorax"] = r.Chance(0.6) ? "0.0" : null;
        labels["Support Devices"] = f.HasDevices ? "1.0" : null;
        labels["No Finding"] = f.IsClear ? "1.0" : null;
        foreach (var table in new[] { "cxr/chexpert", "cxr/negbio" })
        {
            var row = rows[table].Number(person.SubjectId).Number(study.StudyId);
            foreach (var name in LabelOrder)
            {
                // The second labeller now and then overlooks a denial.
                var value = labels.GetValueOrDefault(name);
                row.Text(table == "cxr/negbio" && value == "0.0" && r.Chance(0.1) ? null : value);
            }

            row.End();
        }
    }

    private sealed record Exposure(string View, DateTime Time, bool Repeated, bool BinaryTail);
}
