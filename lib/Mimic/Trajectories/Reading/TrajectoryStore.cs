using Mimic.Access;
using Mimic.Display;

namespace Mimic.Trajectories;

/// <summary>
/// Trajectories on disk: a MEDS 0.4 data set, made by <see cref="MedsStoreWriter"/> or by another program. Any tool that reads
/// Parquet can open the files of ours; this type gives them back as trajectories, or column by column.
/// </summary>
/// <remarks>
/// <para>
/// Ways in: <see cref="Read"/> for one patient, <see cref="ReadAll"/> and <see cref="ReadAllAsync"/> for all of them,
/// <see cref="Scan"/> and <see cref="ScanParallel"/> for some columns of all events.
/// </para>
/// <para>
/// A data set of another program is a folder with <c>data/**/*.parquet</c>: subject_id, time and code; numeric_value, text_value,
/// unit, hadm_id, stay_id, table and available_time where there (of other types than ours they are left out, but numeric_value
/// must be floating point). Whole numbers may have 32 or 64 bits, but no subject_id above 2,147,483,647; times are in milli-,
/// micro- or nanoseconds, numbers in single or double precision. All rows of a patient stand together in one file; events out of
/// time order are put in order by <see cref="Read"/> and its kin, while a scan gives them as they lie. Splits come from
/// <c>metadata/subject_splits.parquet</c>, without it from folders named train, tuning or held_out, else all is train;
/// descriptions come from <c>metadata/codes.parquet</c>. Since nobody knows where the rows come from, they count as credentialed.
/// </para>
/// <para>
/// MEDS keeps numbers in single precision. What is read is the double that the shortest decimal of the stored number denotes:
/// a table's 7.4 comes back as 7.4, not as 7.400000095. All values of up to 6 significant digits come back exactly, and those
/// of 7 digits between 0.001 and 8.5 thousand million; of longer ones the first 7 or 8 digits are right.
/// </para>
/// Safe for use by several threads.
/// </remarks>
[TypeFormatterSource]
public sealed partial class TrajectoryStore
{
    private readonly StoreContents _contents;

    private readonly Lazy<IReadOnlyList<string>> _codes;

    private TrajectoryStore(string folder, StoreContents contents)
    {
        (Folder, _contents) = (folder, contents);
        _codes = contents.Codes is { } codes ? new(codes) : new(OccurringCodes);
    }

    /// <summary>The folder of the store.</summary>
    public string Folder { get; }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source => _contents.Source;

    /// <summary>The user's own tag of this set of trajectories.</summary>
    public string Version => _contents.Version;

    /// <summary>The data set that the trajectories were made from, with its version if known.</summary>
    public string Dataset => _contents.Dataset;

    /// <summary>The seed that the splits come from.</summary>
    public long Seed => _contents.Seed;

    /// <summary>The fingerprint of the input tables, see <see cref="MedsStoreInfo.InputFingerprint"/>.</summary>
    public string InputFingerprint => _contents.InputFingerprint;

    /// <summary>The number of events and facts of all patients.</summary>
    public long EventCount => _contents.Events;

    /// <summary>The patients in ascending order.</summary>
    public IReadOnlyList<int> SubjectIds => _contents.Subjects;

    /// <summary>
    /// Every code that occurs, in ordinal order. Of another program's data set they are found by reading all codes, when they are
    /// first asked for.
    /// </summary>
    public IReadOnlyList<string> Codes => _codes.Value;

    /// <summary>What the codes mean, for those with a description.</summary>
    public IReadOnlyDictionary<string, string> Descriptions => _contents.Descriptions;

    /// <summary>How the store was made, as JSON; null if the file was removed.</summary>
    public string? ReportJson => _contents.ReportJson;

    /// <summary>What the build left out: tables that were not there, rows that gave no event; null if the store does not say.</summary>
    /// <exception cref="MimicException">The record of the store is damaged.</exception>
    public PruningRecord? Pruning =>
        Path.Combine(Folder, StoreMetadataWriter.PruningFileName) is var path && File.Exists(path) ? PruningRecord.Read(path) : null;

    internal StoreNames Names => _contents.Names;

    internal IReadOnlyList<ShardReader> Shards => _contents.Shards;

    /// <summary>Opens a store and checks that it is whole: every file there, with the length and the footer it was written with.</summary>
    /// <param name="folder">The folder with <c>data</c> and <c>metadata</c>.</param>
    /// <exception cref="MimicException">
    /// The folder is missing, is no store or one of another version, is half written, or a file of it is missing or altered.
    /// </exception>
    public static TrajectoryStore Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var foreign = new ForeignOpener(folder);
        return new(folder, foreign.Fits ? foreign.Read() : new StoreOpener(folder).Read());
    }

    /// <summary>
    /// The trajectory of one patient; takes some milliseconds, however large the store is. Only the pages with the patient's events
    /// are unpacked.
    /// </summary>
    /// <param name="subjectId">The patient.</param>
    /// <exception cref="MimicException">The store does not have the patient, or a file is damaged.</exception>
    public Trajectory Read(int subjectId)
    {
        var shard = ShardOf(subjectId);
        if (shard is null)
        {
            return new(subjectId, Source, []);
        }

        var ranges = shard.RowsOf([subjectId]).ToList();
        var events = new TrajectoryEvent[ranges.Sum(r => r.Count)];
        using var scanner = new EventScanner(shard, Names, EventColumns.All, EventScanner.ShortReadAhead);
        var block = new EventBlock(Names, EventColumns.All, Math.Clamp(events.Length, 1, EventBlock.FewRows));
        var count = 0;
        foreach (var range in ranges)
        {
            scanner.Begin(range);
            while (scanner.Read(block))
            {
                for (var row = 0; row < block.Count; row++)
                {
                    events[count++] = block.Event(row);
                }
            }
        }

        return Trajectory.OfOrdered(subjectId, Source, events);
    }

    /// <summary>
    /// All trajectories, read as they are asked for: in ascending order of subject_id; only where the files of another program mix
    /// patients too much for that, file by file.
    /// </summary>
    /// <exception cref="MimicException">A file is damaged.</exception>
    public IEnumerable<Trajectory> ReadAll() => new PatientReading(_contents, Folder).All();

    /// <summary>The split of a patient.</summary>
    /// <param name="subjectId">The patient.</param>
    /// <exception cref="MimicException">The store does not have the patient.</exception>
    public Split SplitOf(int subjectId)
    {
        var position = Array.BinarySearch(_contents.Subjects, subjectId);
        return position >= 0
            ? _contents.Splits[position]
            : throw new MimicException(
                $"{Folder} has no patient {subjectId}.",
                Invariant($"SubjectIds lists the {_contents.Subjects.Length:#,0} that it has; check the number."));
    }

    /// <summary>Writes one patient, or one admission of a patient, to a file.</summary>
    /// <param name="subjectId">The patient.</param>
    /// <param name="path">The file; one that exists is replaced when the new one is whole.</param>
    /// <param name="format">CSV or JSON.</param>
    /// <param name="hadmId">Null for everything; else only the facts without a time and the events whose row names this admission.</param>
    /// <returns>The number of events and facts written.</returns>
    /// <exception cref="MimicException">The patient or the admission is unknown, or the file cannot be written.</exception>
    public int ExportPatient(int subjectId, string path, ExportFormat format, int? hadmId = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PatientExport.Write(Read(subjectId), SplitOf(subjectId), path, format, hadmId);
    }

    /// <summary>A summary as an HTML table.</summary>
    public string ToHtml() => Summary().ToHtml();

    /// <summary>A summary as text.</summary>
    public override string ToString() => Summary().ToString();

    internal static MimicException Damaged(string path, string how) => new($"{path} is damaged: {how}.", StoreOpener.Rebuild);

    private ShardReader? ShardOf(int subjectId)
    {
        var split = SplitOf(subjectId);
        return _contents.ShardOf is { } shards
            ? shards[Array.BinarySearch(_contents.Subjects, subjectId)] is var i and >= 0 ? Shards[i] : null
            : Shards.FirstOrDefault(s => s.Split == split && subjectId >= s.First && subjectId <= s.Last);
    }

    private string[] OccurringCodes()
    {
        var found = ScanParallel(EventColumns.Code, () => new HashSet<int>(), (codes, block) => codes.UnionWith(block.Codes.ToArray()));
        return [.. found.SelectMany(codes => codes).Distinct().Select(Names.Codes.Text).Order(StringComparer.Ordinal)];
    }

    private Table Summary()
    {
        var table = new Table("trajectories", string.Empty) { Caption = $"Trajectories {Version} of {Dataset}" };
        table.Add("source", Source);
        table.Add("patients", Invariant($"{_contents.Subjects.Length:#,0}"));
        foreach (var split in Splits.All)
        {
            table.Add($"  {split.Name()}", Invariant($"{_contents.Splits.Count(s => s == split):#,0}"));
        }

        table.Add("events", Invariant($"{EventCount:#,0}"));
        table.Add("codes", _contents.Codes is null ? "not counted" : Invariant($"{Codes.Count:#,0}"));
        table.Add("size", Invariant($"{_contents.Bytes / 1e6:#,0.0} MB in {Shards.Count:#,0} shards"));
        table.Add("seed of the splits", $"{Seed}");
        return table;
    }
}
