using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>How much each chunk of a patient's notes counts in their mean.</summary>
public enum NoteWeighting
{
    /// <summary>
    /// By the hours from the admission (or, where none is known, the first note) to the note's charttime, as HAIM does: later notes
    /// count more. A note from before the admission counts 0; if all count 0, the mean is plain.
    /// </summary>
    Time,

    /// <summary>All the same, as MEDomicsLab does.</summary>
    Plain,
}

/// <summary>Which notes are read.</summary>
public enum NoteKind
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Discharge summaries.</summary>
    Discharge,

    /// <summary>Radiology reports.</summary>
    Radiology,
}

/// <summary>How <see cref="BertNotes"/> makes numbers of notes.</summary>
public sealed record BertOptions
{
    /// <summary>Which notes.</summary>
    public NoteKind Kind { get; init; } = NoteKind.All;

    /// <summary>
    /// What stands before the number of a column, from 0: <c>notes_attr</c> as in MEDomicsLab; HAIM's radiology notes are <c>n_rad_</c>.
    /// </summary>
    public string Prefix { get; init; } = "notes_attr";

    /// <summary>How much each chunk counts.</summary>
    public NoteWeighting Weighting { get; init; } = NoteWeighting.Time;

    /// <summary>
    /// Whether to do as HAIM's published code does, with its faults: the end of a long note is lost; a line that is too long gives all
    /// notes together the vector of the empty text; notes from before the admission have negative weights; weights that add up to
    /// exactly 0 give zeros; a patient without notes has the vector of the empty text instead of missing values.
    /// </summary>
    public bool AsPublished { get; init; }

    /// <summary>The most tokens of a chunk without [CLS] and [SEP].</summary>
    public int MaximumTokens { get; init; } = NoteChunks.MaximumTokens;

    /// <summary>Only these sections of the notes (<see cref="NoteSections"/>), such as FINDINGS and IMPRESSION; empty for the whole text.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    internal string Code => Kind switch
    {
        NoteKind.Discharge => EventCodes.Join(EventCodes.Note, "DISCHARGE"),
        NoteKind.Radiology => EventCodes.Join(EventCodes.Note, "RADIOLOGY"),
        _ => EventCodes.Note,
    };

    internal FeatureOrigin Origin(BertEncoder encoder, int column) => new()
    {
        Table = Kind switch
        {
            NoteKind.Discharge => "note/discharge",
            NoteKind.Radiology => "note/radiology",
            _ => "note/discharge and note/radiology",
        },
        Items = Sections.Count == 0 ? null : $"sections {string.Join(", ", Sections)}",
        Statistic = Invariant($"number {column} of the vectors of chunks of at most {MaximumTokens} tokens, ") + (Weighting, AsPublished) switch
        {
            (NoteWeighting.Time, false) => "mean weighted by the hours from admission to charttime, not below 0",
            (NoteWeighting.Time, true) => "mean weighted by the hours from admission to charttime, with the faults of HAIM's code",
            (_, false) => "mean",
            _ => "mean, with the faults of HAIM's code",
        },
        Encoder = encoder.Description,
        EncoderHash = encoder.Sha256,
    };

    /// <summary>The part of a note that is read; null if it has none of the sections.</summary>
    internal string? Part(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || Sections.Count == 0)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        var sections = NoteSections.Parse(text);
        var parts = Sections.Select(s => sections[s]).Where(s => !string.IsNullOrWhiteSpace(s)).ToArray();
        return parts.Length == 0 ? null : string.Join("\n", parts);
    }
}
