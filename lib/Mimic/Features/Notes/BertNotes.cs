using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// The notes known at the prediction time as numbers of a BERT model: give it to <see cref="FeatureOptions.Extra"/>. Nothing is
/// learned from the patients, so nothing leaks between training and test.
/// </summary>
/// <remarks>The guard holds here even as published: HAIM takes a note from its charttime on, before anybody could have read it.</remarks>
public sealed class BertNotes : IFeatureExtractor
{
    private readonly BertEncoder _encoder;
    private readonly BertOptions _options;

    /// <summary>An extractor over a model, which must stay open.</summary>
    /// <param name="encoder">The model.</param>
    /// <param name="options">Which notes, and how they are joined; null for the defaults.</param>
    public BertNotes(BertEncoder encoder, BertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        (_encoder, _options) = (encoder, options ?? new());
        Features = Definitions(encoder, _options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <inheritdoc/>
    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(row);
        var (texts, events) = (new List<(string Text, DateTime Time)>(), new List<TrajectoryEvent>());
        foreach (ref readonly var e in patient.Recent)
        {
            if (EventCodes.Is(e.Code, _options.Code) && e.Time is { } time && _options.Part(e.TextValue) is { } text)
            {
                texts.Add((text, time));
                events.Add(e);
            }
        }

        var from = patient.Last(EventCodes.Admission)?.Time ?? (texts.Count > 0 ? texts.Min(t => t.Time) : patient.PredictionTime);
        if (NotePooling.Pool(_encoder, texts.ConvertAll(t => (t.Text, (t.Time - from).TotalHours)), _options) is { } vector)
        {
            row.Set(0, vector, [.. events]);
        }
    }

    internal static FeatureDefinition[] Definitions(BertEncoder encoder, BertOptions options) =>
    [
        .. Enumerable.Range(0, encoder.Width).Select(i =>
            new FeatureDefinition(Invariant($"{options.Prefix}{i}"), Modality.Note, options.Origin(encoder, i))),
    ];
}
