namespace Mimic.Synthetic.Notes;

/// <summary>Wordings of one matter each, from mild to severe.</summary>
internal static class Gradings
{
    public static readonly string[] AtHome =
    [
        "At baseline the patient is independent and active.",
        "The patient lives at home with family and walks without help.",
        "The patient reports fatigue and needs help with some activities.",
        "The patient has been increasingly frail, with poor appetite and weight loss.",
        "The patient has had progressive decline, is mostly bedbound and cachectic.",
    ];

    public static readonly string[] InTheEd =
    [
        "normal values",
        "mild tachycardia",
        "tachycardia",
        "hypotension and tachycardia",
        "hypotension, hypoxia and tachycardia",
    ];

    public static readonly string[] General =
    [
        "well appearing, in no distress",
        "comfortable, no acute distress",
        "tired appearing",
        "ill appearing, mild respiratory distress",
        "chronically ill, cachectic, in distress",
    ];

    public static readonly string[] Lungs =
    [
        "clear to auscultation bilaterally",
        "clear, no wheezes",
        "bibasilar crackles",
        "diffuse crackles, decreased breath sounds",
        "diminished throughout, accessory muscle use",
    ];

    public static readonly string[] Legs =
    [
        "no edema",
        "warm, no edema",
        "trace edema",
        "2+ pitting edema",
        "3+ edema, cool extremities",
    ];

    public static readonly string[] Mind =
    [
        "alert and oriented x3",
        "A&Ox3",
        "oriented x2",
        "lethargic but arousable",
        "obtunded, not following commands",
    ];

    public static readonly string[] IcuCourse =
    [
        "The patient was observed briefly in the ICU and recovered quickly.",
        "The patient was monitored in the ICU without complications.",
        "The patient required ICU care for close monitoring.",
        "The ICU course was complicated by respiratory failure.",
        "The ICU course was prolonged and complicated by shock and multiorgan dysfunction.",
    ];

    public static readonly string[] Outlook =
    [
        "Excellent recovery expected.",
        "Good recovery.",
        "Guarded recovery; follow up closely.",
        "Limited response to treatment; prognosis guarded.",
        "Poor functional reserve; prognosis poor, family meeting held.",
    ];

    public static readonly string[] Nutrition =
    [
        "Tolerated regular diet.",
        "Regular diet.",
        "Supplements ordered.",
        "Poor oral intake, nutrition consulted.",
        "Severe malnutrition, tube feeding discussed.",
    ];

    public static readonly string[] Disposition =
    [
        "Home",
        "Home",
        "Home With Service",
        "Extended Care",
        "Extended Care",
    ];

    public static readonly string[] Mental =
    [
        "Clear and coherent.",
        "Clear and coherent.",
        "Confused - sometimes.",
        "Confused - always.",
        "Confused - always.",
    ];

    public static readonly string[] Awareness =
    [
        "Alert and interactive.",
        "Alert and interactive.",
        "Alert and interactive.",
        "Lethargic but arousable.",
        "Lethargic and not arousable.",
    ];

    public static readonly string[] Activity =
    [
        "Ambulatory - Independent.",
        "Ambulatory - Independent.",
        "Ambulatory - requires assistance or aid (walker or cane).",
        "Out of Bed with assistance to chair or wheelchair.",
        "Bedbound.",
    ];
}
