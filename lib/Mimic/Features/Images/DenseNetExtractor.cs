using System.Collections.Concurrent;
using Mimic.Native;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>What <see cref="DenseNetExtractor"/> makes.</summary>
public sealed record DenseNetOptions
{
    /// <summary>
    /// HAIM's names by position (<c>vd_0</c>, <c>vp_0</c>, <c>vmd_0</c>, <c>vmp_0</c>) instead of MEDomicsLab's
    /// (<c>img_densefeatures_0</c>, <c>img_predictions_0</c>, and <c>img_weighted_...</c> for the mean over films).
    /// </summary>
    public bool PositionalNames { get; init; }

    /// <summary>Whether the 1024 dense features are columns.</summary>
    public bool DenseFeatures { get; init; } = true;

    /// <summary>Whether the 18 predictions are columns.</summary>
    public bool Predictions { get; init; } = true;

    /// <summary>Whether the last film has columns.</summary>
    public bool LastFilm { get; init; } = true;

    /// <summary>Whether the time-weighted mean over films has columns.</summary>
    public bool WeightedMean { get; init; } = true;

    /// <summary>
    /// HAIM's published behaviour instead of ours: films of any view, those of all earlier admissions too, times cut to the minute,
    /// and zeros for the weighted mean where all films have one time (the original divides 0 by 0 there). Only its choice of the first k
    /// films of the list, instead of the k that were taken by then, is not offered: it can show films of the future.
    /// </summary>
    public bool AsPublished { get; init; }
}

/// <summary>
/// The DenseNet's encodings of the films known at the prediction time: of the last one, and their mean weighted by time. Give it to
/// <see cref="FeatureOptions.Extra"/>.
/// </summary>
/// <remarks>
/// The weight of a film is (t - first) / (last - first): the oldest counts nothing, the newest most (HAIM). By default frontal films count
/// (without any, those of no stated view), from 24 hours before the last admission on, so that films of the emergency department are in and
/// those of earlier admissions are not; with one film, or all at one time, the weights are equal.
/// </remarks>
public sealed class DenseNetExtractor : IFeatureExtractor
{
    private const int Remembered = 4096;

    private static readonly TimeSpan BeforeAdmission = TimeSpan.FromHours(24);

    private readonly DenseNetEncoder _encoder;
    private readonly string _imageRoot;
    private readonly DenseNetOptions _options;

    // Samples of one patient share films. An encoding is some 4 kB; the cache is emptied when full, and no result depends on it.
    private readonly ConcurrentDictionary<string, ImageEncoding> _known = new(StringComparer.Ordinal);

    /// <summary>An extractor over a folder of films.</summary>
    /// <param name="encoder">The network; it stays the caller's to dispose of, after the table is built.</param>
    /// <param name="imageRoot">The folder that holds <c>files/pXX/...</c>.</param>
    /// <param name="options">What to make; null for all columns.</param>
    public DenseNetExtractor(DenseNetEncoder encoder, string imageRoot, DenseNetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentException.ThrowIfNullOrEmpty(imageRoot);
        (_encoder, _imageRoot, _options) = (encoder, imageRoot, options ?? new());
        Features = [.. _options.LastFilm ? Definitions(weighted: false) : [], .. _options.WeightedMean ? Definitions(weighted: true) : []];
    }

    /// <summary>The features, in order: those of the last film, dense before predictions, then those of the mean.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>Encodes the patient's films.</summary>
    /// <param name="patient">What was known at the prediction time.</param>
    /// <param name="row">Takes the values.</param>
    /// <exception cref="MimicException">A film is damaged, or the model fails.</exception>
    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(row);
        var films = new List<TrajectoryEvent>();
        foreach (var film in Choose(patient))
        {
            if (File.Exists(PathOf(film)))
            {
                films.Add(film);
            }
            else
            {
                row.Warn("an image named in the metadata was not found below the image folder");
            }
        }

        if (films.Count == 0)
        {
            return;
        }

        var encodings = Encode(_options.WeightedMean ? films : [films[^1]]);
        var next = 0;
        if (_options.LastFilm)
        {
            var values = Values(encodings[^1]);
            row.Set(next, values, [films[^1]]);
            next += values.Length;
        }

        if (_options.WeightedMean)
        {
            row.Set(next, Mean(encodings, Weights([.. films.Select(f => f.Time!.Value)], _options.AsPublished)), [.. films]);
        }
    }

    /// <summary>The weights of films by their times; they add up to 1, or are all 0 in the published way where all times are equal.</summary>
    internal static double[] Weights(IReadOnlyList<DateTime> times, bool asPublished)
    {
        var ticks = times.Select(t => asPublished ? t.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute : t.Ticks).ToArray();
        var (first, last) = (ticks.Min(), ticks.Max());
        if (first == last)
        {
            return [.. ticks.Select(_ => asPublished ? 0 : 1.0 / ticks.Length)];
        }

        var weights = Array.ConvertAll(ticks, t => (double)(t - first) / (last - first));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    private List<TrajectoryEvent> Choose(PatientAsOf patient)
    {
        if (_options.AsPublished)
        {
            return RadiographChoice.AnyView(patient);
        }

        var from = patient.Last(EventCodes.Admission)?.Time is { } admission ? admission - BeforeAdmission : DateTime.MinValue;
        return RadiographChoice.Frontal(patient, from);
    }

    private List<ImageEncoding> Encode(List<TrajectoryEvent> films)
    {
        var paths = films.ConvertAll(PathOf);
        var encodings = new Dictionary<string, ImageEncoding>(StringComparer.Ordinal);
        var fresh = new List<string>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            if (_known.TryGetValue(path, out var known))
            {
                encodings[path] = known;
            }
            else
            {
                fresh.Add(path);
            }
        }

        // A few films at a time: at full size each takes some 8 MB.
        foreach (var part in fresh.Chunk(8))
        {
            var made = _encoder.Encode([.. part.Select(p => TurboJpeg.Decode(File.ReadAllBytes(p), p))]);
            for (var i = 0; i < part.Length; i++)
            {
                encodings[part[i]] = made[i];
            }
        }

        if (_known.Count + fresh.Count > Remembered)
        {
            _known.Clear();
        }

        fresh.ForEach(p => _known[p] = encodings[p]);
        return paths.ConvertAll(p => encodings[p]);
    }

    private double[] Mean(List<ImageEncoding> encodings, double[] weights)
    {
        double[]? mean = null;
        for (var i = 0; i < encodings.Count; i++)
        {
            var values = Values(encodings[i]);
            mean ??= new double[values.Length];
            for (var v = 0; v < mean.Length; v++)
            {
                mean[v] += weights[i] * values[v];
            }
        }

        return mean!;
    }

    private double[] Values(ImageEncoding encoding) =>
    [
        .. _options.DenseFeatures ? encoding.DenseFeatures.Select(v => (double)v) : [],
        .. _options.Predictions ? encoding.Predictions.Select(v => (double)v) : [],
    ];

    private string PathOf(TrajectoryEvent film) => Path.Combine(_imageRoot, "files", film.TextValue!);

    private IEnumerable<FeatureDefinition> Definitions(bool weighted)
    {
        string Name(string dense, int i) => _options.PositionalNames
            ? Invariant($"v{(weighted ? "m" : string.Empty)}{dense[0]}_{i}")
            : Invariant($"img_{(weighted ? "weighted_" : string.Empty)}{dense}_{i}");
        FeatureDefinition Feature(string name, string what) => new(name, Modality.Image, new()
        {
            Table = "cxr-jpg/files",
            Items = (weighted, _options.AsPublished) switch
            {
                (false, false) => "last frontal film of the admission (from 24 hours before it)",
                (true, false) => "all frontal films of the admission (from 24 hours before it)",
                (false, true) => "last film of any view",
                (true, true) => "all films of any view, of all admissions",
            },
            Statistic = weighted ? $"{what}, mean weighted by time (oldest 0, newest 1)" : what,
            Encoder = _encoder.Name,
            EncoderHash = _encoder.Sha256,
        });

        var dense = Enumerable.Range(0, _options.DenseFeatures ? DenseNetEncoder.FeatureCount : 0)
            .Select(i => Feature(Name("densefeatures", i), Invariant($"dense feature {i} of {DenseNetEncoder.FeatureCount}")));
        var predictions = DenseNetEncoder.Pathologies.Take(_options.Predictions ? DenseNetEncoder.Pathologies.Count : 0)
            .Select((p, i) => Feature(Name("predictions", i), $"predicted {p}, 0 to 1"));
        return dense.Concat(predictions);
    }
}
