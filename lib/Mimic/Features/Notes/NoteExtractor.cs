using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The notes known at the prediction time, joined into one document each kind or altogether.</summary>
internal sealed class NoteExtractor : IFeatureExtractor
{
    private readonly (string Kind, string Name, string Tables)[] _documents;

    public NoteExtractor(bool separate)
    {
        _documents = separate
            ?
            [
                (EventCodes.Join(EventCodes.Note, "DISCHARGE"), "ndischarge_text", "note/discharge"),
                (EventCodes.Join(EventCodes.Note, "RADIOLOGY"), "nradiology_text", "note/radiology"),
            ]
            : [(EventCodes.Note, "notes_text", "note/discharge and note/radiology")];
        Features =
        [
            .. _documents.Select(d => new FeatureDefinition(
                d.Name, Modality.Note, new() { Table = d.Tables, Statistic = "text of all notes, by charttime" }, ColumnKind.Document)),
        ];
    }

    public IReadOnlyList<FeatureDefinition> Features { get; }

    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        for (var i = 0; i < _documents.Length; i++)
        {
            var kind = _documents[i].Kind;
            var notes = new List<TrajectoryEvent>();
            foreach (ref readonly var e in patient.Recent)
            {
                if (!string.IsNullOrWhiteSpace(e.TextValue) && EventCodes.Is(e.Code, kind))
                {
                    notes.Add(e);
                }
            }

            row.Set(i, string.Join("\n\n", notes.Select(n => n.TextValue)), [.. notes]);
        }
    }
}
