using System.Globalization;

namespace Mimic.Features;

/// <summary>One static time point as MEDomicsLab exports it (T1.csv, T2.csv, ...); columns are named <c>class_|_attribute</c>.</summary>
public sealed class TimePointTable
{
    private readonly MasterTable _master;

    private TimePointTable(MasterTable master, IReadOnlyList<string> headers, IReadOnlyList<TimePointRow> rows) =>
        (_master, Headers, Rows) = (master, headers, rows);

    /// <summary>Date, ID, Class and the attributes; only ID and the attributes where values were merged by patient.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>A row per patient, date and class, or per patient.</summary>
    public IReadOnlyList<TimePointRow> Rows { get; }

    /// <summary>Writes the table; missing values are empty, dates are days. Beside it stands a codebook <c>NAME.columns.json</c>.</summary>
    /// <param name="path">The CSV file to write; both files appear whole or not at all.</param>
    public void WriteCsv(string path) => WholeFile.Write(path, temporary =>
    {
        using (var csv = new CsvOutput(temporary))
        {
            csv.Line(Headers);
            foreach (var row in Rows)
            {
                if (row.Date is { } date)
                {
                    csv.Text(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }

                csv.Text(row.PatientId);
                if (row.Class is not null)
                {
                    csv.Text(row.Class);
                }

                foreach (var value in row.Values)
                {
                    csv.Number(value);
                }

                csv.EndLine();
            }
        }

        MasterTableCsv.WriteCodebook(path, _master.Source, [.. _master.Columns.Select(c => c with { Name = Exported(c) })]);
    });

    internal static TimePointTable Of(MasterTable master, int timePoint, MergeRule? merge)
    {
        var rows = master.Rows.Where(r => r.TimePoint == timePoint).ToArray();
        string[] attributes = [.. master.Columns.Select(Exported)];
        if (merge is { } rule)
        {
            return new(master, ["ID", .. attributes],
            [
                .. rows.GroupBy(r => r.PatientId).Select(g => new TimePointRow(null, g.Key, null,
                    [.. attributes.Select((_, c) => Merged([.. g.Select(r => r.Values[c])], rule))])),
            ]);
        }

        return new(master, ["Date", "ID", "Class", .. attributes],
        [
            .. from row in rows
               from name in master.Classes
               let values = row.Values.Select((v, c) => master.Columns[c].Class == name ? v : double.NaN).ToArray()
               where !values.All(double.IsNaN)
               select new TimePointRow(row.Date.Date, row.PatientId, name, values),
        ]);
    }

    /// <summary>One value of several in order of their dates; NaN if all are missing.</summary>
    internal static double Merged(IReadOnlyList<double> values, MergeRule rule)
    {
        var known = values.Where(v => !double.IsNaN(v)).ToArray();
        if (known.Length == 0)
        {
            return double.NaN;
        }

        var sorted = known.Order().ToArray();
        return rule switch
        {
            MergeRule.Mean => known.Sum() / known.Length,
            MergeRule.Median => (sorted[(known.Length - 1) / 2] + sorted[known.Length / 2]) / 2,
            MergeRule.Min => sorted[0],
            MergeRule.Max => sorted[^1],
            MergeRule.Sum => known.Sum(),
            MergeRule.First or MergeRule.ModeAsPublished => known[0],
            MergeRule.Last => known[^1],
            MergeRule.Mode => sorted.CountBy(v => v).MaxBy(c => c.Value).Key,
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    private static string Exported(MasterColumn column) => $"{column.Class}_|_{column.Attribute}";
}

/// <summary>A line of a time point.</summary>
/// <param name="Date">The day; null where values were merged by patient.</param>
/// <param name="PatientId">The patient.</param>
/// <param name="Class">The class whose values the line holds; null where values were merged by patient.</param>
/// <param name="Values">One per attribute; NaN where missing.</param>
public sealed record TimePointRow(DateTime? Date, string PatientId, string? Class, IReadOnlyList<double> Values);
