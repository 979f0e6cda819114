using System.Runtime.CompilerServices;
using System.Text;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Reads a table row by row, from .csv or .csv.gz, without a string per field. Columns are found by name, whatever their order and
/// case. Everything that is not as it should be is an error with file, line and column: a cut or altered .gz, a row with too few
/// fields, text where a number belongs.
/// </summary>
/// <example><code>
/// using var labs = TableReader.Open(data.Find("hosp/labevents")!, ["subject_id", "charttime", "valuenum"]);
/// while (labs.Read())
/// {
///     var (patient, time, number) = (labs.Int32(0), labs.Time(1), labs.Double(2));
/// }
/// </code></example>
/// <remarks>
/// A .gz file proves itself by its checksum, which is checked when its end is reached: rows read before are only sure once
/// <see cref="Read"/> has returned false. A plain .csv that was cut between two rows cannot be told from a shorter one.
/// </remarks>
public sealed class TableReader : IDisposable
{
    private readonly CsvScanner _scanner;
    private readonly TableHeader _header;
    private readonly int[] _fields;
    private readonly string[] _names;
    private readonly BlockColumn<int>[] _integers;
    private readonly BlockColumn<double>[] _numbers;
    private readonly BlockColumn<long>[] _times;
    private readonly bool _compressed;
    private HashedFile? _hash;

    private TableReader(TableFile file, CsvScanner scanner, TableHeader header, string[] names, int required)
    {
        (Path, _scanner, _header, _names) = (file.Path, scanner, header, names);
        _compressed = TableStream.IsCompressed(file.Path);
        _fields = [.. names.Select((name, i) => header.Field(name, i < required))];
        (_integers, _numbers, _times) = (new BlockColumn<int>[names.Length], new BlockColumn<double>[names.Length], new BlockColumn<long>[names.Length]);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The number of the current row, from 1; the number of rows after the last one.</summary>
    public long Row { get; private set; }

    /// <summary>The line of the file on which the current row begins; the header is line 1.</summary>
    public long Line => _scanner.Line;

    /// <summary>Opens a table.</summary>
    /// <param name="file">The table, as <see cref="MimicDataset.Find"/> gives it.</param>
    /// <param name="columns">The columns that are needed; their position is the number that the getters take.</param>
    /// <param name="optionalColumns">Columns that may be missing from the file, numbered after the others; then they read as empty.</param>
    /// <exception cref="MimicException">
    /// The file cannot be opened, is empty or not a table, or has no column of a needed name.
    /// </exception>
    public static TableReader Open(TableFile file, IReadOnlyList<string> columns, IReadOnlyList<string>? optionalColumns = null) =>
        Open(file, columns, optionalColumns, null);

    /// <summary>Opens a table of which other threads may read blocks ahead.</summary>
    /// <param name="file">The table.</param>
    /// <param name="columns">The columns that are needed.</param>
    /// <param name="optionalColumns">Columns that may be missing from the file.</param>
    /// <param name="ahead">Where the other threads find the table; null if there are none.</param>
    /// <param name="blockBytes">Bytes of a block.</param>
    /// <param name="hashed">Whether <see cref="Sha256"/> will be asked for.</param>
    internal static TableReader Open(
        TableFile file, IReadOnlyList<string> columns, IReadOnlyList<string>? optionalColumns, ReadAhead? ahead,
        int blockBytes = TableBlocks.UsualBytes, bool hashed = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(columns);
        var (bytes, hash) = hashed ? TableStream.OpenHashed(file.Path) : (TableStream.Open(file.Path), null);
        var blocks = new TableBlocks(bytes, file.Path, ahead, blockBytes);
        try
        {
            var scanner = new CsvScanner(blocks, file.Path, CsvIndex.Create());
            return new TableReader(file, scanner, TableHeader.Read(file, scanner), [.. columns, .. optionalColumns ?? []], columns.Count) { _hash = hash };
        }
        catch
        {
            blocks.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false after the last one.</summary>
    /// <exception cref="MimicException">The row is not complete, or the file is damaged.</exception>
    public bool Read()
    {
        if (!_scanner.Next())
        {
            return false;
        }

        Row++;
        if (_scanner.Count != _header.Count)
        {
            throw new MimicException(
                $"{Path}, line {Line}: the row has {_scanner.Count} fields where the header has {_header.Count}.", Damage.FetchAgain);
        }

        // A checksum vouches for a .gz; a plain file whose last line does not end was most likely cut.
        return _scanner.EndsWithoutBreak && !_compressed
            ? throw new MimicException(
                $"{Path}, line {Line}: the file ends in the middle of a line.",
                "Get the file again; if it is known to be whole, add a line break at its end.")
            : true;
    }

    /// <summary>The bytes of a field without quotation marks, as UTF-8; valid until the next <see cref="Read"/>.</summary>
    /// <param name="c">Position of the column.</param>
    public ReadOnlySpan<byte> Bytes(int c) => _fields[c] is var field and >= 0 ? _scanner[field] : default;

    /// <summary>Whether a field is empty or holds blanks only.</summary>
    /// <param name="c">Position of the column.</param>
    public bool IsEmpty(int c) => !Bytes(c).ContainsAnyExcept((byte)' ', (byte)'\t');

    /// <summary>A whole number that must be there. <c>20001234.0</c> counts as whole.</summary>
    /// <param name="c">Position of the column.</param>
    /// <exception cref="MimicException">The field is empty or not a whole number of 32 bits.</exception>
    public int Int32(int c) => OptionalInt32(c) ?? throw Error(c, "the field is empty, but must have a value.", Damage.FetchAgain);

    /// <summary>A whole number; null if the field is empty.</summary>
    /// <param name="c">Position of the column.</param>
    /// <exception cref="MimicException">The field is not a whole number of 32 bits.</exception>
    public int? OptionalInt32(int c) => TryInt32(c, out var value) ? value : null;

    /// <summary>A number, exactly as <see cref="double.Parse(string)"/> gives it; null if the field is empty.</summary>
    /// <param name="c">Position of the column.</param>
    /// <exception cref="MimicException">The field is not a finite number.</exception>
    public double? Double(int c) => TryNumber(c, out var value) ? value : null;

    /// <summary>A number where the field holds one, for columns of text such as pain or dose_val_rx.</summary>
    /// <param name="c">Position of the column.</param>
    /// <param name="value">The number, else 0.</param>
    /// <returns>Whether the whole field is a finite number.</returns>
    public bool TryDouble(int c, out double value) => FieldParser.TryDouble(Bytes(c), out value);

    /// <summary>A time <c>yyyy-MM-dd HH:mm:ss</c>, or a date <c>yyyy-MM-dd</c> as its midnight; null if the field is empty.</summary>
    /// <param name="c">Position of the column.</param>
    /// <exception cref="MimicException">The field is not a time.</exception>
    public DateTime? Time(int c)
    {
        var time = Value<long, TimeCell>(ref _times[c], c);
        return time > TimeCell.Unsure ? new DateTime(DateTime.UnixEpoch.Ticks + (time * TimeSpan.TicksPerMicrosecond))
            : time == TimeCell.Empty ? null
            : FieldParser.TryTime(Bytes(c), out var value) ? value
            : IsEmpty(c) ? null : throw WrongType(c, "a time yyyy-MM-dd HH:mm:ss or a date yyyy-MM-dd");
    }

    /// <summary>A text exactly as it stands in the file, blanks around it included; null if it is empty or blanks only.</summary>
    /// <param name="c">Position of the column.</param>
    public string? Text(int c) => IsEmpty(c) ? null : Encoding.UTF8.GetString(Bytes(c));

    /// <summary>As <see cref="OptionalInt32"/>; false if the field is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryInt32(int c, out int value)
    {
        value = Value<int, WholeCell>(ref _integers[c], c);
        return value > WholeCell.Unsure || (value == WholeCell.Unsure && TryAnyInt32(c, out value));
    }

    /// <summary>As <see cref="Double"/>; false if the field is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryNumber(int c, out double value)
    {
        value = Value<double, NumberCell>(ref _numbers[c], c);
        return double.IsFinite(value) || (!double.IsNaN(value) && TryAnyNumber(c, out value));
    }

    /// <summary>A time as <see cref="Time"/> reads it, in microseconds since 1970; false if the field is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryMicroseconds(int c, out long value)
    {
        value = Value<long, TimeCell>(ref _times[c], c);
        return value > TimeCell.Unsure || (value == TimeCell.Unsure && TryAnyMicroseconds(c, out value));
    }

    /// <summary>A field of up to eight bytes as one word, the first byte lowest and zeros above the last; false if it must be read by its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryWord(int c, out ulong word, out int length)
    {
        (word, length) = (0, 0);
        return _fields[c] is var field and >= 0 && _scanner.TryWord(field, out word, out length);
    }

    /// <summary>The number of the current block of rows, from 1; another one for every block.</summary>
    internal int Block => _scanner.Block;

    /// <summary>The place of the current row in its block.</summary>
    internal int RowOfBlock => _scanner.RowOfBlock;

    /// <summary>A column of whole numbers in all rows of the current block, as <see cref="WholeCell"/> reads them.</summary>
    internal int[] WholeNumbers(int c) => Values<int, WholeCell>(ref _integers[c], c);

    /// <summary>A column of numbers in all rows of the current block, as <see cref="NumberCell"/> reads them.</summary>
    internal double[] Numbers(int c) => Values<double, NumberCell>(ref _numbers[c], c);

    /// <summary>A column of times in all rows of the current block, as <see cref="TimeCell"/> reads them.</summary>
    internal long[] Times(int c) => Values<long, TimeCell>(ref _times[c], c);

    /// <summary>The SHA-256 of the file as it lies on the disk, in hexadecimal; after the last row, and only if it was opened for it.</summary>
    internal string Sha256() => _hash?.Sha256() ?? throw new InvalidOperationException("The table was not opened with its checksum.");

    /// <summary>How far the file itself has been read, in bytes; only if it was opened for its checksum.</summary>
    internal long Position => _hash?.Position ?? throw new InvalidOperationException("The table was not opened with its checksum.");

    /// <summary>An error about a field of the current row, with file, line and column. Don't put the value into it.</summary>
    /// <param name="c">Position of the column.</param>
    /// <param name="problem">What is wrong, to stand after the name of the column.</param>
    /// <param name="remedy">What to do next.</param>
    public MimicException Error(int c, string problem, string remedy) => new($"{Path}, line {Line}, column {_names[c]}: {problem}", remedy);

    /// <inheritdoc/>
    public void Dispose() => _scanner.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Value<T, TCell>(ref BlockColumn<T> column, int c)
        where TCell : struct, ICell<T> => Values<T, TCell>(ref column, c)[_scanner.RowOfBlock];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T[] Values<T, TCell>(ref BlockColumn<T> column, int c)
        where TCell : struct, ICell<T>
    {
        if (column.Block != _scanner.Block)
        {
            _scanner.ReadColumn<T, TCell>(_fields[c], ref column);
        }

        return column.Values;
    }

    private bool TryAnyInt32(int c, out int value) =>
        FieldParser.TryInt32(Bytes(c), out value) || (IsEmpty(c) ? false : throw WrongType(c, "a whole number"));

    private bool TryAnyNumber(int c, out double value)
    {
        var bytes = Bytes(c);
        value = 0;
        return !bytes.IsEmpty && (FieldParser.TryDouble(bytes, out value) || (IsEmpty(c) ? false : throw WrongType(c, "a number")));
    }

    private bool TryAnyMicroseconds(int c, out long value)
    {
        var time = Time(c);
        var (whole, rest) = Math.DivRem((time ?? DateTime.UnixEpoch).Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond);
        value = whole - (rest < 0 ? 1 : 0);
        return time is not null;
    }

    private MimicException WrongType(int c, string expected) => Error(c, $"the value is not {expected}.", Damage.FetchAgain);
}
