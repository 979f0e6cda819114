using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using CsvHelper.Configuration;
using Mimic.Access;

namespace Mimic.Features;

/// <summary>A feature table as CSV with a JSON file beside it that says what the columns are.</summary>
internal static class FeatureTableCsv
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    internal const string Sidecar = ".columns.json";
    private const string Remedy = "Write the table again with FeatureTable.WriteCsv.";

    private static readonly string[] Keys = ["subject_id", "prediction_time", "outcome"];
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>How this project writes CSV: commas, quotes where needed, line feeds.</summary>
    internal static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>A number with all its digits; empty where missing.</summary>
    public static string Number(double x) => double.IsNaN(x) ? string.Empty : x.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Opens a CSV file for reading; damaged quotes are an error that shows nothing of the line.</summary>
    public static CsvReader OpenReader(string path, string remedy)
    {
        var options = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = a => throw new MimicException($"{path}, line {a.Context.Parser!.RawRow}: the quotes do not fit.", remedy),
        };
        return new(new StreamReader(path), options);
    }

    public static void Write(FeatureTable table, string path)
    {
        var columns = table.Columns.Select(c => new StoredColumn(c.Name, c.Modality, c.Kind, c.Origin));
        var about = new Stored(table.Source, table.Warnings, [.. columns]);
        WholeFile.Write(path, temporary =>
        {
            using (var writer = new CsvWriter(new StreamWriter(temporary), Csv))
            {
                WriteRows(table, writer);
            }

            // The table appears last: who finds it finds its columns described.
            WholeFile.WriteText(Path.ChangeExtension(path, Sidecar), JsonSerializer.Serialize(about, Json));
        });
    }

    public static FeatureTable Read(string path)
    {
        var about = ReadSidecar(Path.ChangeExtension(path, Sidecar));
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no feature table {path}.", Remedy);
        }

        using var reader = OpenReader(path, Remedy);
        string[] expected = [.. Keys, .. about.Columns.Select(c => c.Name)];
        if (!reader.Read() || !reader.ReadHeader() || !reader.HeaderRecord!.SequenceEqual(expected))
        {
            throw new MimicException($"The header of {path} is not the one that {Path.ChangeExtension(path, Sidecar)} describes.", Remedy);
        }

        var samples = new List<Sample>();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            if (reader.Parser.Count != expected.Length)
            {
                throw new MimicException(
                    $"{path}, line {reader.Parser.RawRow}: {reader.Parser.Count} fields instead of {expected.Length}.", Remedy);
            }

            samples.Add(new(
                Parse(reader, path, 0, t => int.TryParse(t, CultureInfo.InvariantCulture, out var v) ? v : null as int?),
                Parse(reader, path, 1, Time),
                string.IsNullOrEmpty(reader[2]) ? null : Parse(reader, path, 2, t => t is "0" or "1" ? t == "1" : null as bool?)));
            rows.Add([.. about.Columns.Select((c, i) => Checked(reader, path, Keys.Length + i, c.Kind))]);
        }

        return new(about.Source, samples, [.. about.Columns.Select((c, i) => Column(c, rows, i))]) { Warnings = about.Warnings };
    }

    private static void WriteRows(FeatureTable table, CsvWriter writer)
    {
        foreach (var name in Keys.Concat(table.Columns.Select(c => c.Name)))
        {
            writer.WriteField(name);
        }

        writer.NextRecord();
        for (var i = 0; i < table.RowCount; i++)
        {
            var sample = table.Samples[i];
            writer.WriteField(sample.SubjectId);
            writer.WriteField(sample.PredictionTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            writer.WriteField(sample.Outcome switch { true => "1", false => "0", null => string.Empty });
            foreach (var column in table.Columns)
            {
                writer.WriteField(column.Kind == ColumnKind.Number ? Number(column.Numbers[i]) : column.Texts[i]);
            }

            writer.NextRecord();
        }
    }

    private static Stored ReadSidecar(string path)
    {
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no {path}, which says what the columns of the feature table are.", Remedy);
        }

        try
        {
            return JsonSerializer.Deserialize<Stored>(File.ReadAllText(path), Json) is { Columns: not null, Warnings: not null } stored
                && stored.Columns.All(c => c is { Name.Length: > 0, Origin: not null })
                ? stored
                : throw new MimicException($"{path} does not describe the columns of a feature table.", Remedy);
        }
        catch (JsonException e)
        {
            throw new MimicException($"{path} is damaged at line {e.LineNumber + 1}.", Remedy, e);
        }
    }

    private static FeatureColumn Column(StoredColumn column, List<string[]> rows, int i) => column.Kind == ColumnKind.Number
        ? new(column.Name, column.Modality, column.Origin, [.. rows.Select(r => r[i].Length == 0 ? double.NaN : Real(r[i])!.Value)])
        : new(column.Name, column.Modality, column.Origin, column.Kind, [.. rows.Select(r => r[i].Length == 0 ? null : r[i])]);

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : null;

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Checked(CsvReader reader, string path, int i, ColumnKind kind)
    {
        var text = reader[i] ?? string.Empty;
        if (kind == ColumnKind.Number && text.Length > 0)
        {
            Parse(reader, path, i, Real);
        }

        return text;
    }

    private static T Parse<T>(CsvReader reader, string path, int i, Func<string, T?> parse)
        where T : struct => parse(reader[i] ?? string.Empty)
            ?? throw new MimicException(
                $"{path}, line {reader.Parser.RawRow}, column {reader.HeaderRecord![i]}: not a {typeof(T).Name}.", Remedy);

    private sealed record Stored(SourceTag Source, IReadOnlyList<string> Warnings, IReadOnlyList<StoredColumn> Columns);

    private sealed record StoredColumn(string Name, Modality Modality, ColumnKind Kind, FeatureOrigin Origin);
}
