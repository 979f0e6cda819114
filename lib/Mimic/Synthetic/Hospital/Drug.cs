namespace Mimic.Synthetic.Hospital;

/// <summary>A drug as the pharmacy lists it. The product codes are invented; their form is that of the real ones.</summary>
internal sealed record Drug(
    string Name, string Formulary, string Gsn, string Ndc, string Strength, string Dose, string Unit, string FormValue, string FormUnit,
    string Route, string Frequency, double PerDay, string Kind, string Class)
{
    /// <summary>The drugs in use.</summary>
    public static readonly IReadOnlyList<Drug> All =
    [
        new("Furosemide", "FURO40I", "098205", "00990610204", "40mg/4mL Vial", "40", "mg", "1", "VIAL", "IV", "BID", 2, "IV Piggyback",
            "Diuretic - Loop"),
        new("Metoprolol Tartrate", "METO25", "097631", "51990025520", "25 mg Tablet", "25", "mg", "1", "TAB", "PO/NG", "BID", 2,
            "Unit Dose", "Beta Blockers Cardiac Selective"),
        new("Lisinopril", "LISI10", "097413", "00990404073", "10mg Tab", "10", "mg", "1", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "ACE Inhibitors"),
        new("Aspirin", "ASA81", "094380", "00990204073", "81mg Tab", "81", "mg", "1", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "Salicylate Analgesics"),
        new("Atorvastatin", "ATOR40", "095967", "00990015723", "40mg Tablet", "80", "mg", "2", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "Antihyperlipidemic - HMG CoA Reductase Inhibitors"),
        new("Insulin", "HUMU100I", "098613", "00992001001", "100 Units / mL - 10 mL Vial", "0", "UNIT", "0", "VIAL", "SC", "ASDIR", 3,
            "Unit Dose", "Insulin Analogs"),
        new("Heparin", "HEPA5I", "096549", "63990026201", "5000 Units / mL- 1mL Vial", "5000", "UNIT", "1", "mL", "SC", "TID", 3,
            "Unit Dose", "Heparins"),
        new("Heparin Sodium", "HEPPREMIX", "090301", "00990958720", "25,000 unit Premix Bag", "25,000", "UNIT", "1", "BAG", "IV DRIP",
            "INFUSION", 1, "IV Large Volume", "Heparins"),
        new("Docusate Sodium", "DOCU100", "093009", "00994224461", "100mg Capsule", "100", "mg", "1", "CAP", "PO/NG", "BID", 2,
            "Unit Dose", "Laxative - Surfactant"),
        new("Pantoprazole", "PANT40", "097462", "00990080004", "40mg Tablet", "40", "mg", "1", "TAB", "PO", "Q24H", 1, "Unit Dose",
            "Gastric Acid Secretion Reducing Agents - Proton Pump Inhibitors (PPIs)"),
        new("Acetaminophen", "ACET325", "094489", "00992198261", "325mg Tablet", "325-650", "mg", "1-2", "TAB", "PO/NG", "Q6H:PRN", 2,
            "Unit Dose", "Analgesic/Antipyretic Non-Salicylate"),
        new("OxyCODONE (Immediate Release)", "OXYC5", "093467", "00990055262", "5mg Tablet", "5-10", "mg", "1-2", "TAB", "PO", "Q4H:PRN",
            2, "Unit Dose", "Analgesic Opioid Agonists"),
        new("Vancomycin", "VANC1F", "093952", "00998355248", "1g Frozen Bag", "1000", "mg", "1", "BAG", "IV", "Q12H", 2, "IV Piggyback",
            "Glycopeptide Antibiotics"),
        new("CeftriaXONE", "CEFX1F", "099162", "00998500240", "1 g Frozen Bag", "1", "gm", "1", "BAG", "IV", "Q24H", 1, "IV Piggyback",
            "Cephalosporin Antibiotics - 3rd Generation"),
        new("Piperacillin-Tazobactam", "PIPE4.5F", "091890", "00990862011", "4.5 g Frozen Bag", "4.5", "g", "1", "BAG", "IV", "Q8H", 3,
            "IV Piggyback", "Penicillin Antibiotic - Extended Spectrum"),
        new("Albuterol 0.083% Neb Soln", "ALBU3H", "095038", "00997269733", "0.083%;3mL Vial", "1", "NEB", "1", "VIAL", "IH", "Q6H", 4,
            "Unit Dose", "Asthma/COPD - Beta 2-Adrenergic Agents"),
        new("PredniSONE", "PRED20", "096753", "00994587561", "20 mg Tablet", "40", "mg", "2", "TAB", "PO", "DAILY", 1, "Unit Dose",
            "Glucocorticoids"),
        new("Lactulose", "LACT30L", "093054", "00990388830", "20 g / 30 mL Udcup", "30", "mL", "1", "UDCUP", "PO/NG", "TID", 3,
            "Unit Dose", "Laxative - Saline/Osmotic"),
        new("Spironolactone", "SPIR25", "096817", "00990804261", "25mg Tablet", "50", "mg", "2", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "Diuretic - Aldosterone Receptor Antagonist"),
        new("Warfarin", "WARF5", "096562", "00990017201", "5mg Tablet", "5", "mg", "1", "TAB", "PO/NG", "DAILY16", 1, "Unit Dose",
            "Anticoagulants - Coumarin"),
        new("Levothyroxine Sodium", "LEVO50", "096648", "00994555061", "50mcg Tablet", "50", "mcg", "1", "TAB", "PO/NG", "DAILY", 1,
            "Unit Dose", "Thyroid Hormones"),
        new("Sertraline", "SERT50", "096225", "00990196061", "50mg Tablet", "50", "mg", "1", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "Antidepressant - Selective Serotonin Reuptake Inhibitors (SSRIs)"),
        new("Potassium Chloride", "MICROK10", "091275", "00995004101", "10mEq ER Tablet", "40", "mEq", "4", "TAB", "PO", "ONCE", 1,
            "Unit Dose", "Minerals and Electrolytes - Potassium"),
        new("Ondansetron", "ONDAN4I", "091716", "00991607825", "2mg/mL-2mL", "4", "mg", "1", "VIAL", "IV", "Q8H:PRN", 1, "Unit Dose",
            "Antiemetic - Selective Serotonin 5-HT3 Antagonists"),
        new("LevETIRAcetam", "LEVE500", "094469", "00990047061", "500mg Tablet", "500", "mg", "1", "TAB", "PO/NG", "BID", 2, "Unit Dose",
            "Anticonvulsant - Pyrrolidine Derivatives"),
        new("Allopurinol", "ALLO100", "092535", "00990104461", "100mg Tablet", "100", "mg", "1", "TAB", "PO/NG", "DAILY", 1, "Unit Dose",
            "Gout Acute Therapy - Xanthine Oxidase Inhibitors"),
    ];

    /// <summary>The drug of a name.</summary>
    public static Drug Named(string name) => All.First(d => d.Name == name);
}
