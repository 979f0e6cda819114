using System.IO.Compression;
using System.Text;

namespace Mimic.Tests.Synthetic;

/// <summary>A reader as plain as can be, so that the generator is not tested with the project's own reader.</summary>
internal static class CsvFile
{
    /// <summary>The rows as arrays of text, in the order of the wanted columns.</summary>
    public static IEnumerable<string[]> Read(string folder, string table, params string[] columns)
    {
        using var reader = Open(folder, table);
        var header = Row(reader)!;
        var at = columns.Select(c => header.IndexOf(c)).ToArray();
        Assert.DoesNotContain(-1, at);
        while (Row(reader) is { } row)
        {
            Assert.Equal(header.Count, row.Count);
            yield return [.. at.Select(i => row[i])];
        }
    }

    /// <summary>The header of a table.</summary>
    public static IReadOnlyList<string> Header(string folder, string table)
    {
        using var reader = Open(folder, table);
        return Row(reader)!;
    }

    private static StreamReader Open(string folder, string table)
    {
        var plain = Path.Combine(folder, table + ".csv");
        return new(File.Exists(plain) ? File.OpenRead(plain) : new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress));
    }

    private static List<string>? Row(StreamReader reader)
    {
        if (reader.ReadLine() is not { } line)
        {
            return null;
        }

        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return [.. line.Split(',')];
        }

        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (!quoted)
                {
                    cells.Add(cell.ToString());
                    return cells;
                }

                cell.Append('\n');
                (line, i) = (reader.ReadLine()!, -1);
            }
            else if (line[i] == '"')
            {
                var doubled = quoted && i + 1 < line.Length && line[i + 1] == '"';
                cell.Append(doubled ? "\"" : string.Empty);
                quoted = doubled ? quoted : !quoted;
                i += doubled ? 1 : 0;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }
    }
}
