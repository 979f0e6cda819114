using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>What the notes of one row of <see cref="NoteRows"/> have in common.</summary>
public enum NoteGrouping
{
    /// <summary>A row per note.</summary>
    Note,

    /// <summary>A row per patient.</summary>
    Patient,

    /// <summary>A row per hospital admission; notes that name none are left out, and counted.</summary>
    Admission,

    /// <summary>
    /// A row per window of hours, [t, t + hours), the first beginning with the patient's first note; windows without a note have no row.
    /// </summary>
    Window,
}

/// <summary>
/// All notes of patients as numbers of a BERT model, by note, patient, admission or window: MEDomicsLab's extraction page for text.
/// For prediction use <see cref="BertNotes"/>, which reads only what was known at a time.
/// </summary>
/// <remarks>
/// The time of a row is the latest moment at which one of its notes could be read, so a row that is joined to others by time never
/// tells of the future. Hours are counted from the admission where a row is one, and otherwise from the first note of the row.
/// </remarks>
public static class NoteRows
{
    private sealed record Note(TrajectoryEvent Event, string Text, DateTime Time);

    /// <summary>Reads the notes of patients.</summary>
    /// <param name="patients">The patients; one at a time is in memory.</param>
    /// <param name="encoder">The model.</param>
    /// <param name="by">What makes a row.</param>
    /// <param name="options">Which notes, and how they are joined; null for the defaults.</param>
    /// <param name="hours">The length of a window, above 0.</param>
    /// <returns>A row per group of notes, patients in the given order, rows of a patient by time.</returns>
    /// <exception cref="MimicException">No patient has a note of the kind, or the model fails.</exception>
    public static FeatureTable Encode(
        IEnumerable<Trajectory> patients, BertEncoder encoder, NoteGrouping by, BertOptions? options = null, double hours = 24)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hours);
        options ??= new();
        var (rows, samples, source, homeless) = (new List<double[]>(), new List<Sample>(), SourceTag.Synthetic, 0);
        foreach (var patient in patients)
        {
            var notes = Notes(patient, options);
            homeless += by == NoteGrouping.Admission ? notes.Count(n => n.Event.HadmId is null) : 0;
            foreach (var group in Groups(notes, by, hours))
            {
                var from = by == NoteGrouping.Admission ? Admitted(patient, group[0].Event.HadmId) ?? group[0].Time : group[0].Time;
                if (NotePooling.Pool(encoder, group.ConvertAll(n => (n.Text, (n.Time - from).TotalHours)), options) is { } vector)
                {
                    rows.Add(vector);
                    samples.Add(new(patient.SubjectId, group.Max(n => n.Event.KnownFrom ?? n.Time), null));
                    source = SourceTags.Stricter(patient.Source, source);
                }
            }
        }

        if (rows.Count == 0)
        {
            throw new MimicException($"No patient has a note of {options.Origin(encoder, 0).Table}.", "Check that the module note was built into the trajectories.");
        }

        var columns = BertNotes.Definitions(encoder, options).Select((d, i) =>
            new FeatureColumn(d.Name, d.Modality, d.Origin with { Window = Window(by, hours) }, [.. rows.Select(r => r[i])]));
        return new(source, samples, [.. columns])
        {
            Warnings = homeless == 0 ? [] : [Invariant($"{homeless:#,0} notes that name no admission were left out.")],
        };
    }

    private static List<Note> Notes(Trajectory patient, BertOptions options)
    {
        var notes = new List<Note>();
        foreach (var e in patient)
        {
            if (EventCodes.Is(e.Code, options.Code) && e.Time is { } time && options.Part(e.TextValue) is { } text)
            {
                notes.Add(new(e, text, time));
            }
        }

        return notes;
    }

    private static IEnumerable<List<Note>> Groups(List<Note> notes, NoteGrouping by, double hours) => by switch
    {
        NoteGrouping.Note => notes.ConvertAll<List<Note>>(n => [n]),
        NoteGrouping.Patient => notes.Count == 0 ? [] : [notes],
        NoteGrouping.Admission => notes.Where(n => n.Event.HadmId is not null).GroupBy(n => n.Event.HadmId).Select(g => g.ToList()),
        _ => notes.GroupBy(n => (long)Math.Floor((n.Time - notes[0].Time).TotalHours / hours)).Select(g => g.ToList()),
    };

    private static DateTime? Admitted(Trajectory patient, int? admission)
    {
        foreach (var e in patient)
        {
            if (e.HadmId == admission && EventCodes.Is(e.Code, EventCodes.Admission))
            {
                return e.Time;
            }
        }

        return null;
    }

    private static string Window(NoteGrouping by, double hours) => by switch
    {
        NoteGrouping.Note => "one note",
        NoteGrouping.Patient => "all notes of the patient",
        NoteGrouping.Admission => "all notes of the admission",
        _ => Invariant($"windows of {hours:0.##} hours from the patient's first note (start included, end excluded)"),
    };
}
