using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Access;

namespace Mimic.Tests.Access.Sharing;

/// <summary>A made-up row in the numbers of MIMIC; no number of it stands in the source of the tests.</summary>
internal sealed record PlantedRow(int Subject, int Admission, int Stay, int Study, DateTime Time, double Value, string Image)
{
    public string Date => Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Folder => $"p{Subject / 1_000_000}/p{Subject}/s{Study}";
}

/// <summary>Rows as a seed gives them, and the containers in which people leave them behind.</summary>
internal sealed class PlantedRows
{
    public PlantedRows(int seed, int count)
    {
        var random = new Random(seed);
        All = [.. Enumerable.Range(0, count).Select(_ => new PlantedRow(
            Id(random, 10), Id(random, 20), Id(random, 30), Id(random, 50),
            new DateTime(2110, 1, 1).AddMinutes(random.Next(90 * 365 * 1440)),
            Math.Round(random.NextDouble() * 100, 1),
            string.Join('-', Enumerable.Range(0, 5).Select(_ => random.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture)))))];
    }

    public IReadOnlyList<PlantedRow> All { get; }

    /// <summary>A line for each row.</summary>
    public string Lines(Func<PlantedRow, string> line, string before = "", string separator = "\n") => before + string.Join(separator, All.Select(line)) + "\n";

    /// <summary>A notebook whose cell printed a text.</summary>
    public static string Printed(string text, string source = "show(first)") =>
        Notebook(source, new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Text(text) });

    /// <summary>A notebook whose cell shows something in one form.</summary>
    public static string Shown(string mime, string text, string source = "show(first)") => Notebook(
        source, new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [mime] = Text(text) } });

    /// <summary>A notebook whose cell shows JSON in a form of its own.</summary>
    public static string ShownJson(string mime, string json) => Notebook(
        "figure", new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [mime] = JsonNode.Parse(json) } });

    /// <summary>A notebook of one cell.</summary>
    public static string Notebook(string source, params JsonObject[] outputs) => Cells(new JsonObject
    {
        ["cell_type"] = "code",
        ["id"] = "a",
        ["execution_count"] = 1,
        ["metadata"] = new JsonObject(),
        ["source"] = Text(source),
        ["outputs"] = new JsonArray([.. outputs]),
    });

    /// <summary>A notebook of one text cell.</summary>
    public static string Markdown(string text) =>
        Cells(new JsonObject { ["cell_type"] = "markdown", ["id"] = "a", ["metadata"] = new JsonObject(), ["source"] = Text(text) });

    /// <summary>A notebook of cells.</summary>
    public static string Cells(params JsonObject[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "python3" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>A number with every digit written as a reference or an escape.</summary>
    public static string Each(int number, string form) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => string.Format(CultureInfo.InvariantCulture, form, (int)c)));

    /// <summary>A number in groups of three digits.</summary>
    public static string Grouped(int number, string mark) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", mark, StringComparison.Ordinal);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonArray Text(string text) => [.. text.Split('\n').Select((line, i) => (JsonNode)(i < text.Count(c => c == '\n') ? line + "\n" : line))];

    private static int Id(Random random, int millions)
    {
        // A number of the open demo may be shared and would rightly raise no alarm.
        var id = (millions * 1_000_000) + random.Next(1_000, 9_990_000);
        return OpenDemoIds.Contains(id) ? Id(random, millions) : id;
    }
}
