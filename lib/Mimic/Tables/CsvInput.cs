using System.Text;

namespace Mimic.Tables;

/// <summary>
/// A CSV file that somebody else wrote, record by record: the fields of a table without its catalogue of columns and types. Blank lines
/// are skipped; a line break at the end may be missing.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private readonly CsvScanner _scanner;
    private readonly string _path;
    private readonly string _remedy;

    /// <summary>Opens a file, packed if its name ends in .gz, and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a file that is not as it should be.</param>
    /// <exception cref="MimicException">There is no such file, or it holds no table.</exception>
    public CsvInput(string path, string remedy)
    {
        (_path, _remedy) = (path, remedy);
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no file {path}.", remedy);
        }

        _scanner = Open(path, remedy);
        try
        {
            Header = Next() ? [.. Enumerable.Range(0, _scanner.Count).Select(Text)] : throw new MimicException($"{path} is empty.", remedy);
        }
        catch
        {
            _scanner.Dispose();
            throw;
        }
    }

    /// <summary>The names of the columns as the file has them.</summary>
    public string[] Header { get; }

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line => _scanner.Line;

    /// <summary>The bytes of a field without quotation marks, as UTF-8; valid until the next <see cref="Read"/>.</summary>
    /// <param name="field">Its place, from 0.</param>
    public ReadOnlySpan<byte> this[int field] => _scanner[field];

    /// <summary>A field as text.</summary>
    /// <param name="field">Its place, from 0.</param>
    public string Text(int field) => Encoding.UTF8.GetString(_scanner[field]);

    /// <summary>The place of a column, whatever its case and the blanks around it.</summary>
    /// <exception cref="MimicException">The header does not name it, or twice.</exception>
    public int Field(string name)
    {
        bool Is(string header) => header.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
        var field = Array.FindIndex(Header, Is);
        return field < 0 ? throw new MimicException($"{_path} has no column {name}.", _remedy)
            : Array.FindLastIndex(Header, Is) != field ? throw new MimicException($"{_path}, line 1: two columns are named {name}.", _remedy)
            : field;
    }

    /// <summary>Goes to the next record; false after the last one.</summary>
    /// <exception cref="MimicException">It has more or fewer fields than the header, or the file is damaged.</exception>
    public bool Read() => Next()
        && (_scanner.Count == Header.Length ? true
            : throw new MimicException(Invariant($"{_path}, line {Line}: {_scanner.Count} fields instead of {Header.Length}."), _remedy));

    /// <summary>An error about a field of the current record. Don't put its value into it.</summary>
    /// <param name="column">The name of its column.</param>
    /// <param name="problem">What is wrong, as one sentence.</param>
    public MimicException Error(string column, string problem) => new(Invariant($"{_path}, line {Line}, column {column}: {problem}"), _remedy);

    /// <inheritdoc/>
    public void Dispose() => _scanner.Dispose();

    private bool Next()
    {
        try
        {
            do
            {
                if (!_scanner.Next())
                {
                    return false;
                }
            }
            while (_scanner.Count == 1 && _scanner[0].IsEmpty);
            return true;
        }
        catch (MimicException e)
        {
            throw new MimicException(e.Problem, _remedy, e);
        }
    }

    // The scanner's own remedies are those for the tables of a release.
    private static CsvScanner Open(string path, string remedy)
    {
        TableBlocks? blocks = null;
        try
        {
            blocks = new TableBlocks(TableStream.Open(path), path);
            return new CsvScanner(blocks, path, CsvIndex.Create());
        }
        catch (MimicException e)
        {
            blocks?.Dispose();
            throw new MimicException(e.Problem, remedy, e);
        }
    }
}
