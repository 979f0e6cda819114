using Mimic.Display;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// Statistics of the series of all patients of a store, by patient, admission, ICU stay or window of hours. One patient is in memory at a
/// time: a store of any size streams through.
/// </summary>
/// <remarks>
/// A row is made of what was measured in its window, also if the result was stored later: it describes the window, it does not predict
/// from it. For predictions, <see cref="FeatureBuilder"/> keeps to what was known at a time.
/// </remarks>
public sealed class SeriesFeatures
{
    private readonly SeriesOptions _options;
    private readonly SeriesGroup[] _groups;
    private readonly Dictionary<string, int> _dropped = new(StringComparer.Ordinal);

    /// <summary>Prepares the columns.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="MimicException">No group of items is left to make columns of.</exception>
    public SeriesFeatures(SeriesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Hours, 1);
        _options = options;
        var items = options.Items ?? (options.PositionalNames ? SeriesItems.Published : SeriesItems.Standard);
        _groups = [.. items.Groups.Where(g => options.Kinds?.Contains(g.Kind) ?? true)];
        Features = _groups.Length > 0
            ? SeriesColumns.Of(_groups, options.Statistics, options.PositionalNames, options.Prefix)
            : throw new MimicException($"{items.Name} has no group of the kinds asked for.", "Name kinds that the table of items has.");
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>What was left out of the rows read so far, and how often: implausible values, other units, no admission.</summary>
    public IReadOnlyList<string> Warnings => [.. SeriesDrops.Sentences(_dropped)];

    /// <summary>Makes the rows one after the other, patients in the order of the store, the rows of a patient by their start.</summary>
    /// <param name="store">The trajectories.</param>
    /// <exception cref="MimicException">A file of the store is damaged.</exception>
    public IEnumerable<SeriesRow> Rows(TrajectoryStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _dropped.Clear();
        var reader = new SeriesReader(_groups, _dropped, withKeys: _options.By is SeriesBy.Admission or SeriesBy.IcuStay);
        var maker = new SeriesRowMaker(_options, _groups.Length, _dropped);
        return reader.Patients(store, _options.Patients).SelectMany(maker.Rows);
    }

    /// <summary>
    /// All rows as a feature table. A sample's prediction time is the end of its row; the outcome is unknown.
    /// </summary>
    /// <param name="store">The trajectories.</param>
    /// <exception cref="MimicException">A file of the store is damaged.</exception>
    public FeatureTable Table(TrajectoryStore store)
    {
        var rows = Rows(store).ToList();
        return new(
            store.Source,
            [.. rows.Select(r => new Sample(r.SubjectId, r.End, null))],
            [.. Described().Select((f, i) => new FeatureColumn(f.Name, f.Modality, f.Origin, [.. rows.Select(r => r.Values[i])]))])
        { Warnings = Warnings };
    }

    /// <summary>
    /// Writes subject_id, hadm_id and stay_id where rows have them, start, end and all columns; numbers with all their digits, missing
    /// ones empty. Rows are written as they are made. Beside the file stands a codebook <c>NAME.columns.json</c> of its columns.
    /// </summary>
    /// <param name="store">The trajectories.</param>
    /// <param name="path">The CSV file; both files appear whole or not at all.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="MimicException">A file of the store is damaged.</exception>
    public int WriteCsv(TrajectoryStore store, string path)
    {
        var count = 0;
        WholeFile.Write(path, temporary =>
        {
            using (var csv = new CsvOutput(temporary))
            {
                csv.Line(Keys.Concat(Features.Select(f => f.Name)));
                using var progress = new Progress("rows");
                foreach (var row in Rows(store))
                {
                    Write(csv, row);
                    count++;
                    progress.Add();
                }
            }

            FeatureTableCsv.WriteSidecar(path, store.Source, Warnings, Described());
        });
        return count;
    }

    private string Window => _options.By switch
    {
        SeriesBy.Hours => Invariant($"windows of {_options.Hours} hours from the patient's first measurement (start included, end excluded)"),
        SeriesBy.Admission => "the admission",
        SeriesBy.IcuStay => "the ICU stay; the whole admission for what names no stay",
        _ => "the whole record",
    };

    private string[] Keys => _options.By switch
    {
        SeriesBy.Admission => ["subject_id", "hadm_id", "start", "end"],
        SeriesBy.IcuStay => ["subject_id", "hadm_id", "stay_id", "start", "end"],
        _ => ["subject_id", "start", "end"],
    };

    private IEnumerable<FeatureDefinition> Described()
    {
        var window = Window;
        return Features.Select(f => f with { Origin = f.Origin with { Window = window } });
    }

    private void Write(CsvOutput csv, SeriesRow row)
    {
        csv.Whole(row.SubjectId);
        if (_options.By is SeriesBy.Admission or SeriesBy.IcuStay)
        {
            csv.Whole(row.HadmId);
        }

        if (_options.By == SeriesBy.IcuStay)
        {
            csv.Whole(row.StayId);
        }

        csv.Time(row.Start);
        csv.Time(row.End);
        csv.Numbers(row.Values);
        csv.EndLine();
    }
}
