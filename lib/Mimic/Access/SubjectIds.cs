using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Mimic.Access;

/// <summary>A glance at the patients' numbers of a table: enough to tell where it comes from, no substitute for reading it.</summary>
internal static class SubjectIds
{
    /// <summary>The numbers row by row; null for a row or file that cannot be understood; none if the table has no such column.</summary>
    /// <param name="path">The table.</param>
    /// <param name="name">The column.</param>
    public static IEnumerable<int?> Read(string path, string name = "subject_id")
    {
        using var reader = Open(path);
        if (Line(reader, out var damaged) is not { } header)
        {
            return damaged ? [null] : [];
        }

        var column = Array.FindIndex(Names(header), n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        return column < 0 ? [] : Rows(path, column);
    }

    /// <summary>The names of a table's columns; none if it is empty or damaged.</summary>
    /// <param name="path">The table.</param>
    public static IReadOnlyList<string> Header(string path)
    {
        using var reader = Open(path);
        return Line(reader, out _) is { } header ? Names(header) : [];
    }

    /// <summary>A hash of a set of numbers that tells nothing about them, for comparison.</summary>
    public static string Hash(IEnumerable<int> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', ids.Distinct().Order()))));

    /// <summary>The number of lines after the header; null if the file cannot be read. For dictionaries without quoted line breaks.</summary>
    public static int? CountLines(string path)
    {
        using var reader = Open(path);
        var count = -1;
        bool damaged;
        while (Line(reader, out damaged) is not null)
        {
            count++;
        }

        return damaged ? null : count;
    }

    private static string[] Names(string header) => [.. header.Split(',').Select(n => n.Trim(' ', '"'))];

    private static IEnumerable<int?> Rows(string path, int column)
    {
        using var reader = Open(path);
        Line(reader, out var damaged);
        while (Line(reader, out damaged) is { } line)
        {
            var fields = line.Split(',', column + 2);
            yield return fields.Length > column && int.TryParse(fields[column], CultureInfo.InvariantCulture, out var id) ? id : null;
        }

        if (damaged)
        {
            yield return null;
        }
    }

    private static StreamReader Open(string path)
    {
        Stream file = File.OpenRead(path);
        return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static string? Line(StreamReader reader, out bool damaged)
    {
        damaged = false;
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException)
        {
            damaged = true;
            return null;
        }
    }
}
