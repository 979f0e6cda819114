using System.Runtime.ExceptionServices;
using Mimic.Access;
using Mimic.Display;
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

    private const int BatchSize = 64;

    private readonly bool _canReadImages = NativeLibraries.IsAvailable(NativeLibraries.TurboJpeg);

    /// <summary>Builds the table.</summary>
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
        var rows = new List<Row>();
        var source = SourceTag.Synthetic;
        using var progress = new Progress("samples");
        foreach (var batch in samples.Chunk(BatchSize))
        {
            var built = new Row[batch.Length];
            var errors = new Exception?[batch.Length];
            var first = rows.Count;
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Cpus) }, i =>
            {
                try
                {
                    built[i] = BuildRow(batch[i].Patient, batch[i].Sample, extractors, first + i + 1);
                    progress.Add();
                }
                catch (Exception e)
                {
                    errors[i] = e;
                }
            });

            // The first in the order of the samples, whichever thread failed first.
            if (Array.Find(errors, e => e is not null) is { } error)
            {
                ExceptionDispatchInfo.Throw(error);
            }

            rows.AddRange(built);
            source = batch.Select(b => b.Patient.Source).Append(source).Max();
        }

        return rows.Count > 0
            ? Assemble(extractors, rows, source, withImages: imageRoot is not null)
            : throw new MimicException("There is no sample to build features for.", "Give at least one patient with a prediction time.");
    }

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

    private Row BuildRow(Trajectory patient, Sample sample, List<IFeatureExtractor> extractors, int number)
    {
        if (patient.SubjectId != sample.SubjectId)
        {
            throw new ArgumentException($"Sample {number} and its trajectory belong to different patients.");
        }

        if (patient.Death <= sample.PredictionTime)
        {
            throw new MimicException(
                $"Sample {number} has a prediction time at or after the patient's death.",
                "Move its prediction time back, or leave the patient out: there is nothing left to predict.");
        }

        var known = new PatientAsOf(patient, sample.PredictionTime, options.Lookback, options.Guard);
        var parts = extractors.ConvertAll(extractor =>
        {
            var seen = extractor is ProcedureLeak
                ? PatientAsOf.WithProcedureLeak(patient, sample.PredictionTime, options.Lookback, options.Guard)
                : known;
            var part = new FeatureRow(seen, extractor.Features);
            extractor.Extract(seen, part);
            return part.Values; // The row itself knows the whole patient, of whom there are many.
        });
        return new(sample, parts);
    }

    private FeatureTable Assemble(List<IFeatureExtractor> extractors, List<Row> rows, SourceTag source, bool withImages)
    {
        var columns = new List<FeatureColumn>();
        var window = options.Window;
        for (var x = 0; x < extractors.Count; x++)
        {
            var features = extractors[x].Features;
            for (var f = 0; f < features.Count; f++)
            {
                var (name, modality, stated, kind) = features[f];
                var origin = stated.Window is null ? stated with { Window = window } : stated;
                columns.Add(kind == ColumnKind.Number
                    ? new(name, modality, origin, [.. rows.Select(r => r.Parts[x].Numbers[f])])
                    : new(name, modality, origin, kind, [.. rows.Select(r => r.Parts[x].Texts[f])]));
            }
        }

        var present = columns.Where(c => c.MissingCount < c.Count).Select(c => c.Modality).ToHashSet();
        var absent = options.Modalities.Distinct().Order().Where(m => !present.Contains(m));
        var troubles = rows.SelectMany(r => r.Parts.SelectMany(p => p.Warnings).Distinct()).CountBy(w => w);
        return new(source, [.. rows.Select(r => r.Sample)], [.. columns.Where(c => present.Contains(c.Modality))])
        {
            Warnings =
            [
                .. extractors.Exists(e => e is ProcedureLeak) ? [ProcedureLeak.Warning] : Array.Empty<string>(),
                .. absent.Select(m => m == Modality.Image && withImages && !_canReadImages ? UnreadableImages()
                    : $"No sample has any {m} data before its prediction time: the table has no {m} columns."),
                .. troubles.OrderBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => Invariant($"{t.Value:#,0} of {rows.Count:#,0} samples: {t.Key}; values stay missing.")),
                .. SeriesDrops.Sentences(rows.SelectMany(r => r.Parts).SelectMany(p => p.Dropped)),
            ],
        };
    }

    private static string UnreadableImages()
    {
        var missing = NativeLibraries.Missing(NativeLibraries.TurboJpeg);
        return $"{missing.Problem} The images were left out: the table has no {Modality.Image} columns. {missing.Remedy}";
    }

    private sealed record Row(Sample Sample, List<FeatureValues> Parts);
}
