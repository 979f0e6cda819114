using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>
/// Some thousand events that follow each other in a store, column by column: the way to go through all of them fast, without an
/// object per event. From <see cref="TrajectoryStore.Scan"/>, which fills one block again and again: spans and numbers of texts
/// hold until the next block is asked for.
/// </summary>
/// <remarks>
/// A value that is not there is <see cref="NoTime"/>, NaN or <see cref="None"/>. Codes, units and tables are numbers that are the
/// same in all blocks of a store that is open; texts are numbers within the block. Strings are made only when asked for.
/// </remarks>
public sealed class EventBlock
{
    /// <summary>In place of a time that is not there: a fact (sex) has none.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>In place of a number of a unit, text, admission or stay that is not there.</summary>
    public const int None = -1;

    internal const int MaximumRows = 1 << 16;

    internal const int FewRows = 1 << 13;

    private readonly StoreNames _names;
    private readonly int _rows;
    private readonly int[]? _subjects;
    private readonly long[]? _times;
    private readonly int[]? _codes;
    private readonly float[]? _numbers;
    private readonly int[]? _texts;
    private readonly int[]? _units;
    private readonly int[]? _admissions;
    private readonly int[]? _stays;
    private readonly int[]? _tables;
    private readonly long[]? _available;

    internal EventBlock(StoreNames names, EventColumns columns, int rows = MaximumRows)
    {
        (_names, Columns, _rows) = (names, columns, rows);
        _subjects = Column<int>(EventColumns.Subject);
        _times = Column<long>(EventColumns.Time);
        _codes = Column<int>(EventColumns.Code);
        _numbers = Column<float>(EventColumns.Number);
        _texts = Column<int>(EventColumns.Text);
        _units = Column<int>(EventColumns.Unit);
        _admissions = Column<int>(EventColumns.Admission);
        _stays = Column<int>(EventColumns.Stay);
        _tables = Column<int>(EventColumns.Table);
        _available = Column<long>(EventColumns.Available);
    }

    /// <summary>The columns that were asked for.</summary>
    public EventColumns Columns { get; }

    /// <summary>The most events that the block holds.</summary>
    internal int Capacity => _rows;

    /// <summary>The number of events; every span is so long.</summary>
    public int Count { get; internal set; }

    /// <summary>subject_id of each event.</summary>
    public ReadOnlySpan<int> Subjects => Span(_subjects, EventColumns.Subject);

    /// <summary>Times in microseconds since 1970-01-01, or <see cref="NoTime"/>.</summary>
    public ReadOnlySpan<long> Times => Span(_times, EventColumns.Time);

    /// <summary>Numbers of codes, see <see cref="CodeOf"/> and <see cref="TrajectoryStore.FindCode"/>.</summary>
    public ReadOnlySpan<int> Codes => Span(_codes, EventColumns.Code);

    /// <summary>Numeric values in single precision, as MEDS has them; NaN where there is none.</summary>
    public ReadOnlySpan<float> Numbers => Span(_numbers, EventColumns.Number);

    /// <summary>Numbers of texts in this block, see <see cref="TextOf"/>, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Texts => Span(_texts, EventColumns.Text);

    /// <summary>Numbers of units, see <see cref="UnitOf"/>, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Units => Span(_units, EventColumns.Unit);

    /// <summary>hadm_id, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Admissions => Span(_admissions, EventColumns.Admission);

    /// <summary>stay_id, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Stays => Span(_stays, EventColumns.Stay);

    /// <summary>Numbers of tables, see <see cref="TableOf"/>, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> Tables => Span(_tables, EventColumns.Table);

    /// <summary>When events could be seen in the record, in microseconds since 1970-01-01, or <see cref="NoTime"/>.</summary>
    public ReadOnlySpan<long> AvailableTimes => Span(_available, EventColumns.Available);

    internal Utf8Table? TextTable { get; set; }

    /// <summary>A text of this block as a string.</summary>
    /// <param name="text">Its number in <see cref="Texts"/>.</param>
    public string TextOf(int text) => Table().Text(text);

    /// <summary>A text of this block as UTF-8, without a copy.</summary>
    /// <param name="text">Its number in <see cref="Texts"/>.</param>
    public ReadOnlySpan<byte> Utf8TextOf(int text) => Table()[text];

    /// <summary>The code of a number in <see cref="Codes"/>.</summary>
    /// <param name="code">A number of a code.</param>
    public string CodeOf(int code) => _names.Codes.Text(code);

    /// <summary>The unit of a number in <see cref="Units"/>.</summary>
    /// <param name="unit">Not <see cref="None"/>.</param>
    public string UnitOf(int unit) => _names.Units.Text(unit);

    /// <summary>The table of a number in <see cref="Tables"/>, as <c>hosp/labevents</c>.</summary>
    /// <param name="table">Not <see cref="None"/>.</param>
    public string TableOf(int table) => _names.Tables.Text(table);

    /// <summary>A time of <see cref="Times"/> or <see cref="AvailableTimes"/>; null for <see cref="NoTime"/>.</summary>
    /// <param name="microseconds">Since 1970-01-01.</param>
    /// <exception cref="MimicException">It lies outside of the calendar (years 1 to 9999).</exception>
    public static DateTime? ToTime(long microseconds) => microseconds == NoTime ? null
        : MedsValues.ToTime(microseconds) ?? throw new MimicException(
            "A time of an event lies outside of the calendar.", "Look at the program that wrote the data set.");

    /// <summary>An event whole; all columns must have been asked for.</summary>
    internal TrajectoryEvent Event(int row)
    {
        var (number, text, unit, table) = (_numbers![row], _texts![row], _units![row], _tables![row]);
        var (admission, stay) = (_admissions![row], _stays![row]);
        return new(
            _subjects![row],
            ToTime(_times![row]),
            _names.Codes.Text(_codes![row]),
            float.IsNaN(number) ? null : MedsValues.ToDouble(number),
            text < 0 ? null : TextOf(text),
            unit < 0 ? null : UnitOf(unit),
            admission == None ? null : admission,
            stay == None ? null : stay,
            table < 0 ? string.Empty : TableOf(table),
            ToTime(_available![row]));
    }

    /// <summary>Sets the first rows of a column to nothing.</summary>
    internal void Clear(EventColumns column, int rows)
    {
        switch (column)
        {
            case EventColumns.Number:
                Buffer<float>(column)[..rows].Fill(float.NaN);
                break;
            case EventColumns.Time or EventColumns.Available:
                Buffer<long>(column)[..rows].Fill(NoTime);
                break;
            default:
                Buffer<int>(column)[..rows].Fill(None);
                break;
        }
    }

    /// <summary>A column to fill, as long as the block can be.</summary>
    internal Span<T> Buffer<T>(EventColumns column)
        where T : unmanaged
    {
        Array? buffer = column switch
        {
            EventColumns.Subject => _subjects,
            EventColumns.Time => _times,
            EventColumns.Code => _codes,
            EventColumns.Number => _numbers,
            EventColumns.Text => _texts,
            EventColumns.Unit => _units,
            EventColumns.Admission => _admissions,
            EventColumns.Stay => _stays,
            EventColumns.Table => _tables,
            _ => _available,
        };
        return (T[]?)buffer;
    }

    private T[]? Column<T>(EventColumns column) => Columns.HasFlag(column) ? new T[_rows] : null;

    private Utf8Table Table() => TextTable
        ?? throw new InvalidOperationException($"The column {EventColumns.Text} was not asked for; name it in the scan.");

    private ReadOnlySpan<T> Span<T>(T[]? values, EventColumns column) => values is not null
        ? values.AsSpan(0, Count)
        : throw new InvalidOperationException($"The column {column} was not asked for; name it in the scan.");
}
