namespace Mimic.Synthetic.Hospital;

/// <summary>A laboratory item and how its results come about.</summary>
/// <param name="Id">itemid, as in d_labitems.</param>
/// <param name="Label">Its label.</param>
/// <param name="Fluid">Its fluid.</param>
/// <param name="Category">Its category.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Low">Lower end of the reference range.</param>
/// <param name="High">Upper end.</param>
/// <param name="Decimals">Decimals that are reported.</param>
/// <param name="Mean">Mean at severity 0.</param>
/// <param name="Spread">Standard deviation between patients.</param>
/// <param name="Slope">Change per unit of severity, in standard deviations.</param>
/// <param name="Panel">The order it belongs to; empty if only listed in the dictionary.</param>
internal sealed record LabItem(
    int Id, string Label, string Fluid, string Category, string Unit, string Low, string High, int Decimals, double Mean, double Spread,
    double Slope, string Panel)
{
    /// <summary>All items, in the order of the panels.</summary>
    public static readonly IReadOnlyList<LabItem> All =
    [
        new(50931, "Glucose", "Blood", "Chemistry", "mg/dL", "70", "100", 0, 112, 34, 0.12, "chem"),
        new(50971, "Potassium", "Blood", "Chemistry", "mEq/L", "3.3", "5.1", 1, 4.2, 0.45, 0.22, "chem"),
        new(50983, "Sodium", "Blood", "Chemistry", "mEq/L", "133", "145", 0, 139, 3.2, -0.42, "chem"),
        new(50902, "Chloride", "Blood", "Chemistry", "mEq/L", "96", "108", 0, 102, 4, -0.18, "chem"),
        new(50912, "Creatinine", "Blood", "Chemistry", "mg/dL", "0.5", "1.2", 1, 0.95, 0.28, 0.5, "chem"),
        new(51006, "Urea Nitrogen", "Blood", "Chemistry", "mg/dL", "6", "20", 0, 19, 7, 0.75, "chem"),
        new(50882, "Bicarbonate", "Blood", "Chemistry", "mEq/L", "22", "32", 0, 26, 3, -0.35, "chem"),
        new(50868, "Anion Gap", "Blood", "Chemistry", "mEq/L", "8", "20", 0, 13, 2.5, 0.42, "chem"),
        new(51222, "Hemoglobin", "Blood", "Hematology", "g/dL", "12", "16", 1, 12.2, 1.6, -0.6, "cbc"),
        new(51221, "Hematocrit", "Blood", "Hematology", "%", "36", "48", 1, 36.6, 4.6, -0.6, "cbc"),
        new(50960, "Magnesium", "Blood", "Chemistry", "mg/dL", "1.6", "2.6", 1, 2, 0.25, 0.05, "chem2"),
        new(51265, "Platelet Count", "Blood", "Hematology", "K/uL", "150", "440", 0, 228, 70, -0.32, "cbc"),
        new(50970, "Phosphate", "Blood", "Chemistry", "mg/dL", "2.7", "4.5", 1, 3.5, 0.7, 0.28, "chem2"),
        new(51301, "White Blood Cells", "Blood", "Hematology", "K/uL", "4", "11", 1, 8.6, 2.6, 0.45, "cbc"),
        new(50893, "Calcium, Total", "Blood", "Chemistry", "mg/dL", "8.4", "10.3", 1, 9, 0.5, -0.25, "chem2"),
        new(51248, "MCH", "Blood", "Hematology", "pg", "27", "32", 1, 29.8, 1.8, -0.05, "cbc"),
        new(51279, "Red Blood Cells", "Blood", "Hematology", "m/uL", "4.2", "5.9", 2, 4.1, 0.55, -0.55, "cbc"),
        new(51249, "MCHC", "Blood", "Hematology", "g/dL", "32", "37", 1, 33.2, 1, -0.1, "cbc"),
        new(51250, "MCV", "Blood", "Hematology", "fL", "82", "98", 0, 90, 5, 0.05, "cbc"),
        new(51277, "RDW", "Blood", "Hematology", "%", "10.5", "15.5", 1, 14.4, 1.3, 0.75, "cbc"),
        new(51256, "Neutrophils", "Blood", "Hematology", "%", "50", "70", 1, 68, 9, 0.35, "diff"),
        new(51009, "Vancomycin", "Blood", "Chemistry", "ug/mL", "10", "20", 1, 15, 5, 0.2, "vanc"),
        new(51244, "Lymphocytes", "Blood", "Hematology", "%", "18", "42", 1, 20, 7, -0.4, "diff"),
        new(51254, "Monocytes", "Blood", "Hematology", "%", "2", "11", 1, 7, 2.2, 0, "diff"),
        new(50862, "Albumin", "Blood", "Chemistry", "g/dL", "3.5", "5.2", 1, 3.7, 0.5, -0.7, "liver"),
        new(50885, "Bilirubin, Total", "Blood", "Chemistry", "mg/dL", "0", "1.5", 1, 0.7, 0.35, 0.35, "liver"),
        new(50861, "Alanine Aminotransferase (ALT)", "Blood", "Chemistry", "IU/L", "0", "40", 0, 28, 12, 0.2, "liver"),
        new(50878, "Asparate Aminotransferase (AST)", "Blood", "Chemistry", "IU/L", "0", "40", 0, 30, 12, 0.25, "liver"),
        new(50863, "Alkaline Phosphatase", "Blood", "Chemistry", "IU/L", "40", "130", 0, 92, 28, 0.25, "liver"),
        new(51237, "INR(PT)", "Blood", "Hematology", "", "0.9", "1.1", 1, 1.2, 0.2, 0.4, "coag"),
        new(51274, "PT", "Blood", "Hematology", "sec", "9.4", "12.5", 1, 13.2, 2, 0.4, "coag"),
        new(51275, "PTT", "Blood", "Hematology", "sec", "25", "36.5", 1, 31, 5, 0.3, "coag"),
        new(50813, "Lactate", "Blood", "Blood Gas", "mmol/L", "0.5", "2", 1, 1.5, 0.6, 0.7, "gas"),
        new(50820, "pH", "Blood", "Blood Gas", "units", "7.35", "7.45", 2, 7.39, 0.05, -0.5, "gas"),
        new(50821, "pO2", "Blood", "Blood Gas", "mm Hg", "85", "105", 0, 98, 22, -0.3, "gas"),
        new(50818, "pCO2", "Blood", "Blood Gas", "mm Hg", "35", "45", 0, 41, 6, 0.2, "gas"),
        new(50802, "Base Excess", "Blood", "Blood Gas", "mEq/L", "", "", 0, 0, 3, -0.5, "gas"),
        new(50963, "NTproBNP", "Blood", "Chemistry", "pg/mL", "0", "353", 0, 900, 500, 0.8, "bnp"),
        new(51003, "Troponin T", "Blood", "Chemistry", "ng/mL", "0", "0.01", 2, 0.03, 0.02, 0.5, "bnp"),
        new(51498, "Specific Gravity", "Urine", "Hematology", " ", "1.001", "1.035", 3, 1.015, 0.006, 0, "urine"),
        new(51491, "pH", "Urine", "Hematology", "units", "5", "8", 1, 6, 0.7, 0, "urine"),
        new(51478, "Glucose", "Urine", "Hematology", "mg/dL", "", "", 0, 0, 0, 0, "urinetext"),
        new(51492, "Protein", "Urine", "Hematology", "mg/dL", "", "", 0, 0, 0, 0, "urinetext"),
        new(51484, "Ketone", "Urine", "Hematology", "mg/dL", "", "", 0, 0, 0, 0, "urinetext"),
        new(51487, "Nitrite", "Urine", "Hematology", "", "", "", 0, 0, 0, 0, "urinetext"),
        new(51516, "WBC", "Urine", "Hematology", "#/hpf", "0", "5", 0, 0, 0, 0, "urinetext"),
        new(51266, "Platelet Smear", "Blood", "Hematology", "", "", "", 0, 0, 0, 0, "smear"),
        new(51137, "Anisocytosis", "Blood", "Hematology", "", "", "", 0, 0, 0, 0, "smear"),
        new(50947, "I", "Blood", "Chemistry", "", "", "", 0, 0, 0, 0, "hold"),
        new(50809, "Glucose", "Blood", "Blood Gas", "", "", "", 0, 0, 0, 0, ""),
        new(50811, "Hemoglobin", "Blood", "Blood Gas", "", "", "", 0, 0, 0, 0, ""),
        new(50833, "Potassium", "Blood", "Blood Gas", "", "", "", 0, 0, 0, 0, ""),
        new(51480, "Hematocrit", "Urine", "Chemistry", "", "", "", 0, 0, 0, 0, ""),
        new(51200, "Eosinophils", "Blood", "Hematology", "", "", "", 0, 0, 0, 0, ""),
        new(51146, "Basophils", "Blood", "Hematology", "", "", "", 0, 0, 0, 0, ""),
        new(50954, "Lactate Dehydrogenase (LD)", "Blood", "Chemistry", "", "", "", 0, 0, 0, 0, ""),
        new(50804, "Calculated Total CO2", "Blood", "Blood Gas", "", "", "", 0, 0, 0, 0, ""),
        new(52172, "RDW-SD", "Blood", "Hematology", "", "", "", 0, 0, 0, 0, ""),
        new(50920, "Estimated GFR (MDRD equation)", "Blood", "Chemistry", "", "", "", 0, 0, 0, 0, ""),
    ];
}
