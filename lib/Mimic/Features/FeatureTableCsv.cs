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
    private const string Sidecar = ".columns.json";
    private const string Remedy = "Write the table again with FeatureTable.WriteCsv.";

    private static readonly string[] Keys = ["subject_id", "prediction_time", "outcome"];
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { NewLine = "\n", BadDataFound = null, MissingFieldFound = null };
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>A number with all its digits; empty where missing.</summary>
    public static string Number(double x) => double.IsNaN(x) ? string.Empty : x.ToString("R", CultureInfo.InvariantCulture);

    public static void Write(FeatureTable table, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var about = new Stored(table.Source, table.Warnings, [.. table.Columns.Select(c => new StoredColumn(c.Name, c.Modality, c.Kind, c.Origin))]);
        var suffix = $".{Environment.ProcessId}.tmp";
        var (csv, json) = (path + suffix, Path.ChangeExtension(path, Sidecar) + suffix);
        try
        {
            File.WriteAllText(json, JsonSerializer.Serialize(about, Json));
            using (var writer = new CsvWriter(new StreamWriter(csv), Csv))
            {
                WriteRows(table, writer);
            }

            File.Move(json, json[..^suffix.Length], overwrite: true);
            File.Move(csv, path, overwrite: true);
        }
        finally
        {
            File.Delete(csv);
            File.Delete(json);
        }
    }

    public static FeatureTable Read(string path)
    {
        var about = ReadSidecar(Path.ChangeExtension(path, Sidecar));
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no feature table {path}.", Remedy);
        }

        using var reader = new CsvReader(new StreamReader(path), Csv);
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
                throw new MimicException($"{path}, line {reader.Parser.RawRow}: {reader.Parser.Count} fields instead of {expected.Length}.", Remedy);
            }

            samples.Add(new(
                Parse(reader, path, 0, t => int.TryParse(t, out var v) ? v : null as int?),
                Parse(reader, path, 1, t => DateTime.TryParseExact(t, TimeFormat, null, DateTimeStyles.None, out var v) ? v : null as DateTime?),
                string.IsNullOrEmpty(reader[2]) ? null : Parse(reader, path, 2, t => t is "0" or "1" ? t == "1" : null as bool?)));
            rows.Add([.. Enumerable.Range(Keys.Length, about.Columns.Count).Select(i => Checked(reader, path, i, about.Columns[i - Keys.Length].Kind))]);
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
                ? stored
                : throw new MimicException($"{path} does not describe the columns of a feature table.", Remedy);
        }
        catch (JsonException e)
        {
            throw new MimicException($"{path} is damaged at line {e.LineNumber + 1}.", Remedy, e);
        }
    }

    private static FeatureColumn Column(StoredColumn column, List<string[]> rows, int i) => column.Kind == ColumnKind.Number
        ? new(column.Name, column.Modality, column.Origin, [.. rows.Select(r => r[i].Length == 0 ? double.NaN : double.Parse(r[i], CultureInfo.InvariantCulture))])
        : new(column.Name, column.Modality, column.Origin, column.Kind, [.. rows.Select(r => r[i].Length == 0 ? null : r[i])]);

    private static string Checked(CsvReader reader, string path, int i, ColumnKind kind)
    {
        var text = reader[i] ?? string.Empty;
        if (kind == ColumnKind.Number && text.Length > 0)
        {
            Parse(reader, path, i, t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null as double?);
        }

        return text;
    }

    private static T Parse<T>(CsvReader reader, string path, int i, Func<string, T?> parse)
        where T : struct => parse(reader[i] ?? string.Empty)
            ?? throw new MimicException($"{path}, line {reader.Parser.RawRow}, column {reader.HeaderRecord![i]}: not a {typeof(T).Name}.", Remedy);

    private sealed record Stored(SourceTag Source, IReadOnlyList<string> Warnings, IReadOnlyList<StoredColumn> Columns);

    private sealed record StoredColumn(string Name, Modality Modality, ColumnKind Kind, string Origin);
}
