using Mimic.Access;
using Mimic.Native;

namespace Mimic.Features;

/// <summary>Counts rows as they are made: what is missing where, and what went wrong. Afterwards it knows which columns the table has.</summary>
/// <param name="options">What is made.</param>
/// <param name="extractors">Who makes it.</param>
internal sealed class FeatureTally(FeatureOptions options, IReadOnlyList<IFeatureExtractor> extractors)
{
    private readonly long[] _present = new long[Enum.GetValues<Modality>().Length];
    private readonly int[] _rowsWith = new int[Enum.GetValues<Modality>().Length];
    private readonly Dictionary<string, int> _troubles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _dropped = new(StringComparer.Ordinal);

    /// <summary>The rows counted so far.</summary>
    public int Rows { get; private set; }

    /// <summary>The most restricted source of a patient.</summary>
    public SourceTag Source { get; private set; } = SourceTag.Synthetic;

    /// <summary>The columns by extractor and position: those of each modality that has a value in any row.</summary>
    public IEnumerable<(int Extractor, int Feature, FeatureDefinition Definition)> Columns
    {
        get
        {
            var window = options.Window;
            return extractors.SelectMany((x, i) => x.Features.Select((f, k) => (i, k, WithWindow(f, window))))
                .Where(c => _present[(int)c.Item3.Modality] > 0);
        }
    }

    /// <summary>Counts a row.</summary>
    public void Add(BuiltRow row)
    {
        Rows++;
        Source = SourceTags.Stricter(row.Source, Source);
        Span<bool> seen = stackalloc bool[_present.Length];
        for (var x = 0; x < row.Parts.Length; x++)
        {
            var features = extractors[x].Features;
            for (var f = 0; f < features.Count; f++)
            {
                if (!row.Parts[x].IsMissing(f, features[f].Kind))
                {
                    _present[(int)features[f].Modality]++;
                    seen[(int)features[f].Modality] = true;
                }
            }

            foreach (var (what, count) in row.Parts[x].Dropped)
            {
                _dropped[what] = _dropped.GetValueOrDefault(what) + count;
            }
        }

        for (var m = 0; m < seen.Length; m++)
        {
            _rowsWith[m] += seen[m] ? 1 : 0;
        }

        foreach (var trouble in row.Parts.SelectMany(p => p.Warnings).Distinct())
        {
            _troubles[trouble] = _troubles.GetValueOrDefault(trouble) + 1;
        }
    }

    /// <summary>What a reader of the table should know.</summary>
    /// <param name="imagesUnreadable">Whether there are images, but no library that reads them.</param>
    public IReadOnlyList<string> Warnings(bool imagesUnreadable) =>
    [
        .. extractors.Any(e => e is ProcedureLeak) ? [ProcedureLeak.Warning] : Array.Empty<string>(),
        .. options.Modalities.Distinct().Order().Where(m => _present[(int)m] == 0)
            .Select(m => m == Modality.Image && imagesUnreadable ? UnreadableImages()
                : $"No sample has any {m} data before its prediction time: the table has no {m} columns."),
        .. _troubles.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => Invariant($"{t.Value:#,0} of {Rows:#,0} samples: {t.Key}; values stay missing.")),
        .. SeriesDrops.Sentences(_dropped),
    ];

    /// <summary>The summary of a table of these rows.</summary>
    public FeatureSummary Summary(IReadOnlyList<string> warnings) => new(
        Source, Rows, warnings,
        [
            .. Columns.GroupBy(c => c.Definition.Modality).OrderBy(g => g.Key).Select(g => new ModalitySummary(
                g.Key, g.Count(), ((double)Rows * g.Count()) - _present[(int)g.Key], Rows - _rowsWith[(int)g.Key])),
        ]);

    private static FeatureDefinition WithWindow(FeatureDefinition feature, string window) =>
        feature.Origin.Window is null ? feature with { Origin = feature.Origin with { Window = window } } : feature;

    private static string UnreadableImages()
    {
        var missing = NativeLibraries.Missing(NativeLibraries.TurboJpeg);
        return $"{missing.Problem} The images were left out: the table has no {Modality.Image} columns. {missing.Remedy}";
    }
}
