using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>An ICD procedure in both versions.</summary>
internal sealed record CodedProcedure(string Name, string Icd9, string Title9, string Icd10, string Title10)
{
    /// <summary>Those that the generator codes.</summary>
    public static readonly IReadOnlyList<CodedProcedure> All =
    [
        new("Intubation", "9604", "Insertion of endotracheal tube", "0BH17EZ",
            "Insertion of Endotracheal Airway into Trachea, Via Natural or Artificial Opening"),
        new("Ventilation", "9671", "Continuous invasive mechanical ventilation for less than 96 consecutive hours", "5A1945Z",
            "Respiratory Ventilation, 24-96 Consecutive Hours"),
        new("PICC Line", "3893", "Venous catheterization, not elsewhere classified", "02HV33Z",
            "Insertion of Infusion Device into Superior Vena Cava, Percutaneous Approach"),
        new("Hemodialysis", "3995", "Hemodialysis", "5A1D70Z",
            "Performance of Urinary Filtration, Intermittent, Less than 6 Hours Per Day"),
        new("Bronchoscopy", "3324", "Closed [endoscopic] biopsy of bronchus", "0BJ08ZZ",
            "Inspection of Tracheobronchial Tree, Via Natural or Artificial Opening Endoscopic"),
        new("Thoracentesis", "3491", "Thoracentesis", "0W9930Z",
            "Drainage of Right Pleural Cavity with Drainage Device, Percutaneous Approach"),
        new("Paracentesis", "5491", "Percutaneous abdominal drainage", "0W9G3ZX",
            "Drainage of Peritoneal Cavity, Percutaneous Approach, Diagnostic"),
        new("Stent", "0066", "Percutaneous transluminal coronary angioplasty [PTCA]", "027034Z",
            "Dilation of Coronary Artery, One Artery with Drug-eluting Intraluminal Device, Percutaneous Approach"),
        new("Transfusion", "9904", "Transfusion of packed cells", "30233N1",
            "Transfusion of Nonautologous Red Blood Cells into Peripheral Vein, Percutaneous Approach"),
    ];
}

/// <summary>Writes diagnoses_icd, procedures_icd, drgcodes and hcpcsevents.</summary>
internal static class CodingWriter
{
    /// <summary>Codes every admission.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var random = person.Random.Fork(11);
        foreach (var admission in person.Admissions)
        {
            Code(person, admission, rows, random.Fork(admission.HadmId));
        }
    }

    private static void Code(Person person, Admission a, PatientRows rows, SeededRandom r)
    {
        var version = a.Icd10 ? 10 : 9;
        var codes = new List<string> { a.Icd10 ? a.Problem.Icd10 : a.Problem.Icd9 };
        foreach (var facts in ConditionFacts.All.Where(f => person.Has(f.Flag) && r.Chance(0.9)))
        {
            codes.Add(a.Icd10 ? facts.Icd10 : facts.Icd9);
        }

        var sequence = 0;
        foreach (var code in codes.Distinct())
        {
            rows["hosp/diagnoses_icd"].Number(person.SubjectId).Number(a.HadmId).Number(++sequence).Text(code).Number(version).End();
            rows.Quirks.Count(HospitalQuirks.IcdLeadingZero, code[0] == '0' ? 1 : 0);
        }

        Procedures(person, a, rows, r, version);
        var severity = Math.Clamp((int)(2.3 + (0.5 * person.Severity.Seen(Channel.Note, a.Discharge)) + (0.6 * r.NextNormal())), 1, 4);
        rows["hosp/drgcodes"].Number(person.SubjectId).Number(a.HadmId).Text("APR").Text(a.Problem.ApDrg).Text(a.Problem.ApTitle)
            .Number(severity).Number(Math.Clamp(severity + r.Next(-1, 2), 1, 4)).End();
        rows["hosp/drgcodes"].Number(person.SubjectId).Number(a.HadmId).Text("HCFA").Text(a.Problem.HcfaDrg).Text(a.Problem.HcfaTitle)
            .Empty(2).End();
        rows.Quirks.Count(HospitalQuirks.DrgLeadingZero, (a.Problem.ApDrg[0] == '0' ? 1 : 0) + (a.Problem.HcfaDrg[0] == '0' ? 1 : 0));
        if (r.Chance(0.15))
        {
            rows["hosp/hcpcsevents"].Number(person.SubjectId).Number(a.HadmId).Date(a.Admit).Text("G0378").Number(1)
                .Text("Hospital observation per hr").End();
        }
    }

    private static void Procedures(Person person, Admission a, PatientRows rows, SeededRandom r, int version)
    {
        var names = a.Done.Where(n => CodedProcedure.All.Any(c => c.Name == n)).Distinct().ToList();
        if (a.Problem.Name == "NSTEMI")
        {
            names.Add("Stent");
        }

        if (a.Problem.Name == "malignant pleural effusion")
        {
            names.Add("Thoracentesis");
        }

        if (a.Problem.Name == "decompensated cirrhosis")
        {
            names.Add("Paracentesis");
        }

        if (a.Problem.Name.EndsWith("bleed", StringComparison.Ordinal) || r.Chance(0.1))
        {
            names.Add("Transfusion");
        }

        for (var i = 0; i < names.Count; i++)
        {
            var procedure = CodedProcedure.All.First(c => c.Name == names[i]);
            var code = a.Icd10 ? procedure.Icd10 : procedure.Icd9;
            rows["hosp/procedures_icd"].Number(person.SubjectId).Number(a.HadmId).Number(i + 1).Date(a.Admit.AddDays(r.Next(0, 2)))
                .Text(code).Number(version).End();
            rows.Quirks.Count(HospitalQuirks.IcdProcedureLeadingZero, code[0] == '0' ? 1 : 0);
        }
    }
}
