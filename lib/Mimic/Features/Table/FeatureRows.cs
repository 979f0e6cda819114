using System.Runtime.ExceptionServices;
using Mimic.Access;
using Mimic.Display;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Makes the rows of a feature table in the order of their samples, some at once, with a few patients in memory at a time.</summary>
/// <param name="options">What to make.</param>
/// <param name="extractors">They make the parts of a row.</param>
internal sealed class FeatureRows(FeatureOptions options, IReadOnlyList<IFeatureExtractor> extractors)
{
    private const int MostSamples = 64;

    // About ten megabytes. A patient with more is alone in memory.
    private const int MostEvents = 100_000;

    /// <summary>The rows; what an extractor throws is thrown at the place of the first sample that it concerns.</summary>
    /// <param name="samples">Read once.</param>
    public IEnumerable<BuiltRow> Of(IEnumerable<(Trajectory Patient, Sample Sample)> samples)
    {
        using var progress = new Progress("samples");
        var count = 0;
        foreach (var batch in Batches(samples))
        {
            var built = new BuiltRow[batch.Count];
            var errors = new Exception?[batch.Count];
            var first = count;
            Parallel.For(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Cpus) }, i =>
            {
                try
                {
                    built[i] = Build(batch[i].Patient, batch[i].Sample, first + i + 1);
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

            foreach (var row in built)
            {
                yield return row;
            }

            count += batch.Count;
        }
    }

    private static IEnumerable<List<(Trajectory Patient, Sample Sample)>> Batches(IEnumerable<(Trajectory Patient, Sample Sample)> samples)
    {
        var batch = new List<(Trajectory Patient, Sample Sample)>();
        var events = 0;
        foreach (var sample in samples)
        {
            events += batch.Count > 0 && ReferenceEquals(batch[^1].Patient, sample.Patient) ? 0 : sample.Patient.Count;
            batch.Add(sample);
            if (batch.Count == MostSamples || events >= MostEvents)
            {
                yield return batch;
                (batch, events) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private BuiltRow Build(Trajectory patient, Sample sample, int number)
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
        var parts = new FeatureValues[extractors.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var seen = extractors[i] is ProcedureLeak
                ? PatientAsOf.WithProcedureLeak(patient, sample.PredictionTime, options.Lookback, options.Guard)
                : known;
            var part = new FeatureRow(seen, extractors[i].Features);
            extractors[i].Extract(seen, part);
            parts[i] = part.Values; // The row itself knows the whole patient, of whom there are many.
        }

        return new(sample, patient.Source, parts);
    }
}

/// <summary>A finished row.</summary>
/// <param name="Sample">For whom and when.</param>
/// <param name="Source">Where the patient's data come from.</param>
/// <param name="Parts">What each extractor gave.</param>
internal sealed record BuiltRow(Sample Sample, SourceTag Source, FeatureValues[] Parts);
