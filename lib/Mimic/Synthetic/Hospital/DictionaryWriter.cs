using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes the tables that describe codes and people: d_items, d_labitems, d_icd_*, d_hcpcs, provider, caregiver.</summary>
internal static class DictionaryWriter
{
    private static readonly (string Code, int Version, string Title)[] MoreDiagnoses =
    [
        ("0030", 9, "Salmonella gastroenteritis"), ("486", 9, "Pneumonia, organism unspecified"), ("5070", 9,
            "Pneumonitis due to inhalation of food or vomitus"),
        ("2859", 9, "Anemia, unspecified"), ("V5867", 9, "Long-term (current) use of insulin"), ("D649", 10, "Anemia, unspecified"),
        ("J9601", 10, "Acute respiratory failure with hypoxia"), ("Z794", 10, "Long term (current) use of insulin"), ("A047", 10,
            "Enterocolitis due to Clostridium difficile"),
    ];

    /// <summary>All rows of the dictionaries.</summary>
    public static PatientRows Make()
    {
        var rows = new PatientRows { Index = -1 };
        foreach (var item in UnitItem.All)
        {
            rows["icu/d_items"].Number(item.Id).Text(item.Label).Text(item.Abbreviation).Text(item.Table).Text(item.Category)
                .Text(item.Unit).Text(item.Kind).Empty(2).End();
        }

        foreach (var item in LabItem.All)
        {
            rows["hosp/d_labitems"].Number(item.Id).Text(item.Label).Text(item.Fluid).Text(item.Category).End();
        }

        var diagnoses = MoreDiagnoses
            .Concat(ConditionFacts.All.SelectMany(c => new[] { (c.Icd9, 9, c.Title9), (c.Icd10, 10, c.Title10) }))
            .Concat(Problem.All.SelectMany(p => new[] { (p.Icd9, 9, p.Title9), (p.Icd10, 10, p.Title10) }));
        foreach (var (code, version, title) in diagnoses.DistinctBy(d => (d.Item1, d.Item2)))
        {
            rows["hosp/d_icd_diagnoses"].Text(code).Number(version).Text(title).End();
        }

        foreach (var procedure in CodedProcedure.All)
        {
            rows["hosp/d_icd_procedures"].Text(procedure.Icd9).Number(9).Text(procedure.Title9).End();
            rows["hosp/d_icd_procedures"].Text(procedure.Icd10).Number(10).Text(procedure.Title10).End();
        }

        rows["hosp/d_hcpcs"].Text("G0378").Number(null).Text("Hospital observation service, per hour").Text("Hospital observation per hr")
            .End();
        rows["hosp/d_hcpcs"].Text("99219").Number(1).Text(null).Text("Hospital observation services").End();
        foreach (var provider in Staff.Providers)
        {
            rows["hosp/provider"].Text(provider).End();
        }

        foreach (var caregiver in Staff.Caregivers)
        {
            rows["icu/caregiver"].Number(caregiver).End();
        }

        rows.Quirks.Count(UnitQuirks.HeaderUpperCase, 2);
        return rows;
    }
}
