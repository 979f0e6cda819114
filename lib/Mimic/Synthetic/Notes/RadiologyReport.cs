using System.Text;
using Mimic.Synthetic.Images;
using Mimic.Synthetic.Patients;

namespace Mimic.Synthetic.Notes;

/// <summary>Words a chest radiograph as a radiologist might, from what the picture shows.</summary>
internal static class RadiologyReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Person person, ImagingStudy study, ImagingStudy? before, bool impression, SeededRandom r)
    {
        var f = study.Findings;
        var text = new StringBuilder();
        var view = study.Portable ? "portable AP" : "PA and lateral";
        text.Append($"EXAMINATION:  CHEST ({(study.Portable ? "PORTABLE AP" : "PA AND LAT")})\n \n");
        var who = r.Chance(0.5) ? $"___ year old {(person.Female ? "woman" : "man")}" : $"History: ___{(person.Female ? "F" : "M")}";
        var question = r.Pick(["please evaluate for pneumonia", "r/o infiltrate", "?effusion, edema", "acute process?", "interval change"]);
        text.Append($"INDICATION:  {who} with {study.Reason}  // {question}\n \n");
        text.Append($"TECHNIQUE:  Chest {view}\n \n");
        var comparison = before is null
            ? "None."
            : r.Pick(["Chest radiograph from ___.", "___ chest x-ray.", "Multiple prior chest radiographs, most recently ___."]);
        text.Append($"COMPARISON:  {comparison}\n \n");
        var findings = new List<string> { Devices(f, r), Lungs(f, before?.Findings, r), Effusions(f, before?.Findings, r), Heart(f, r),
            Rest(f, r) };
        text.Append("FINDINGS: \n \n");
        text.Append(Wrapped.Lines(string.Join(' ', findings.Where(s => s.Length > 0)))).Append('\n');
        if (impression)
        {
            text.Append(" \nIMPRESSION: \n \n").Append(Wrapped.Lines(Impression(f, r))).Append('\n');
        }

        return text.ToString();
    }

    private static string Devices(ChestFindings f, SeededRandom r)
    {
        var parts = new List<string>();
        if (f.Tube)
        {
            parts.Add(r.Pick(["Endotracheal tube terminates ___ cm above the carina.", "ET tube in standard position."]));
        }

        if (f.Line)
        {
            parts.Add(r.Pick(["Right internal jugular central venous catheter ends in the low SVC.",
                "Right IJ line tip projects over the mid SVC."]));
        }

        if (f.Pacemaker)
        {
            parts.Add("Left-sided pacemaker with leads in the right atrium and right ventricle.");
        }

        return string.Join(' ', parts);
    }

    private static string Lungs(ChestFindings f, ChestFindings? before, SeededRandom r)
    {
        var parts = new List<string>();
        if (f.HasEdema)
        {
            var much = f.Edema > 0.75 ? "severe" : f.Edema > 0.5 ? "moderate" : "mild";
            var change = before is null ? string.Empty : f.Edema > before.Edema + 0.12 ? ", worse since the prior study"
                : f.Edema < before.Edema - 0.12 ? ", improved since the prior study" : ", unchanged";
            parts.Add(r.Pick([$"There is {much} pulmonary edema{change}.",
                $"{char.ToUpperInvariant(much[0])}{much[1..]} interstitial edema with vascular indistinctness{change}."]));
        }
        else
        {
            parts.Add(r.Pick(["No pulmonary edema.", "Pulmonary vasculature is normal.", "There is no evidence of pulmonary edema.",
                "Lung volumes are low. No overt edema."]));
        }

        if (f.HasOpacity)
        {
            var side = f.OpacityOnRight ? "right" : "left";
            var zone = f.OpacityHeight > 0.5 ? "lower" : f.OpacityHeight > 0.25 ? "mid" : "upper";
            var much = f.Opacity > 0.65 ? "Dense" : "Patchy";
            parts.Add(r.Pick([$"{much} opacity in the {side} {zone} lung may reflect pneumonia or aspiration.",
                $"{much} consolidation in the {side} {zone} zone is concerning for pneumonia."]));
        }
        else
        {
            parts.Add(r.Pick(["No focal consolidation.", "There is no focal consolidation concerning for pneumonia.",
                f.IsClear ? "Lungs are clear without focal opacity." : "No focal opacity.",
                before is null ? "No parenchymal opacity." : "No new parenchymal opacity."]));
        }

        if (f.Mass)
        {
            // The painter puts the mass on the side that has no patch.
            parts.Add(r.Pick([$"A rounded mass is {(before is null ? string.Empty : "again ")}seen in the "
                + $"{(f.OpacityOnRight ? "left" : "right")} lung.", "Known lung mass, not well evaluated on radiograph."]));
        }

        return string.Join(' ', parts);
    }

    private static string Effusions(ChestFindings f, ChestFindings? before, SeededRandom r)
    {
        static string Size(double extent) => extent > 0.6 ? "large" : extent > 0.3 ? "moderate" : "small";
        if (!f.HasEffusion)
        {
            return r.Pick(["No pleural effusion or pneumothorax.", "There is no pleural effusion.",
                "No effusion or pneumothorax is seen.", "Costophrenic angles are sharp."]);
        }

        var larger = Math.Max(f.EffusionLeft, f.EffusionRight);
        var where = f.EffusionLeft > 0.12 && f.EffusionRight > 0.12 ? "bilateral pleural effusions" : f.EffusionLeft > f.EffusionRight
            ? "left pleural effusion" : "right pleural effusion";
        var change = before is null ? string.Empty
            : larger > Math.Max(before.EffusionLeft, before.EffusionRight) + 0.12 ? ", increased" : ", similar to before";
        return r.Pick([$"{char.ToUpperInvariant(Size(larger)[0])}{Size(larger)[1..]} {where}{change}.",
            $"There {(where.EndsWith('s') ? "are" : "is a")} {Size(larger)} {where}{change} with adjacent atelectasis."]);
    }

    private static string Heart(ChestFindings f, SeededRandom r) => f.HeartRatio switch
    {
        > 0.6 => r.Pick(["The heart is severely enlarged.", "Severe cardiomegaly."]),
        > 0.54 => r.Pick(["The heart is enlarged.", "Mild cardiomegaly.", "Cardiac silhouette is moderately enlarged."]),
        _ => r.Pick(["The heart is normal in size.", "Cardiomediastinal silhouette is within normal limits.", "Heart size is top normal."]),
    };

    private static string Rest(ChestFindings f, SeededRandom r) =>
        f.HasEffusion ? "No pneumothorax." : r.Pick(["No acute osseous abnormality.", "Imaged upper abdomen is unremarkable.",
            "Bony structures are intact."]);

    private static string Impression(ChestFindings f, SeededRandom r)
    {
        if (f.IsClear)
        {
            return r.Pick(["No acute cardiopulmonary process.", "No acute intrathoracic abnormality.", "No evidence of pneumonia."]);
        }

        var points = new List<string>();
        if (f.HasEdema)
        {
            points.Add(f.Edema > 0.5 ? "Moderate to severe pulmonary edema." : "Mild pulmonary edema.");
        }

        if (f.HasEffusion)
        {
            points.Add(Math.Max(f.EffusionLeft, f.EffusionRight) > 0.3 ? "Moderate to large pleural effusion." : "Small pleural effusion.");
        }

        if (f.HasOpacity)
        {
            points.Add("Opacity concerning for pneumonia in the appropriate clinical setting.");
        }

        if (f.HasCardiomegaly)
        {
            points.Add("Cardiomegaly.");
        }

        if (f.Mass)
        {
            points.Add("Known lung mass.");
        }

        return points.Count == 1 ? points[0] : string.Join('\n', points.Select((p, i) => $"{i + 1}. {p}"));
    }
}
