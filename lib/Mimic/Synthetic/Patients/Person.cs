namespace Mimic.Synthetic.Patients;

/// <summary>An invented patient: who it is, what the hidden state is, and all contacts with the hospital.</summary>
internal sealed class Person
{
    /// <summary>Number of the patient, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Identifier, outside MIMIC's range on purpose.</summary>
    public int SubjectId => 90_000_001 + Index;

    /// <summary>The generator of this patient; parts fork from it.</summary>
    public required SeededRandom Random { get; init; }

    public bool Female { get; init; }

    public int AnchorAge { get; init; }

    public int AnchorYear { get; init; }

    public required string AnchorYearGroup { get; init; }

    public required string Race { get; init; }

    public required string Language { get; init; }

    public required string Insurance { get; init; }

    public required string Marital { get; init; }

    public Conditions Conditions { get; init; }

    public double WeightKg { get; init; }

    public int HeightCm { get; init; }

    /// <summary>First contact.</summary>
    public DateTime Start { get; init; }

    /// <summary>Last contact; the reference of the severity lies half a year before.</summary>
    public DateTime End { get; init; }

    /// <summary>Whether the patient dies within half a year after the reference.</summary>
    public bool Dies { get; init; }

    public required SeverityPath Severity { get; init; }

    /// <summary>Date of death, null if not known to have died.</summary>
    public DateTime? Dod { get; set; }

    public List<DateTime> Clinics { get; } = [];

    public List<EdVisit> EdVisits { get; } = [];

    public List<Admission> Admissions { get; } = [];

    public List<ImagingStudy> Studies { get; } = [];

    public bool Has(Conditions condition) => (Conditions & condition) != 0;

    /// <summary>The admission that covers a time.</summary>
    public Admission? AdmissionAt(DateTime time) => Admissions.Find(a => a.Admit <= time && time <= a.Discharge);
}

/// <summary>A visit to the emergency department.</summary>
internal sealed class EdVisit
{
    public required int StayId { get; init; }

    public required DateTime In { get; init; }

    public required DateTime Out { get; init; }

    public required Problem Problem { get; init; }

    public required string Complaint { get; init; }

    /// <summary>How much worse than usual the patient is.</summary>
    public required double Acute { get; init; }

    /// <summary>The admission that followed, null if the patient went home.</summary>
    public Admission? Admission { get; set; }
}

/// <summary>A hospital admission.</summary>
internal sealed class Admission
{
    public required int HadmId { get; init; }

    public required DateTime Admit { get; init; }

    public required DateTime Discharge { get; init; }

    public required Problem Problem { get; init; }

    public required double Acute { get; init; }

    public EdVisit? Ed { get; init; }

    /// <summary>Died in this admission, at its end.</summary>
    public bool Died { get; init; }

    /// <summary>Whether codes are of ICD version 10.</summary>
    public bool Icd10 { get; init; }

    public List<WardStay> Wards { get; } = [];

    /// <summary>What was done to the patient: ICD procedure names, filled while the stay is written.</summary>
    public List<string> Done { get; } = [];

    public IEnumerable<WardStay> IcuStays => Wards.Where(w => w.IsIcu);
}

/// <summary>Time on one ward.</summary>
internal sealed record WardStay(int TransferId, string Unit, bool IsIcu, DateTime In, DateTime Out);

/// <summary>A chest radiograph study.</summary>
internal sealed class ImagingStudy
{
    public required int StudyId { get; init; }

    public required DateTime Time { get; init; }

    public required bool Portable { get; init; }

    public required Images.ChestFindings Findings { get; init; }

    public Admission? Admission { get; init; }

    public required string Reason { get; init; }
}
