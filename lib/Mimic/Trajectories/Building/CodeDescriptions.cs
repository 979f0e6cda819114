using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Trajectories.Building;

/// <summary>Says in words what the codes mean, from MIMIC's dictionaries where they know, else in words of our own.</summary>
internal sealed class CodeDescriptions
{
    private readonly Dictionary<string, string> _entries = new(StringComparer.Ordinal);

    private CodeDescriptions()
    {
    }

    /// <summary>The dictionaries that are read.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        ["hosp/d_labitems", "icu/d_items", "hosp/d_icd_diagnoses", "hosp/d_icd_procedures", "hosp/d_hcpcs"];

    /// <summary>Descriptions of all codes of a build that have one.</summary>
    /// <param name="data">The data set with the dictionaries.</param>
    /// <param name="codes">The codes by their number in the book.</param>
    /// <param name="book">What the rows themselves call some codes.</param>
    public static Dictionary<string, string> Of(MimicDataset data, IReadOnlyDictionary<int, string> codes, KindBook book)
    {
        var dictionaries = new CodeDescriptions();
        dictionaries.Read(data, "hosp/d_labitems", "lab", ["itemid"], ["label", "fluid", "category"]);
        dictionaries.Read(data, "icu/d_items", "item", ["itemid"], ["label", "category"]);
        dictionaries.Read(data, "hosp/d_icd_diagnoses", "diagnosis", ["icd_version", "icd_code"], ["long_title"]);
        dictionaries.Read(data, "hosp/d_icd_procedures", "procedure", ["icd_version", "icd_code"], ["long_title"]);
        dictionaries.Read(data, "hosp/d_hcpcs", "hcpcs", ["code"], ["long_description", "short_description"]);

        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, name) in codes)
        {
            if ((dictionaries.Find(name) ?? book.LabelOf(code) ?? FixedCodes.Describe(name)) is { } description)
            {
                descriptions.Add(name, description);
            }
        }

        return descriptions;
    }

    private static string Key(string dictionary, params IEnumerable<string> parts) => $"{dictionary}\n{string.Join('\n', parts)}";

    private string? Find(string code)
    {
        var parts = code.Split(EventCodes.Separator);
        return parts switch
        {
            [EventCodes.Lab, var item, ..] => Item("lab", item, parts),
            [EventCodes.Chart or EventCodes.Input or EventCodes.Ingredient or EventCodes.Output or EventCodes.Procedure, var item, ..] =>
                Item("item", item, parts),
            [EventCodes.DateTimeEntry, var item] => Item("item", item, parts),
            [EventCodes.Diagnosis or EventCodes.EdDiagnosis, _, var version, var icd] => Entry("diagnosis", version, icd),
            [EventCodes.ProcedureIcd, var version, var icd] => Entry("procedure", version, icd),
            [EventCodes.Hcpcs, var hcpcs] => Entry("hcpcs", hcpcs),
            _ => null,
        };
    }

    private string? Item(string dictionary, string item, string[] parts) =>
        Entry(dictionary, item) is { } label ? parts.Length > 2 && parts[2] != EventCodes.NoUnit ? $"{label}, in {parts[2]}" : label : null;

    private string? Entry(string dictionary, params IEnumerable<string> parts) => _entries.GetValueOrDefault(Key(dictionary, parts));

    private void Read(MimicDataset data, string table, string dictionary, string[] keys, string[] words)
    {
        if (data.Find(table) is not { } file)
        {
            return;
        }

        using var reader = TableReader.Open(file, [.. keys, .. words]);
        while (reader.Read())
        {
            var said = words.Select((_, i) => Cells.Part(reader.Bytes(keys.Length + i))).Where(w => w.Length > 0).ToArray();
            if (said.Length > 0)
            {
                // "Glucose (Blood, Chemistry)"; of the two wordings of a HCPCS code the longer one, which comes first.
                var isLabel = words[0] == "label" && said.Length > 1;
                var description = isLabel ? $"{said[0]} ({string.Join(", ", said[1..])})" : said[0];
                _entries.TryAdd(Key(dictionary, keys.Select((_, i) => Cells.Part(reader.Bytes(i)))), description);
            }
        }
    }
}
