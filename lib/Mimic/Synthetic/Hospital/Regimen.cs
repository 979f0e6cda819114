using Mimic.Synthetic.Patients;

namespace Mimic.Synthetic.Hospital;

/// <summary>Which drugs a patient takes at home and gets in the hospital.</summary>
internal static class Regimen
{
    /// <summary>Drugs taken at home.</summary>
    public static List<Drug> Home(Person person)
    {
        var names = new List<string>();
        void If(Conditions condition, params string[] drugs)
        {
            if (person.Has(condition))
            {
                names.AddRange(drugs);
            }
        }

        If(Conditions.HeartFailure, "Furosemide", "Metoprolol Tartrate", "Spironolactone");
        If(Conditions.Hypertension, "Lisinopril");
        If(Conditions.CoronaryDisease, "Aspirin", "Atorvastatin", "Metoprolol Tartrate");
        If(Conditions.Diabetes, "Insulin");
        If(Conditions.Copd, "Albuterol 0.083% Neb Soln");
        If(Conditions.Cirrhosis, "Lactulose", "Spironolactone");
        If(Conditions.AtrialFibrillation, "Warfarin");
        If(Conditions.Depression, "Sertraline");
        If(Conditions.Hypothyroidism, "Levothyroxine Sodium");
        If(Conditions.KidneyDisease, "Allopurinol");
        return [.. names.Distinct().Select(Drug.Named)];
    }

    /// <summary>Drugs ordered in an admission.</summary>
    public static List<Drug> Hospital(Person person, Admission admission, SeededRandom random)
    {
        var drugs = Home(person).Where(_ => random.Chance(0.75)).ToList();
        void Add(string name, double chance)
        {
            if (random.Chance(chance))
            {
                drugs.Add(Drug.Named(name));
            }
        }

        Add("Heparin", 0.6);
        Add("Docusate Sodium", 0.5);
        Add("Acetaminophen", 0.5);
        Add("Pantoprazole", 0.35);
        Add("Potassium Chloride", 0.3);
        Add("Ondansetron", 0.2);
        var infection = admission.Problem.Name is "pneumonia" or "sepsis" or "urinary tract infection";
        Add("CeftriaXONE", infection ? 0.7 : 0.08);
        Add("Vancomycin", admission.Problem.Name == "sepsis" ? 0.8 : 0.15);
        Add("Piperacillin-Tazobactam", admission.Problem.Name == "sepsis" ? 0.7 : 0.08);
        Add("PredniSONE", admission.Problem.Name == "COPD exacerbation" ? 0.95 : 0.03);
        Add("LevETIRAcetam", admission.Problem.Name == "seizure" ? 0.95 : 0);
        Add("OxyCODONE (Immediate Release)", admission.Problem.Name.StartsWith("hip", StringComparison.Ordinal) ? 0.95 : 0.15);
        Add("Heparin Sodium", admission.Problem.Name is "NSTEMI" ? 0.9 : 0.03);
        Add("Furosemide", admission.Problem.Name.Contains("heart failure", StringComparison.Ordinal) ? 1 : 0);
        return [.. drugs.Distinct()];
    }
}
