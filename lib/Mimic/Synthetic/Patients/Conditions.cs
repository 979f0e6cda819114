namespace Mimic.Synthetic.Patients;

/// <summary>Chronic conditions that a patient may have.</summary>
[Flags]
internal enum Conditions
{
    None = 0,
    HeartFailure = 1,
    Copd = 2,
    KidneyDisease = 4,
    Diabetes = 8,
    Cancer = 16,
    Cirrhosis = 32,
    Hypertension = 64,
    CoronaryDisease = 128,
    AtrialFibrillation = 256,
    Depression = 512,
    Hypothyroidism = 1024,
}

/// <summary>What is known of a chronic condition.</summary>
/// <param name="Flag">Which one.</param>
/// <param name="Base">Log odds of having it at severity 0.</param>
/// <param name="Link">Gain of the log odds per unit of severity.</param>
/// <param name="Icd9">Its code in version 9.</param>
/// <param name="Title9">The title of that code.</param>
/// <param name="Icd10">Its code in version 10.</param>
/// <param name="Title10">The title of that code.</param>
/// <param name="Words">How notes name it.</param>
internal sealed record ConditionFacts(
    Conditions Flag, double Base, double Link, string Icd9, string Title9, string Icd10, string Title10, string[] Words)
{
    /// <summary>All conditions.</summary>
    public static readonly IReadOnlyList<ConditionFacts> All =
    [
        new(Conditions.HeartFailure, -0.7, 0.35, "4280", "Congestive heart failure, unspecified", "I509", "Heart failure, unspecified",
            ["chronic systolic heart failure", "congestive heart failure", "diastolic CHF"]),
        new(Conditions.Copd, -1.1, 0.2, "496", "Chronic airway obstruction, not elsewhere classified",
            "J449", "Chronic obstructive pulmonary disease, unspecified", ["COPD", "COPD on home oxygen", "emphysema"]),
        new(Conditions.KidneyDisease, -1.0, 0.25, "5859", "Chronic kidney disease, unspecified",
            "N189", "Chronic kidney disease, unspecified", ["chronic kidney disease", "CKD stage III", "CKD (baseline creatinine ___)"]),
        new(Conditions.Diabetes, -0.6, 0.1, "25000",
            "Diabetes mellitus without mention of complication, type II or unspecified type, not stated as uncontrolled",
            "E119", "Type 2 diabetes mellitus without complications", ["type 2 diabetes mellitus", "diabetes, on insulin", "DM2"]),
        new(Conditions.Cancer, -1.6, 0.35, "1629", "Malignant neoplasm of bronchus and lung, unspecified",
            "C3490", "Malignant neoplasm of unspecified part of unspecified bronchus or lung",
            ["lung cancer s/p chemotherapy", "non-small cell lung cancer"]),
        new(Conditions.Cirrhosis, -2.0, 0.3, "5715", "Cirrhosis of liver without mention of alcohol",
            "K7460", "Unspecified cirrhosis of liver", ["cirrhosis", "cirrhosis c/b ascites"]),
        new(Conditions.Hypertension, 0.5, 0, "4019", "Unspecified essential hypertension", "I10", "Essential (primary) hypertension",
            ["hypertension", "HTN"]),
        new(Conditions.CoronaryDisease, -0.7, 0.15, "41401", "Coronary atherosclerosis of native coronary artery",
            "I2510", "Atherosclerotic heart disease of native coronary artery without angina pectoris",
            ["coronary artery disease s/p stent", "CAD"]),
        new(Conditions.AtrialFibrillation, -1.1, 0.15, "42731", "Atrial fibrillation", "I4891", "Unspecified atrial fibrillation",
            ["atrial fibrillation on warfarin", "paroxysmal AF"]),
        new(Conditions.Depression, -1.2, 0, "311", "Depressive disorder, not elsewhere classified",
            "F329", "Major depressive disorder, single episode, unspecified", ["depression"]),
        new(Conditions.Hypothyroidism, -1.6, 0, "2449", "Unspecified acquired hypothyroidism", "E039", "Hypothyroidism, unspecified",
            ["hypothyroidism"]),
    ];
}
