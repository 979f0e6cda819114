using System.Text;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>
/// The kinds of event that a build has met, each a table, a code and a unit; and what the rows themselves call some codes. Safe for
/// use by several threads while it is filled.
/// </summary>
/// <remarks>Which number a kind gets depends on who comes first; nothing in the output may depend on the numbers.</remarks>
internal sealed class KindBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Kind, int> _numbers = [];
    private readonly List<Kind> _kinds = [];
    private readonly Dictionary<int, string> _labels = [];

    public KindBook()
    {
        foreach (var mapping in Mappings.All)
        {
            Names.Tables.Add(Encoding.UTF8.GetBytes(mapping.Table));
        }
    }

    /// <summary>Codes, units, tables (in the order of the mappings) and short texts by number.</summary>
    public EventNames Names { get; } = new();

    public IReadOnlyList<Kind> Kinds => _kinds;

    /// <summary>The number of a kind.</summary>
    /// <param name="table">The place of the table among the mappings.</param>
    /// <param name="code">The code of the event.</param>
    /// <param name="unit">The unit of its number; empty for none.</param>
    /// <param name="label">Words for the code; empty for none.</param>
    public int Add(int table, string code, string unit, string label)
    {
        lock (_gate)
        {
            var codeId = Names.Codes.Add(Encoding.UTF8.GetBytes(code));
            var unitId = unit.Length == 0 ? EventBatch.None : Names.Units.Add(Encoding.UTF8.GetBytes(unit));

            // Rows may differ in their words; the first in ordinal order counts, so that the order of rows does not.
            if (label.Length > 0 && (!_labels.TryGetValue(codeId, out var other) || string.CompareOrdinal(label, other) < 0))
            {
                _labels[codeId] = label;
            }

            var kind = new Kind(table, codeId, unitId);
            if (!_numbers.TryGetValue(kind, out var number))
            {
                _numbers.Add(kind, number = _kinds.Count);
                _kinds.Add(kind);
            }

            return number;
        }
    }

    public string CodeName(int code) => Encoding.UTF8.GetString(Names.Codes[code]);

    public string? LabelOf(int code) => _labels.GetValueOrDefault(code);

    internal readonly record struct Kind(int Table, int Code, int Unit);
}
