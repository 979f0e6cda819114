namespace Mimic.Synthetic.Patients;

/// <summary>A reason to come to the hospital.</summary>
/// <param name="Name">How a discharge summary names it.</param>
/// <param name="Complaints">What the triage nurse writes.</param>
/// <param name="Story">What the patient tells, for the history of present illness.</param>
/// <param name="Icd9">Code in version 9.</param>
/// <param name="Title9">Title of it.</param>
/// <param name="Icd10">Code in version 10.</param>
/// <param name="Title10">Title of it.</param>
/// <param name="Service">The service that looks after it.</param>
/// <param name="Ward">The ward it is treated on.</param>
/// <param name="Icu">The intensive care unit.</param>
/// <param name="ApDrg">APR-DRG code.</param>
/// <param name="ApTitle">Its description.</param>
/// <param name="HcfaDrg">MS-DRG code.</param>
/// <param name="HcfaTitle">Its description.</param>
/// <param name="Condition">A condition that makes it likelier; none if everybody may have it.</param>
internal sealed record Problem(
    string Name, string[] Complaints, string Story, string Icd9, string Title9, string Icd10, string Title10, string Service,
    string Ward, string Icu, string ApDrg, string ApTitle, string HcfaDrg, string HcfaTitle, Conditions Condition)
{
    private const string Micu = "Medical Intensive Care Unit (MICU)";
    private const string Mixed = "Medical/Surgical Intensive Care Unit (MICU/SICU)";
    private const string Ccu = "Coronary Care Unit (CCU)";
    private const string Sicu = "Surgical Intensive Care Unit (SICU)";
    private const string Neuro = "Neuro Surgical Intensive Care Unit (Neuro SICU)";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Problem> All =
    [
        new("acute decompensated heart failure", ["Dyspnea", "SHORTNESS OF BREATH", "Dyspnea, Leg swelling"],
            "presents with worsening dyspnea on exertion, orthopnea and leg swelling over ___ days",
            "42823", "Acute on chronic systolic heart failure", "I5023", "Acute on chronic systolic (congestive) heart failure",
            "CMED", "Medicine/Cardiology", Ccu, "194", "HEART FAILURE", "291", "HEART FAILURE & SHOCK W MCC", Conditions.HeartFailure),
        new("COPD exacerbation", ["Dyspnea", "Cough, Dyspnea", "Wheezing"],
            "presents with increased cough, sputum production and wheezing",
            "49121", "Obstructive chronic bronchitis with (acute) exacerbation",
            "J441", "Chronic obstructive pulmonary disease with (acute) exacerbation",
            "MED", "Medicine", Micu, "140", "CHRONIC OBSTRUCTIVE PULMONARY DISEASE", "190", "CHRONIC OBSTRUCTIVE PULMONARY DISEASE W MCC",
            Conditions.Copd),
        new("pneumonia", ["Cough", "Fever, Cough", "Dyspnea"], "presents with fever, productive cough and pleuritic chest pain",
            "486", "Pneumonia, organism unspecified", "J189", "Pneumonia, unspecified organism",
            "MED", "Medicine", Micu, "139", "OTHER PNEUMONIA", "193", "SIMPLE PNEUMONIA & PLEURISY W MCC", Conditions.None),
        new("sepsis", ["Fever", "Hypotension", "Altered mental status, Fever"], "presents with fever, rigors and hypotension",
            "0389", "Unspecified septicemia", "A419", "Sepsis, unspecified organism",
            "MED", "Medicine", Mixed, "720", "SEPTICEMIA & DISSEMINATED INFECTIONS", "871",
                "SEPTICEMIA OR SEVERE SEPSIS W/O MV >96 HOURS W MCC",
            Conditions.None),
        new("acute kidney injury", ["Abnormal labs", "Weakness", "Decreased PO intake"],
            "was referred for a rising creatinine with poor oral intake",
            "5849", "Acute kidney failure, unspecified", "N179", "Acute kidney failure, unspecified",
            "MED", "Med/Surg", Mixed, "469", "ACUTE KIDNEY INJURY", "682", "RENAL FAILURE W MCC", Conditions.KidneyDisease),
        new("hyperglycemia", ["Hyperglycemia", "Abnormal labs", "N/V, Hyperglycemia"],
            "presents with polyuria, nausea and a finger stick above the limit of the meter",
            "25002", "Diabetes mellitus without mention of complication, type II or unspecified type, uncontrolled",
            "E1165", "Type 2 diabetes mellitus with hyperglycemia",
            "MED", "Medicine", Micu, "420", "DIABETES", "637", "DIABETES W MCC", Conditions.Diabetes),
        new("decompensated cirrhosis", ["Abd pain", "Abdominal distention", "Altered mental status"],
            "presents with abdominal distention, confusion and weight gain",
            "5722", "Hepatic encephalopathy", "K7290", "Hepatic failure, unspecified without coma",
            "MED", "Transplant", Mixed, "279", "HEPATIC COMA & OTHER MAJOR ACUTE LIVER DISORDERS",
            "441", "DISORDERS OF LIVER EXCEPT MALIG,CIRR,ALC HEPA W MCC", Conditions.Cirrhosis),
        new("malignant pleural effusion", ["Dyspnea", "Chest pain", "Cough, Weakness"],
            "presents with progressive dyspnea and weight loss",
            "51181", "Malignant pleural effusion", "J910", "Malignant pleural effusion",
            "OMED", "Hematology/Oncology", Micu, "136", "RESPIRATORY MALIGNANCY", "180", "RESPIRATORY NEOPLASMS W MCC", Conditions.Cancer),
        new("NSTEMI", ["Chest pain", "Chest pain, Transfer", "Epigastric pain"], "presents with substernal chest pain at rest",
            "41071", "Subendocardial infarction, initial episode of care", "I214", "Non-ST elevation (NSTEMI) myocardial infarction",
            "CMED", "Medicine/Cardiology", Ccu, "190", "ACUTE MYOCARDIAL INFARCTION", "280",
                "ACUTE MYOCARDIAL INFARCTION, DISCHARGED ALIVE W MCC",
            Conditions.CoronaryDisease),
        new("atrial fibrillation with rapid ventricular response", ["Palpitations", "Dizziness", "Chest pain, Palpitations"],
            "presents with palpitations and lightheadedness",
            "42731", "Atrial fibrillation", "I4891", "Unspecified atrial fibrillation",
            "CMED", "Medicine/Cardiology", Ccu, "201", "CARDIAC ARRHYTHMIA & CONDUCTION DISORDERS",
            "308", "CARDIAC ARRHYTHMIA & CONDUCTION DISORDERS W MCC", Conditions.AtrialFibrillation),
        new("upper gastrointestinal bleed", ["BRBPR", "Melena", "Abd pain, Hematemesis"], "presents with melena and lightheadedness",
            "5789", "Hemorrhage of gastrointestinal tract, unspecified", "K922", "Gastrointestinal hemorrhage, unspecified",
            "MED", "Medicine", Micu, "241", "PEPTIC ULCER & GASTRITIS", "377", "G.I. HEMORRHAGE W MCC", Conditions.None),
        new("urinary tract infection", ["Dysuria", "Altered mental status", "Fever, Weakness"], "presents with dysuria, fever and malaise",
            "5990", "Urinary tract infection, site not specified", "N390", "Urinary tract infection, site not specified",
            "MED", "Med/Surg", Micu, "463", "KIDNEY & URINARY TRACT INFECTIONS", "689", "KIDNEY & URINARY TRACT INFECTIONS W/O MCC",
                Conditions.None),
        new("hip fracture after a fall", ["s/p Fall", "R Hip pain, s/p Fall", "L Leg pain"],
            "presents after a mechanical fall with hip pain",
            "82021", "Closed fracture of intertrochanteric section of neck of femur",
            "S72141A", "Displaced intertrochanteric fracture of right femur, initial encounter for closed fracture",
            "ORTHO", "Med/Surg/Trauma", Sicu, "308", "HIP & FEMUR FRACTURE REPAIR", "481", "HIP & FEMUR PROCEDURES EXCEPT MAJOR JOINT W CC",
            Conditions.None),
        new("seizure", ["SEIZURE", "Altered mental status", "Confusion"], "presents after a witnessed convulsion",
            "78039", "Other convulsions", "R569", "Unspecified convulsions",
            "NMED", "Neurology", Neuro, "053", "SEIZURE", "101", "SEIZURES W/O MCC", Conditions.None),
    ];
}
