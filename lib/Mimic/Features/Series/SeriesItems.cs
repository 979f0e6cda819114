using System.Globalization;
using CsvHelper;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Which measurements make which series: items, units and plausible values, in a table that can be seen and edited.</summary>
/// <remarks>
/// A measurement in a unit that its item does not list, and one outside of the limits, is left out and counted. One without a unit is
/// taken to be in the unit of its group. The limits are this project's own and wide: they are to keep out what no body can have, not
/// what is rare.
/// </remarks>
public sealed class SeriesItems
{
    private const string Resource = "Mimic.Features.series-items.csv";
    private const string Remedy = "Begin from SeriesItems.Standard.WriteCsv(path) and keep its columns.";

    private static readonly string[] Columns = ["kind", "group", "itemid", "unit", "factor", "lowest", "highest", "note"];

    private SeriesItems(string name, IEnumerable<SeriesGroup> groups) => (Name, Groups) = (name, [.. groups]);

    /// <summary>
    /// The items of HAIM, apart where a clinician would keep them apart (blood and urine, per cent and count), in one unit each, within
    /// limits: the embedded table <c>series-items.csv</c>.
    /// </summary>
    public static SeriesItems Standard { get; } = new("standard items", Parse(EmbeddedList.Rows(Resource, Columns), "series-items.csv"));

    /// <summary>The items of HAIM pooled by label as it published them, in whatever unit, without limits: 9, 22 and 10 groups.</summary>
    public static SeriesItems Published { get; } = new(
        "HAIM's items",
        [.. Pooled(EventCodes.Chart, HaimItems.Chart), .. Pooled(EventCodes.Lab, HaimItems.Lab), .. Pooled(EventCodes.Procedure, HaimItems.Procedure)]);

    /// <summary>What the table is called in messages.</summary>
    public string Name { get; }

    /// <summary>The groups in the order of the columns.</summary>
    public IReadOnlyList<SeriesGroup> Groups { get; }

    /// <summary>Reads a table of your own.</summary>
    /// <param name="path">
    /// A CSV file with the columns kind (CHART, LAB, PROCEDURE, OUTPUT, INPUT or another kind with items), group, itemid, unit (empty: the
    /// values have none), factor, lowest, highest (empty: no limit) and note; a line per item and unit. Groups keep the order of their first
    /// lines; the first line of a group says its unit and limits.
    /// </param>
    /// <exception cref="MimicException">The file is missing or a line is not as described.</exception>
    public static SeriesItems Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no file {path}.", Remedy);
        }

        using var csv = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        if (!csv.Read() || !Columns.SequenceEqual(csv.Record!))
        {
            throw new MimicException($"The header of {path} is not {string.Join(',', Columns)}.", Remedy);
        }

        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add(csv.Record!);
        }

        return new(Path.GetFileName(path), Parse(rows, path));
    }

    /// <summary>Items of your own without a table: each a group of its own, in whatever unit, without limits.</summary>
    /// <param name="kind">The kind of event, as <see cref="EventCodes.Output"/>.</param>
    /// <param name="groups">The items by name.</param>
    public static SeriesItems Of(string kind, params IReadOnlyList<ItemGroup> groups) => new("own items", Pooled(kind, groups));

    /// <summary>Writes the table to be looked at or edited.</summary>
    /// <param name="path">The CSV file.</param>
    public void WriteCsv(string path) => WholeFile.Write(path, temporary =>
    {
        using var writer = new CsvWriter(new StreamWriter(temporary), FeatureTableCsv.Csv);
        foreach (var row in Rows().Prepend(Columns))
        {
            Array.ForEach(row, writer.WriteField);
            writer.NextRecord();
        }
    });

    /// <summary>The name, and how much it holds.</summary>
    public override string ToString() => $"{Name}: {Groups.Count} groups, {Groups.Sum(g => g.Items.Count)} items with units";

    private IEnumerable<string[]> Rows() =>
        from g in Groups
        from i in g.Items
        select (string[])[g.Kind, g.Label, Text(i.ItemId), i.Unit ?? string.Empty, Text(i.Factor), Text(g.Lowest), Text(g.Highest), string.Empty];

    private static string Text(double x) => double.IsFinite(x) ? x.ToString("R", CultureInfo.InvariantCulture) : string.Empty;

    private static IEnumerable<SeriesGroup> Pooled(string kind, IReadOnlyList<ItemGroup> groups) => groups.Select(g => new SeriesGroup(
        kind, g.Label, [.. g.ItemIds.Select(i => new SeriesItem(i, null, 1))], double.NegativeInfinity, double.PositiveInfinity));

    private static List<SeriesGroup> Parse(List<string[]> rows, string path)
    {
        var lines = rows.Select((r, i) => (Fields: r, Line: i + 2)).ToList();
        if (lines.Find(l => l.Fields.Length != Columns.Length) is { Line: > 0 } wrong)
        {
            throw new MimicException($"{path}, line {wrong.Line}: {wrong.Fields.Length} fields instead of {Columns.Length}.", Remedy);
        }

        var groups = lines.GroupBy(l => (l.Fields[0], l.Fields[1])).Select(g =>
        {
            var (first, line) = g.First();
            return new SeriesGroup(
                g.Key.Item1,
                g.Key.Item2,
                [.. g.Select(l => new SeriesItem((int)Number(l.Fields[2], path, l.Line, 2), l.Fields[3], Number(l.Fields[4], path, l.Line, 4)))],
                first[5].Length == 0 ? double.NegativeInfinity : Number(first[5], path, line, 5),
                first[6].Length == 0 ? double.PositiveInfinity : Number(first[6], path, line, 6));
        }).ToList();
        var twice = groups.SelectMany(g => g.Items.Select(i => (g.Kind, i.ItemId, i.Unit))).GroupBy(i => i).FirstOrDefault(i => i.Count() > 1);
        return twice is null ? groups
            : throw new MimicException($"{path}: item {twice.Key.ItemId} stands there twice with the unit \"{twice.Key.Unit}\".", "Remove one of the lines.");
    }

    private static double Number(string text, string path, int line, int column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)
            ? x
            : throw new MimicException($"{path}, line {line}: column {Columns[column]} is not a number.", Remedy);
}
