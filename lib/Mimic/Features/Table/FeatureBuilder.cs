using Mimic.Native;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// Makes one <see cref="FeatureTable"/> of trajectories: a row per sample, columns grouped by modality. Nothing is learned here from the
/// patients together, so the table may be built before it is split; what is learned is in <see cref="FeaturePipeline"/>.
/// </summary>
/// <param name="options">What to make.</param>
public sealed class FeatureBuilder(FeatureOptions options)
{
    /// <summary>Raised whenever the same options give another table than before: what is kept of an older one is made again.</summary>
    internal const int Revision = 2;

    private readonly bool _canReadImages = NativeLibraries.IsAvailable(NativeLibraries.TurboJpeg);

    /// <summary>Builds the table in memory; <see cref="WriteCsv"/> does without.</summary>
    /// <param name="samples">Patients with their samples; read once, a few patients in memory at a time.</param>
    /// <param name="imageRoot">The folder that holds <c>files/pXX/...</c>; null if there are no images.</param>
    /// <returns>
    /// A row per sample in the given order. A modality of which no sample has any value has no columns, and
    /// neither have images where libjpeg-turbo is missing; the table's warnings say so.
    /// </returns>
    /// <exception cref="MimicException">
    /// There is no sample; a prediction time is not before the patient's death; an image file is damaged.
    /// </exception>
    /// <exception cref="FutureEventException">An extractor used what was not known at the prediction time.</exception>
    public FeatureTable Build(IEnumerable<(Trajectory Patient, Sample Sample)> samples, string? imageRoot)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var extractors = Extractors(imageRoot);
        var rows = new List<BuiltRow>();
        var tally = Make(samples, extractors, rows.Add);
        return new(tally.Source, [.. rows.Select(r => r.Sample)], [.. tally.Columns.Select(c => Column(c.Definition, rows, c.Extractor, c.Feature))])
        {
            Warnings = Warnings(tally, imageRoot),
        };
    }

    /// <summary>
    /// Writes the table to a file row by row: memory does not grow with the number of samples. The rows wait in a temporary file beside it
    /// until all are made, because only then it is known which columns there are.
    /// </summary>
    /// <param name="samples">Patients with their samples; read once, a few patients in memory at a time.</param>
    /// <param name="imageRoot">The folder that holds <c>files/pXX/...</c>; null if there are no images.</param>
    /// <param name="path">The CSV file to write, as <see cref="FeatureTable.WriteCsv"/> does; it appears whole or not at all.</param>
    /// <returns>What the table holds.</returns>
    /// <inheritdoc cref="Build"/>
    public FeatureSummary WriteCsv(IEnumerable<(Trajectory Patient, Sample Sample)> samples, string? imageRoot, string path)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(path);
        var extractors = Extractors(imageRoot);
        FeatureSummary? summary = null;
        WholeFile.Write(path, temporary =>
        {
            using var spill = new RowSpill(temporary + ".rows", extractors);
            var tally = Make(samples, extractors, spill.Add);
            var columns = tally.Columns.ToList();
            summary = tally.Summary(Warnings(tally, imageRoot));
            FeatureTableCsv.WriteRows(temporary, columns.ConvertAll(c => c.Definition.Name), spill.Read(), (csv, parts) =>
            {
                foreach (var (x, f, definition) in columns)
                {
                    if (definition.Kind == ColumnKind.Number)
                    {
                        csv.Number(parts[x].Numbers[f]);
                    }
                    else
                    {
                        csv.Text(parts[x].Texts[f]);
                    }
                }
            });
            FeatureTableCsv.WriteSidecar(path, summary.Source, summary.Warnings, columns.Select(c => c.Definition));
        });
        return summary!;
    }

    /// <summary>Samples with the trajectories of their patients from a store, read as they are asked for.</summary>
    /// <param name="store">The trajectories.</param>
    /// <param name="samples">For whom and when; a patient whose samples follow each other is read once.</param>
    /// <exception cref="MimicException">The store does not have a patient, or a file of it is damaged.</exception>
    public static IEnumerable<(Trajectory Patient, Sample Sample)> WithPatients(TrajectoryStore store, IEnumerable<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(samples);
        Trajectory? patient = null;
        return samples.Select(s => (patient = patient?.SubjectId == s.SubjectId ? patient : store.Read(s.SubjectId), s));
    }

    private static FeatureColumn Column(FeatureDefinition d, List<BuiltRow> rows, int x, int f) => d.Kind == ColumnKind.Number
        ? new(d.Name, d.Modality, d.Origin, [.. rows.Select(r => r.Parts[x].Numbers[f])])
        : new(d.Name, d.Modality, d.Origin, d.Kind, [.. rows.Select(r => r.Parts[x].Texts[f])]);

    private FeatureTally Make(
        IEnumerable<(Trajectory Patient, Sample Sample)> samples, List<IFeatureExtractor> extractors, Action<BuiltRow> take)
    {
        var tally = new FeatureTally(options, extractors);
        foreach (var row in new FeatureRows(options, extractors).Of(samples))
        {
            tally.Add(row);
            take(row);
        }

        return tally.Rows > 0
            ? tally
            : throw new MimicException("There is no sample to build features for.", "Give at least one patient with a prediction time.");
    }

    private IReadOnlyList<string> Warnings(FeatureTally tally, string? imageRoot) =>
        tally.Warnings(imagesUnreadable: imageRoot is not null && !_canReadImages);

    private List<IFeatureExtractor> Extractors(string? imageRoot)
    {
        var extractors = new List<IFeatureExtractor>();
        foreach (var modality in options.Modalities.Distinct().Order())
        {
            switch (modality)
            {
                case Modality.Demographics:
                    extractors.Add(new DemographicsExtractor(options.PositionalNames, options.Age));
                    if (options.AdmissionFacts && !options.PositionalNames)
                    {
                        extractors.Add(new AdmissionExtractor());
                    }

                    break;
                case Modality.Note:
                    extractors.Add(new NoteExtractor(options.SeparateNotes));
                    break;
                case Modality.Image when imageRoot is not null && _canReadImages:
                    extractors.Add(new ImageExtractor(options.Images, imageRoot));
                    break;
                case Modality.Chart or Modality.Lab or Modality.Procedure:
                    var series = new SeriesExtractor(modality, options.Statistics, options.PositionalNames, options.Items);
                    extractors.Add(modality == Modality.Procedure && options.AsPublishedProcedureLeak ? new ProcedureLeak(series) : series);
                    break;
            }
        }

        extractors.AddRange(options.Extra);
        return extractors;
    }
}
