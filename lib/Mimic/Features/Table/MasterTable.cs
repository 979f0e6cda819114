using System.Text.RegularExpressions;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>
/// The tables that MEDomicsLab exchanges: lines of one patient and date with numbers in columns named <c>class_attribute</c>. One extraction
/// gives a submaster table; their outer join is the master table, from which the static time points T1, T2, ... are cut.
/// </summary>
[TypeFormatterSource]
public sealed partial class MasterTable
{
    /// <summary>A table of finished rows.</summary>
    /// <param name="source">Where the data come from.</param>
    /// <param name="columns">Names unique.</param>
    /// <param name="rows">Each with a value per column; they are put in the order of patient and date.</param>
    /// <exception cref="MimicException">A name is not <c>class_attribute</c> or comes twice, or a row has another number of values.</exception>
    public MasterTable(SourceTag source, IReadOnlyList<MasterColumn> columns, IEnumerable<MasterRow> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        (Source, Columns) = (source, columns);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in columns.Select(c => c.Name))
        {
            if (!IsName(name) || !names.Add(name))
            {
                throw new MimicException(
                    $"{name} {(IsName(name) ? "names two columns" : "is no name of a column")} of a MEDomicsLab table.",
                    "A name is class_attribute, in letters, digits and underscores, and stands for one column only.");
            }
        }

        var all = rows.ToArray();
        if (Array.FindIndex(all, r => r.Values.Count != columns.Count) is var wrong and >= 0)
        {
            throw new MimicException($"Row {wrong + 1} has {all[wrong].Values.Count} values for {columns.Count} columns.", "Give one per column.");
        }

        IdsAreText = all.Any(r => !long.TryParse(r.PatientId, out _));
        Rows = [.. (IdsAreText
            ? all.OrderBy(r => r.PatientId, StringComparer.Ordinal)
            : all.OrderBy(r => long.Parse(r.PatientId, System.Globalization.CultureInfo.InvariantCulture))).ThenBy(r => r.Date)];
    }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The columns after patient, date and time point.</summary>
    public IReadOnlyList<MasterColumn> Columns { get; }

    /// <summary>The lines, by patient and date.</summary>
    public IReadOnlyList<MasterRow> Rows { get; }

    /// <summary>Whether an id is not a whole number: then all are texts, by which they are sorted too.</summary>
    public bool IdsAreText { get; }

    /// <summary>The classes in order of appearance.</summary>
    public IReadOnlyList<string> Classes => [.. Columns.Select(c => c.Class).Distinct(StringComparer.Ordinal)];

    /// <summary>The time points in use, ascending.</summary>
    public IReadOnlyList<int> TimePoints => [.. Rows.Select(r => r.TimePoint).OfType<int>().Distinct().Order()];

    /// <summary>The submaster table of features: the prediction time is the date.</summary>
    /// <param name="table">Numbers only; a character that a name must not have becomes an underscore.</param>
    /// <exception cref="MimicException">A column does not hold numbers, or its name has no class.</exception>
    public static MasterTable From(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Columns.FirstOrDefault(c => c.Kind != ColumnKind.Number) is { } text)
        {
            throw new MimicException(
                $"Column {text.Name} holds {text.Kind} values; a MEDomicsLab table takes numbers only.",
                "Fit a FeaturePipeline and write what it makes.");
        }

        return new(table.Source, [.. table.Columns.Select(c => new MasterColumn(Unfit().Replace(c.Name, "_"), c.Origin))],
            table.Samples.Select((s, i) => new MasterRow(
                Invariant($"{s.SubjectId}"), s.PredictionTime, null, [.. table.Columns.Select(c => c.Numbers[i])])));
    }

    /// <summary>The outer join of submaster tables on patient and date.</summary>
    /// <param name="tables">At least one; their column names differ.</param>
    /// <param name="sameRows">What becomes of rows of one table with the same patient and date.</param>
    /// <exception cref="MimicException">Two tables share a column, or such rows are refused.</exception>
    public static MasterTable Join(IReadOnlyList<MasterTable> tables, SameRows sameRows = SameRows.Refuse)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count);
        var width = tables.Sum(t => t.Columns.Count);
        var joined = new Dictionary<(string, DateTime), List<double[]>>();
        var first = 0;
        for (var t = 0; t < tables.Count; t++)
        {
            foreach (var group in tables[t].Rows.GroupBy(r => (r.PatientId, r.Date)))
            {
                var parts = Parts([.. group], sameRows, t + 1);
                var sofar = joined.TryGetValue(group.Key, out var found) ? found : [Missing(width)];
                joined[group.Key] = [.. sofar.SelectMany(_ => parts, (whole, part) => Combined(whole, part, first))];
            }

            first += tables[t].Columns.Count;
        }

        return new(SourceTags.Strictest(tables.Select(t => t.Source)), [.. tables.SelectMany(t => t.Columns)],
            joined.SelectMany(j => j.Value, (j, values) => new MasterRow(j.Key.Item1, j.Key.Item2, null, values)));
    }

    /// <summary>The table with a time point for each row, by a rule of your own.</summary>
    /// <param name="rule">The time point of a row, from 1; null for none.</param>
    public MasterTable WithTimePoints(Func<MasterRow, int?> rule) => new(Source, Columns, Rows.Select(r => r with { TimePoint = rule(r) }));

    /// <summary>
    /// The table with time points that divide each patient's time, from the first row to the last, into equal parts: [start, end) each, the
    /// last row in the last part. A patient whose rows have one date is at time point 1.
    /// </summary>
    /// <param name="count">How many; MEDomicsLab's testing phase has four.</param>
    /// <remarks>
    /// How the time points of the testing phase were cut is not published; this is our definition. Where a patient's record ends with
    /// death, the last parts tell of it: predict from the first ones.
    /// </remarks>
    public MasterTable WithEqualTimePoints(int count = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var spans = Rows.GroupBy(r => r.PatientId).ToDictionary(g => g.Key, g => (Start: g.Min(r => r.Date), End: g.Max(r => r.Date)));
        return WithTimePoints(row =>
        {
            var (start, end) = spans[row.PatientId];
            return start == end ? 1 : Math.Min(count, 1 + (int)((Int128)(row.Date - start).Ticks * count / (end - start).Ticks));
        });
    }

    /// <summary>Writes the master table, with a codebook <c>NAME.columns.json</c> beside it.</summary>
    /// <param name="path">The CSV file to write; both files appear whole or not at all.</param>
    /// <remarks>
    /// PatientID, Date, Time_point and the columns; the second line gives their types. Text ids have the type <c>string</c>, which
    /// MEDomicsLab's check asks for, although the app itself writes <c>str</c>.
    /// </remarks>
    public void WriteCsv(string path) => MasterTableCsv.Write(this, path, isMaster: true);

    /// <summary>Writes a submaster table (PatientID, Date, columns, no line of types), with a codebook <c>NAME.columns.json</c> beside it.</summary>
    /// <param name="path">The CSV file to write; both files appear whole or not at all.</param>
    public void WriteSubmaster(string path) => MasterTableCsv.Write(this, path, isMaster: false);

    /// <summary>Reads a master table, as <see cref="WriteCsv"/> or MEDomicsLab writes it.</summary>
    /// <param name="path">The CSV file; without a codebook beside it the data count as credentialed.</param>
    /// <exception cref="MimicException">The file is missing, or a field does not fit; file, line and column are named.</exception>
    public static MasterTable ReadCsv(string path) => MasterTableCsv.Read(path, isMaster: true);

    /// <summary>Reads a submaster table: whatever their names, the first column is the patient and the second the date.</summary>
    /// <param name="path">The CSV file; without a codebook beside it the data count as credentialed.</param>
    /// <exception cref="MimicException">The file is missing, or a field does not fit; file, line and column are named.</exception>
    public static MasterTable ReadSubmaster(string path) => MasterTableCsv.Read(path, isMaster: false);

    /// <summary>The rows of a time point, as MEDomicsLab exports them.</summary>
    /// <param name="timePoint">From 1.</param>
    /// <param name="merge">How several values of a patient become one; null for a line per patient, date and class.</param>
    public TimePointTable TimePoint(int timePoint, MergeRule? merge = null) => TimePointTable.Of(this, timePoint, merge);

    /// <summary>Writes T1.csv, T2.csv and so on, one per time point in use.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="merge">How several values of a patient become one; null for a line per patient, date and class.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> WriteTimePoints(string folder, MergeRule? merge = MergeRule.Mean) =>
    [
        .. TimePoints.Select(k =>
        {
            var path = Path.Combine(folder, Invariant($"T{k}.csv"));
            TimePoint(k, merge).WriteCsv(path);
            return path;
        }),
    ];

    /// <summary>What the table holds, class by class; no row.</summary>
    public Table Overview()
    {
        var table = new Table("class", "attributes", "rows with a value", "patients with a value")
        {
            Caption = Invariant($"MEDomicsLab table: {Rows.Count:#,0} rows, {Columns.Count:#,0} columns ({Source})"),
        };
        foreach (var name in Classes)
        {
            int[] own = [.. Enumerable.Range(0, Columns.Count).Where(c => Columns[c].Class == name)];
            var rows = Rows.Where(r => own.Any(c => !double.IsNaN(r.Values[c]))).ToArray();
            table.Add(name, own.Length, rows.Length, rows.Select(r => r.PatientId).Distinct().Count());
        }

        return table;
    }

    /// <summary><see cref="Overview"/> as HTML.</summary>
    public string ToHtml() => Overview().ToHtml();

    /// <summary><see cref="Overview"/> as text.</summary>
    public override string ToString() => Overview().ToString();

    /// <summary>Whether a text is <c>class_attribute</c>.</summary>
    internal static bool IsName(string name) => Name().IsMatch(name);

    private static List<double[]> Parts(MasterRow[] rows, SameRows sameRows, int table)
    {
        if (rows.Length == 1 || sameRows == SameRows.MultiplyAsPublished)
        {
            return [.. rows.Select(r => r.Values.ToArray())];
        }

        return sameRows == SameRows.Mean
            ? [[.. Enumerable.Range(0, rows[0].Values.Count).Select(c => TimePointTable.Merged([.. rows.Select(r => r.Values[c])], MergeRule.Mean))]]
            : throw new MimicException(
                $"Table {table} of the join has {rows.Length} rows of one patient and date, which would multiply in the master table.",
                "Merge them first, or join with SameRows.Mean.");
    }

    private static double[] Combined(double[] whole, double[] part, int first)
    {
        var result = (double[])whole.Clone();
        part.CopyTo(result, first);
        return result;
    }

    private static double[] Missing(int width)
    {
        var values = new double[width];
        Array.Fill(values, double.NaN);
        return values;
    }

    [GeneratedRegex("^[A-Za-z0-9]+_[A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.CultureInvariant)]
    private static partial Regex Unfit();
}
