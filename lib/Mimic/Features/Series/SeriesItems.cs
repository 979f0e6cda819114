using System.Globalization;
using System.Text;
using Mimic.Access;
using Mimic.Tables;
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
    public static SeriesItems Standard { get; } = new("standard items", Parse(
        EmbeddedList.Rows(Resource, Columns).Select((fields, row) => (fields, row + 2L)), "series-items.csv"));

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
        using var csv = new CsvInput(path, Remedy);
        if (!Columns.SequenceEqual(csv.Header))
        {
            throw new MimicException($"The header of {path} is not {string.Join(',', Columns)}.", Remedy);
        }

        var rows = new List<(string[], long)>();
        while (csv.Read())
        {
            rows.Add(([.. Enumerable.Range(0, Columns.Length).Select(csv.Text)], csv.Line));
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
        using var csv = new CsvOutput(temporary);
        foreach (var row in Rows().Prepend(Columns))
        {
            csv.Line(row);
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

    private static List<SeriesGroup> Parse(IEnumerable<(string[] Fields, long Line)> rows, string path)
    {
        var lines = rows.Select(r => new ItemLine(r.Fields, r.Line, path)).ToList();
        var twice = lines.GroupBy(l => (l.Kind, l.Item.ItemId, l.Item.Unit?.ToUpperInvariant())).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? [
                .. lines.GroupBy(l => (l.Kind, l.Group)).Select(g => new SeriesGroup(
                    g.Key.Kind, g.Key.Group, [.. g.Select(l => l.Item)], g.First().Lowest, g.First().Highest)),
            ]
            : throw new MimicException(
                Invariant($"{path}, line {twice.Last().Line}, column itemid: item {twice.Key.ItemId} stands there twice with the unit ")
                    + $"\"{twice.Last().Item.Unit}\".",
                "Remove one of the lines.");
    }

    /// <summary>A line of the table.</summary>
    private sealed class ItemLine
    {
        private readonly string[] _fields;
        private readonly string _path;

        public ItemLine(string[] fields, long line, string path)
        {
            (_fields, Line, _path) = (fields, line, path);
            (Kind, Group) = (Name(0), Name(1));
            Item = new(
                FieldParser.TryInt32(Encoding.UTF8.GetBytes(fields[2]), out var id) && id > 0 ? id
                    : throw Error(2, "not a whole number from 1 to 2147483647"),
                fields[3],
                Number(4) is var factor and not 0 ? factor : throw Error(4, "0, which makes all values the same"));
            Lowest = fields[5].Length == 0 ? double.NegativeInfinity : Number(5);
            Highest = fields[6].Length == 0 ? double.PositiveInfinity : Number(6);
            if (Lowest > Highest)
            {
                throw Error(5, "above the highest value");
            }
        }

        public long Line { get; }

        public string Kind { get; }

        public string Group { get; }

        public SeriesItem Item { get; }

        public double Lowest { get; }

        public double Highest { get; }

        private string Name(int column) => string.IsNullOrWhiteSpace(_fields[column]) ? throw Error(column, "empty") : _fields[column];

        private double Number(int column) =>
            double.TryParse(_fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)
                ? x
                : throw Error(column, "not a number");

        private MimicException Error(int column, string problem) =>
            new(Invariant($"{_path}, line {Line}, column {Columns[column]}: {problem}."), Remedy);
    }
}
