using System.Globalization;
using CsvHelper;

namespace Mimic.Access;

/// <summary>
/// Reads the small CSV files that are part of the assembly. Their fields are taken by place: CsvHelper's mapping to records compiles
/// code at run time, and every start of the command would wait for it.
/// </summary>
internal static class EmbeddedList
{
    /// <summary>The rows of a list.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="columns">What its header must say.</param>
    public static List<string[]> Rows(string name, params ReadOnlySpan<string> columns)
    {
        using var stream = typeof(EmbeddedList).Assembly.GetManifestResourceStream(name)!;
        using var parser = new CsvParser(new StreamReader(stream), CultureInfo.InvariantCulture);
        if (!parser.Read() || !columns.SequenceEqual(parser.Record))
        {
            throw new InvalidOperationException($"The header of {name} is not what is read.");
        }

        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }
}
