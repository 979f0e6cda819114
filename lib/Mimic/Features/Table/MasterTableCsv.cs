using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using Mimic.Access;

namespace Mimic.Features;

/// <summary>MEDomicsLab tables as CSV files.</summary>
internal static class MasterTableCsv
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";
    private const string Remedy = "Write the table again with MasterTable.WriteCsv, or correct the line.";

    private static readonly string[] Keys = ["PatientID", "Date", "Time_point"];
    private static readonly string[] DateFormats =
        [TimeFormat, "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new SourceTagConverter(), new JsonStringEnumConverter() } };

    public static void Write(MasterTable table, string path, bool isMaster) => WholeFile.Write(path, temporary =>
    {
        using (var csv = new CsvOutput(temporary))
        {
            var keys = isMaster ? Keys : Keys[..2];
            csv.Line([.. keys, .. table.Columns.Select(c => c.Name)]);
            if (isMaster)
            {
                csv.Line([table.IdsAreText ? "string" : "num", "datetime.date", "num", .. table.Columns.Select(_ => "num")]);
            }

            foreach (var row in table.Rows)
            {
                csv.Text(row.PatientId);
                csv.Time(row.Date);
                if (isMaster)
                {
                    csv.Whole(row.TimePoint);
                }

                foreach (var value in row.Values)
                {
                    csv.Number(value);
                }

                csv.EndLine();
            }
        }

        WriteCodebook(path, table.Source, table.Columns);
    });

    /// <summary>Writes what the columns are beside their table.</summary>
    public static void WriteCodebook(string path, SourceTag source, IReadOnlyList<MasterColumn> columns) => WholeFile.WriteText(
        Path.ChangeExtension(path, FeatureTableCsv.Sidecar),
        JsonSerializer.Serialize(new Codebook(source, [.. columns.Select(c => new Described(c.Name, c.Origin))]), Json));

    public static MasterTable Read(string path, bool isMaster)
    {
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no table {path}.", Remedy);
        }

        using var csv = FeatureTableCsv.OpenReader(path, Remedy);
        var keys = isMaster ? 3 : 2;
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord!.Length <= keys)
        {
            throw new MimicException($"{path}, line 1: a header with patient, date and at least one column is missing.", Remedy);
        }

        var names = csv.HeaderRecord!;
        for (var i = 0; i < names.Length; i++)
        {
            if (isMaster && i < keys ? names[i] != Keys[i] : i >= keys && (!MasterTable.IsName(names[i]) || names[..i].Contains(names[i])))
            {
                throw new MimicException(
                    $"{path}, line 1, column {i + 1}: {(i < keys ? $"{Keys[i]} was expected." : "not a class_attribute, or one that stands there twice.")}",
                    Remedy);
            }
        }

        if (isMaster)
        {
            CheckTypes(csv, path, names);
        }

        var rows = new List<MasterRow>();
        while (csv.Read())
        {
            CheckWidth(csv, path, names);
            rows.Add(new(
                csv[0] is { Length: > 0 } id ? id : throw Wrong(csv, path, 0, "a patient"),
                DateTime.TryParseExact(csv[1], DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    ? date : throw Wrong(csv, path, 1, "a date such as 2150-01-31 08:00:00"),
                isMaster && csv[2] is { Length: > 0 } point
                    ? int.TryParse(point, NumberStyles.Integer, CultureInfo.InvariantCulture, out var k) && k > 0
                        ? k : throw Wrong(csv, path, 2, "a whole number above 0")
                    : null,
                [.. Enumerable.Range(keys, names.Length - keys).Select(i => Number(csv, path, i))]));
        }

        var (source, columns) = ReadCodebook(path, names[keys..]);
        return new(source, columns, rows);
    }

    private static void CheckTypes(CsvReader csv, string path, string[] names)
    {
        if (!csv.Read())
        {
            throw new MimicException($"{path}, line 2: the types of the columns are missing.", Remedy);
        }

        CheckWidth(csv, path, names);
        for (var i = 0; i < names.Length; i++)
        {
            // MEDomicsLab itself writes str for text ids, and then refuses it.
            string[] allowed = i == 0 ? ["num", "string", "str"] : i == 1 ? ["datetime.date"] : ["num"];
            if (!allowed.Contains(csv[i]))
            {
                throw Wrong(csv, path, i, $"the type {string.Join(" or ", allowed)}");
            }
        }
    }

    private static void CheckWidth(CsvReader csv, string path, string[] names)
    {
        if (csv.Parser.Count != names.Length)
        {
            throw new MimicException($"{path}, line {csv.Parser.RawRow}: {csv.Parser.Count} fields instead of {names.Length}.", Remedy);
        }
    }

    private static double Number(CsvReader csv, string path, int i) => csv[i] is not { Length: > 0 } text ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && !double.IsInfinity(x) ? x
        : throw Wrong(csv, path, i, "a number or empty");

    private static MimicException Wrong(CsvReader csv, string path, int column, string expected) =>
        new($"{path}, line {csv.Parser.RawRow}, column {csv.HeaderRecord![column]}: not {expected}.", Remedy);

    private static (SourceTag Source, IReadOnlyList<MasterColumn> Columns) ReadCodebook(string path, string[] names)
    {
        var beside = Path.ChangeExtension(path, FeatureTableCsv.Sidecar);
        var unknown = new FeatureOrigin { Table = Path.GetFileName(path), Statistic = "as in that file, which has no codebook" };
        if (!File.Exists(beside))
        {
            // Of data of unknown origin the strictest is to be assumed.
            return (SourceTag.Credentialed, [.. names.Select(n => new MasterColumn(n, unknown))]);
        }

        try
        {
            var book = JsonSerializer.Deserialize<Codebook>(File.ReadAllText(beside), Json);
            return book is { Columns: not null } && book.Columns.Select(c => c.Name).SequenceEqual(names) && book.Columns.All(c => c.Origin is not null)
                ? (book.Source, [.. book.Columns.Select(c => new MasterColumn(c.Name, c.Origin))])
                : throw new MimicException($"{beside} does not describe the columns of {path}.", Remedy);
        }
        catch (JsonException e)
        {
            throw new MimicException($"{beside} is damaged at line {e.LineNumber + 1}.", Remedy, e);
        }
    }

    private sealed record Codebook(SourceTag Source, IReadOnlyList<Described> Columns);

    private sealed record Described(string Name, FeatureOrigin Origin);
}
