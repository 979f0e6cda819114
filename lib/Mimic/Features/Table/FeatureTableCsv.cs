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
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new SourceTagConverter(), new JsonStringEnumConverter() } };

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

    public static void Write(FeatureTable table, string path) => WholeFile.Write(path, temporary =>
    {
        WriteRows(temporary, table.Columns.Select(c => c.Name), table.Samples.Select((sample, i) => (sample, i)), (csv, i) =>
        {
            foreach (var column in table.Columns)
            {
                if (column.Kind == ColumnKind.Number)
                {
                    csv.Number(column.Numbers[i]);
                }
                else
                {
                    csv.Text(column.Texts[i]);
                }
            }
        });
        WriteSidecar(path, table.Source, table.Warnings, table.Columns.Select(c => new FeatureDefinition(c.Name, c.Modality, c.Origin, c.Kind)));
    });

    /// <summary>Writes the lines of a table to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">Samples with their values; each is done with before the next is asked for.</param>
    /// <param name="write">Writes the values in the order of the columns.</param>
    public static void WriteRows<T>(string path, IEnumerable<string> columns, IEnumerable<(Sample Sample, T Values)> rows, Action<CsvOutput, T> write)
    {
        using var csv = new CsvOutput(path);
        csv.Line(Keys.Concat(columns));
        foreach (var (sample, values) in rows)
        {
            csv.Whole(sample.SubjectId);
            csv.Text(sample.PredictionTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            csv.Whole(sample.Outcome is { } outcome ? (outcome ? 1 : 0) : null);
            write(csv, values);
            csv.EndLine();
        }
    }

    /// <summary>Writes what the columns are. To be done before the table appears: who finds it finds its columns described.</summary>
    /// <param name="path">The CSV file of the table.</param>
    /// <param name="source">Where the data come from.</param>
    /// <param name="warnings">What a reader should know.</param>
    /// <param name="columns">The columns.</param>
    public static void WriteSidecar(string path, SourceTag source, IReadOnlyList<string> warnings, IEnumerable<FeatureDefinition> columns)
    {
        var about = new Stored(source, warnings, [.. columns.Select(c => new StoredColumn(c.Name, c.Modality, c.Kind, c.Origin))]);
        WholeFile.WriteText(Path.ChangeExtension(path, Sidecar), JsonSerializer.Serialize(about, Json));
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
        var numbers = about.Columns.Select(c => c.Kind == ColumnKind.Number ? new List<double>() : null).ToArray();
        var texts = about.Columns.Select(c => c.Kind == ColumnKind.Number ? null : new List<string?>()).ToArray();
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
            for (var i = 0; i < about.Columns.Count; i++)
            {
                var missing = string.IsNullOrEmpty(reader[Keys.Length + i]);
                texts[i]?.Add(missing ? null : reader[Keys.Length + i]);
                numbers[i]?.Add(missing ? double.NaN : Parse(reader, path, Keys.Length + i, Real));
            }
        }

        return new(about.Source, samples, [.. about.Columns.Select((c, i) => numbers[i] is { } own
            ? new FeatureColumn(c.Name, c.Modality, c.Origin, [.. own])
            : new(c.Name, c.Modality, c.Origin, c.Kind, [.. texts[i]!]))])
        { Warnings = about.Warnings };
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

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : null;

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static T Parse<T>(CsvReader reader, string path, int i, Func<string, T?> parse)
        where T : struct => parse(reader[i] ?? string.Empty)
            ?? throw new MimicException(
                $"{path}, line {reader.Parser.RawRow}, column {reader.HeaderRecord![i]}: not a {typeof(T).Name}.", Remedy);

    private sealed record Stored(SourceTag Source, IReadOnlyList<string> Warnings, IReadOnlyList<StoredColumn> Columns);

    private sealed record StoredColumn(string Name, Modality Modality, ColumnKind Kind, FeatureOrigin Origin);
}
