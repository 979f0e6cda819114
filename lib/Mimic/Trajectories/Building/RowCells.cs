using System.Runtime.CompilerServices;
using Mimic.Tables;

namespace Mimic.Trajectories.Building;

/// <summary>The current row of a table, its columns known by name once and by number after that.</summary>
internal sealed class RowCells(TableReader reader, IReadOnlyList<string> columns)
{
    public TableReader Reader { get; } = reader;

    /// <summary>The number of a column; -1 if the mapping has none.</summary>
    public int Column(string? name) => name is null ? -1 : IndexOf(name);

    public int[] Columns(IReadOnlyList<string>? names) => names is null ? [] : [.. names.Select(IndexOf)];

    /// <summary>The cell without blanks around it.</summary>
    public ReadOnlySpan<byte> Trimmed(int column) => Cells.Trim(Reader.Bytes(column));

    public int? Id(int column) => column < 0 ? null : Reader.OptionalInt32(column);

    /// <summary>The number in a cell; <see cref="EventDraft.None"/> if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IdOrNone(int column) => column >= 0 && Reader.TryInt32(column, out var id) ? id : EventDraft.None;

    private int IndexOf(string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new ArgumentException($"The mapping does not list the column {name}.", nameof(name));
    }
}
