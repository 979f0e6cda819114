using System.Globalization;
using CsvHelper;

namespace Mimic.Features;

/// <summary>The statistics of series that lie in a CSV file, one measurement a line.</summary>
public static class SeriesFile
{
    private const string Remedy =
        "Give a CSV file with the columns series_id, charttime (yyyy-MM-dd HH:mm:ss) and value (a number or empty).";

    private static readonly string[] Wanted = ["series_id", "charttime", "value"];
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>
    /// Reads lines of series_id, charttime and value, in any order and with any further columns, and writes a line of statistics per
    /// series in the order of first appearance. Each series is put in time order; equal times stay in the order of the file. An empty value
    /// is missing; an undefined statistic is empty. Numbers have all their digits.
    /// </summary>
    /// <param name="input">The CSV file to read.</param>
    /// <param name="output">The CSV file to write; it appears whole or not at all.</param>
    /// <param name="variant">Which statistics.</param>
    /// <returns>The number of series.</returns>
    /// <exception cref="MimicException">The file is missing, or a line is not as described; file, line and column are named.</exception>
    public static int Summarise(string input, string output, SeriesVariant variant)
    {
        var series = Read(input);
        WholeFile.Write(output, temporary =>
        {
            using var writer = new CsvWriter(new StreamWriter(temporary), FeatureTableCsv.Csv);
            Write(writer, series, variant);
        });
        return series.Count;
    }

    private static List<Series> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no file {path}.", Remedy);
        }

        var found = new Dictionary<string, Series>(StringComparer.Ordinal);
        var order = new List<Series>();
        using var csv = FeatureTableCsv.OpenReader(path, Remedy);
        var columns = Header(csv, path);
        while (csv.Read())
        {
            if (csv.Parser.Count != csv.HeaderRecord!.Length)
            {
                throw Error(path, csv.Parser.RawRow, $"{csv.Parser.Count} fields instead of {csv.HeaderRecord.Length}");
            }

            var id = csv[columns[0]]!;
            if (!found.TryGetValue(id, out var series))
            {
                found.Add(id, series = new(id, []));
                order.Add(series);
            }

            var time = DateTime.TryParseExact(csv[columns[1]], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var t)
                ? t
                : throw Error(path, csv.Parser.RawRow, "column charttime is not a time");
            var value = string.IsNullOrWhiteSpace(csv[columns[2]]) ? double.NaN
                : double.TryParse(csv[columns[2]], NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v
                : throw Error(path, csv.Parser.RawRow, "column value is not a number");
            series.Values.Add((time, value));
        }

        return order;
    }

    private static int[] Header(CsvReader csv, string path)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new MimicException($"{path} is empty.", Remedy);
        }

        return Array.ConvertAll(Wanted, name =>
            Array.FindIndex(csv.HeaderRecord!, h => string.Equals(h.Trim(), name, StringComparison.OrdinalIgnoreCase)) is var i and >= 0
                ? i
                : throw new MimicException($"{path} has no column {name}.", Remedy));
    }

    private static void Write(CsvWriter writer, List<Series> all, SeriesVariant variant)
    {
        foreach (var name in SeriesStatistics.NamesOf(variant).Prepend(Wanted[0]))
        {
            writer.WriteField(name);
        }

        foreach (var series in all)
        {
            writer.NextRecord();
            writer.WriteField(series.Id);
            foreach (var x in SeriesStatistics.Compute([.. series.Values.OrderBy(v => v.Time).Select(v => v.Value)], variant))
            {
                writer.WriteField(FeatureTableCsv.Number(x));
            }
        }

        writer.NextRecord();
    }

    private static MimicException Error(string path, int line, string problem) => new($"{path}, line {line}: {problem}.", Remedy);

    private sealed record Series(string Id, List<(DateTime Time, double Value)> Values);
}
