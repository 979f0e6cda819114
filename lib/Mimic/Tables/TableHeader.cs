using System.Text;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>The first line of a table: which column stands where.</summary>
internal sealed class TableHeader
{
    private const int MostShown = 40;

    private readonly TableFile _file;
    private readonly string[] _names;

    private TableHeader(TableFile file, string[] names) => (_file, _names) = (file, names);

    /// <summary>The number of columns.</summary>
    public int Count => _names.Length;

    /// <summary>Reads the header as the first record.</summary>
    public static TableHeader Read(TableFile file, CsvScanner scanner)
    {
        if (!scanner.Next())
        {
            throw Damage.Of(file.Path, "holds no line, not even a header.");
        }

        var names = new string[scanner.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(scanner[i]).Trim();
        }

        if (names.Length == 1 && Damage.Guess(scanner[0]) is { } guess)
        {
            throw Damage.Of(file.Path, $"is not a table; it looks like {guess}.");
        }

        return new TableHeader(file, names);
    }

    /// <summary>The position of a column; -1 if it is missing and not required.</summary>
    public int Field(string name, bool required)
    {
        var field = Array.FindIndex(_names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (field < 0)
        {
            return required ? throw Missing(name) : -1;
        }

        return Array.FindLastIndex(_names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) == field
            ? field
            : throw new MimicException($"{_file.Path}, line 1: two columns are named {name}.", "Remove or rename one of them.");
    }

    private MimicException Missing(string name)
    {
        // The line may be a row of a patient, or run into one, whose values must not be shown.
        var known = _names.Where(TableCatalogue.IsColumnName).Take(MostShown).ToList();
        if (known.Count == 0)
        {
            return new MimicException(
                $"{_file.Path} has no column {name}: none of the {Count} fields of its first line is the name of a column of MIMIC-IV.",
                "The file is either another one or has lost its header line; get it again.");
        }

        var other = TableCatalogue.FindByColumns(_names) is { } table && table.Table != _file.Table ? $" These are the columns of {table.Table}." : "";
        var more = Count > known.Count ? $" and {Count - known.Count} more" : string.Empty;
        return new MimicException(
            $"{_file.Path} has no column {name}; its columns are {string.Join(", ", known)}{more}.{other}",
            $"Put the file of {_file.Table} in its place, as PhysioNet publishes it.");
    }
}
