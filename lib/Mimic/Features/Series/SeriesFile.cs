using Mimic.Access;

namespace Mimic.Features;

/// <summary>The statistics of series that lie in a CSV file, one measurement a line.</summary>
public static class SeriesFile
{
    private const string Id = "series_id";

    /// <summary>
    /// Reads lines of series_id, charttime and value, in any order and with any further columns, and writes a line of statistics per
    /// series in the order of first appearance. Each series is put in time order; equal times stay in the order of the file. An empty value
    /// is missing; an undefined statistic is empty. Numbers have all their digits. Beside the output stands a codebook
    /// <c>NAME.columns.json</c> that says what the columns are.
    /// </summary>
    /// <param name="input">The CSV file to read; packed if its name ends in .gz.</param>
    /// <param name="output">The CSV file to write; both files appear whole or not at all.</param>
    /// <param name="variant">Which statistics.</param>
    /// <returns>The number of series.</returns>
    /// <exception cref="MimicException">The file is missing, or a line is not as described; file, line and column are named.</exception>
    public static int Summarise(string input, string output, SeriesVariant variant)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var all = SeriesOfFile.ReadAll(input);
        WholeFile.Write(output, temporary =>
        {
            Write(all, temporary, variant);
            WriteCodebook(output, Path.GetFileName(input), variant);
        });
        return all.Count;
    }

    private static void Write(List<SeriesOfFile> all, string path, SeriesVariant variant)
    {
        using var csv = new CsvOutput(path);
        var names = SeriesStatistics.NamesOf(variant);
        csv.Line(names.Prepend(Id));
        var result = new double[names.Count];
        foreach (var series in all)
        {
            SeriesStatistics.Compute(series.InTimeOrder(), variant, result);
            csv.Text(series.Id);
            csv.Numbers(result);
            csv.EndLine();
        }
    }

    // Where the measurements come from is not known, so the strictest is to be assumed.
    private static void WriteCodebook(string output, string table, SeriesVariant variant) => MasterTableCsv.WriteCodebook(
        output,
        SourceTag.Credentialed,
        [
            .. SeriesStatistics.NamesOf(variant).Zip(
                SeriesStatistics.MeaningsOf(variant),
                (name, meaning) => new MasterColumn(name, new() { Table = table, Statistic = $"value by charttime, {meaning}", Window = "the whole series" })),
        ]);
}
