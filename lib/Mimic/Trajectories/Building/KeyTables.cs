using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Trajectories.Building;

/// <summary>
/// What other tables need to know of patients, admissions and ED stays, held in memory: about 60 MB for the whole of MIMIC-IV.
/// </summary>
internal sealed class KeyTables
{
    private const string PatientsTable = "hosp/patients";

    private IdIndex _patients = new([]);
    private readonly Dictionary<int, DateTime> _deathDays = [];
    private readonly Dictionary<int, DateTime> _deathTimes = [];
    private readonly Dictionary<int, Admission> _admissions = [];
    private readonly Dictionary<int, EdStay> _edStays = [];

    private KeyTables()
    {
    }

    /// <summary>All patients, ascending.</summary>
    public int[] SubjectIds { get; private set; } = [];

    /// <summary>Reads hosp/patients, and hosp/admissions and ed/edstays where they are there.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="cpus">How many threads may work.</param>
    /// <exception cref="MimicException">hosp/patients is missing, or a table is damaged.</exception>
    public static KeyTables Read(MimicDataset data, int cpus)
    {
        var patients = data.Find(PatientsTable) ?? throw new MimicException(
            $"{data.Directory} has no table hosp/patients, so no patient is known.",
            "Fetch hosp/patients.csv.gz of the same version; every other table can be missing.");
        var keys = new KeyTables();
        Together.Run(() => keys.ReadPatients(patients), () => keys.ReadStays(data), cpus);
        return keys;
    }

    /// <summary>About how many bytes all this takes.</summary>
    public long Bytes => 40L * (SubjectIds.Length + _deathDays.Count + _deathTimes.Count + _admissions.Count) + (72L * _edStays.Count);

    /// <summary>The place of a patient in <see cref="SubjectIds"/>; -1 if unknown.</summary>
    public int IndexOf(int subjectId) => _patients.Find(subjectId);

    /// <summary>When a patient died: the hour in hosp/admissions if there is one, else the end of the day in hosp/patients.</summary>
    public DateTime? DeathOf(int subjectId) =>
        _deathTimes.TryGetValue(subjectId, out var time) || _deathDays.TryGetValue(subjectId, out time) ? time : null;

    /// <summary>An admission of this patient; null if there is no such admission.</summary>
    public Admission? AdmissionOf(int subjectId, int hadmId) =>
        _admissions.TryGetValue(hadmId, out var admission) && admission.SubjectId == subjectId ? admission : null;

    /// <summary>An ED stay of this patient; null if there is no such stay.</summary>
    public EdStay? EdStayOf(int subjectId, int stayId) =>
        _edStays.TryGetValue(stayId, out var stay) && stay.SubjectId == subjectId ? stay : null;

    private static void AddOnce<T>(Dictionary<int, T> rows, int key, T row, TableReader reader, int column, string name) =>
        BeOnce(rows.TryAdd(key, row), reader, column, name);

    private static void BeOnce(bool isNew, TableReader reader, int column, string name)
    {
        if (!isNew)
        {
            throw reader.Error(column, $"the same {name} comes a second time", "Each stands once in MIMIC; fetch the file again.");
        }
    }

    private void ReadPatients(TableFile file)
    {
        var subjects = new HashSet<int>();
        using var reader = TableReader.Open(file, ["subject_id", "dod"]);
        while (reader.Read())
        {
            if (reader.OptionalInt32(0) is { } subject)
            {
                BeOnce(subjects.Add(subject), reader, 0, "subject_id");
                if (reader.Time(1) is { } dod)
                {
                    // dod has no time of day. At midnight the patient would die before the events of their last day.
                    _deathDays.Add(subject, dod.Date.AddDays(1).AddSeconds(-1));
                }
            }
        }

        SubjectIds = [.. subjects.Order()];
        _patients = new(SubjectIds);
    }

    private void ReadStays(MimicDataset data)
    {
        if (data.Find("hosp/admissions") is { } admissions)
        {
            ReadAdmissions(admissions);
        }

        if (data.Find("ed/edstays") is { } stays)
        {
            ReadEdStays(stays);
        }
    }

    private void ReadAdmissions(TableFile file)
    {
        using var reader = TableReader.Open(file, ["subject_id", "hadm_id", "dischtime", "deathtime"]);
        while (reader.Read())
        {
            if (reader.OptionalInt32(0) is not { } subject || reader.OptionalInt32(1) is not { } hadm)
            {
                continue;
            }

            AddOnce(_admissions, hadm, new(subject, reader.Time(2)), reader, 1, "hadm_id");

            // An organ donor's account repeats the deathtime in a second admission, so the first one counts.
            if (reader.Time(3) is { } death && (!_deathTimes.TryGetValue(subject, out var earlier) || death < earlier))
            {
                _deathTimes[subject] = death;
            }
        }
    }

    private void ReadEdStays(TableFile file)
    {
        using var reader = TableReader.Open(file, ["subject_id", "stay_id", "hadm_id", "intime", "outtime"]);
        while (reader.Read())
        {
            if (reader.OptionalInt32(0) is { } subject && reader.OptionalInt32(1) is { } stay)
            {
                AddOnce(_edStays, stay, new(subject, reader.OptionalInt32(2), reader.Time(3), reader.Time(4)), reader, 1, "stay_id");
            }
        }
    }

    internal readonly record struct Admission(int SubjectId, DateTime? Discharge);

    internal readonly record struct EdStay(int SubjectId, int? HadmId, DateTime? Arrival, DateTime? Departure);
}
