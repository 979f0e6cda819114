using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Features;
using Mimic.Native;
using Mimic.Trajectories;

namespace Mimic.Course;

/// <summary>
/// The steps of the course with its default settings, each made on demand and kept in a cache folder, so that every notebook
/// starts alone. What was made from other data, with another seed or by another build of the library is never taken.
/// </summary>
/// <remarks>
/// The cache holds what is made from patients' rows. From credentialed data it falls under the data use agreement as they do.
/// </remarks>
public sealed class Workspace
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private readonly string _folder;

    private Workspace(MimicDataset data, string cacheFolder, string trajectoryVersion, long seed, int cpus)
    {
        (Data, Seed, Cpus) = (data, seed, cpus);
        _folder = Path.Combine(Path.GetFullPath(cacheFolder), Key(data.Fingerprint, typeof(Workspace).Module.ModuleVersionId.ToString()));
        TrajectoryOptions = new() { Output = _folder, Version = trajectoryVersion, Cpus = cpus, Seed = seed };
        CohortOptions = new() { Seed = seed };
        FeatureOptions = new() { Cpus = cpus };
    }

    /// <summary>The data set at hand.</summary>
    public MimicDataset Data { get; }

    /// <summary>The seed of everything that is drawn at random.</summary>
    public long Seed { get; }

    /// <summary>How many processors may be used; the results do not depend on it.</summary>
    public int Cpus { get; }

    /// <summary>How the trajectories are built, and where.</summary>
    public TrajectoryOptions TrajectoryOptions { get; }

    /// <summary>How the patients are selected.</summary>
    public EntropyOptions CohortOptions { get; }

    /// <summary>How the features are made.</summary>
    public FeatureOptions FeatureOptions { get; }

    /// <summary>Opens a data folder for the course.</summary>
    /// <param name="dataFolder">A MIMIC-IV folder, see <see cref="MimicDataset.Open"/>.</param>
    /// <param name="cacheFolder">Where results are kept; made if it does not exist.</param>
    /// <param name="trajectoryVersion">The tag of the trajectories.</param>
    /// <param name="seed">The seed of splits, draws and searches.</param>
    /// <param name="cpus">How many processors may be used, at least 1.</param>
    /// <exception cref="MimicException">The folder is not a MIMIC data set.</exception>
    public static Workspace Open(string dataFolder, string cacheFolder, string trajectoryVersion = "1.0", long seed = 2026, int cpus = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cpus, 1);
        return new(MimicDataset.Open(dataFolder), cacheFolder, trajectoryVersion, seed, cpus);
    }

    /// <summary>The trajectories (notebook 2).</summary>
    public TrajectoryStore Trajectories() => TrajectoryBuilder.OpenOrBuild(Data, TrajectoryOptions);

    /// <summary>The cohort (notebook 3).</summary>
    public EntropyCohort Cohort()
    {
        var path = CachePath("cohort", (CohortFile.FormatVersion, CohortOptions), "json");
        if (File.Exists(path))
        {
            return EntropyCohort.Load(path);
        }

        var store = Trajectories();
        var cohort = EntropySelection.Select(store.ReadAll(), CohortOptions, store.InputFingerprint);
        cohort.Save(path, store.Pruning);
        return cohort;
    }

    /// <summary>
    /// For whom and when the course predicts (notebook 4): one sample per selected patient of whom something was known at the time
    /// of the prediction; the outcome is whether a death is known.
    /// </summary>
    /// <param name="monthsBeforeEnd">
    /// Calendar months between the prediction and the end of the patient's window. At the end itself many of the dead are days
    /// from death: features from there report, they do not predict.
    /// </param>
    public SampleSelection Samples(int monthsBeforeEnd = 6) => SampleSelection.From(Cohort(), Trajectories(), monthsBeforeEnd);

    /// <summary>The feature table (notebook 4).</summary>
    /// <param name="monthsBeforeEnd">As in <see cref="Samples"/>.</param>
    public FeatureTable Features(int monthsBeforeEnd = 6)
    {
        // A table made without libjpeg-turbo lacks the images; once the library is installed, it is made again.
        var withImages = NativeLibraries.IsAvailable(NativeLibraries.TurboJpeg);
        var path = CachePath(
            "features",
            (FeatureBuilder.Revision, CohortOptions, FeatureOptions.Statistics, FeatureOptions.Images, withImages, monthsBeforeEnd), "csv");
        if (File.Exists(path))
        {
            return FeatureTable.ReadCsv(path);
        }

        var samples = Samples(monthsBeforeEnd);
        var table = Features(samples.Samples, FeatureOptions);
        table.WriteCsv(path);
        FeaturePruning.Of(samples.ToPruning(Cohort().ToPruning(Trajectories().Pruning)), FeatureOptions, table.Warnings).Write(PruningRecord.Beside(path));
        return table;
    }

    /// <summary>Features of your own choice; not kept.</summary>
    /// <param name="samples">For whom and when.</param>
    /// <param name="options">Which features.</param>
    public FeatureTable Features(IReadOnlyList<Sample> samples, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new FeatureBuilder(options).Build(FeatureBuilder.WithPatients(Trajectories(), samples), Data.ImageRoot);
    }

    /// <summary>The data, the cache folder and the settings.</summary>
    public override string ToString() =>
        $"{Data.Name} in {DatasetOverview.ShortFolder(Data.Directory)}; results in {DatasetOverview.ShortFolder(_folder)}; "
        + $"seed {Seed}, {Cpus} processors";

    private static string Key(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];

    // Other settings are another file.
    private string CachePath<T>(string what, T settings, string extension)
    {
        Directory.CreateDirectory(_folder);
        var key = Key(TrajectoryOptions.Version, $"{Seed}", JsonSerializer.Serialize(settings, WithFields));
        return Path.Combine(_folder, $"{what}-{key}.{extension}");
    }
}
