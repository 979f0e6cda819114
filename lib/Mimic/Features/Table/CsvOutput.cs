using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mimic.Features;

/// <summary>
/// Writes CSV as this project writes it (commas, quotes where needed, line feeds), straight into UTF-8: of many numbers no strings are made.
/// </summary>
internal sealed class CsvOutput : IDisposable
{
    private const int Flush = 1 << 16;
    private const int LongestNumber = 32;

    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    private readonly FileStream _file;
    private byte[] _buffer = new byte[2 * Flush];
    private int _end;
    private bool _inLine;

    /// <summary>Begins a file.</summary>
    /// <param name="path">It is made, or emptied.</param>
    public CsvOutput(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Writes a field of text, in quotation marks where it needs them.</summary>
    /// <param name="text">UTF-8.</param>
    public void Text(ReadOnlySpan<byte> text)
    {
        var to = Field(2 + (2 * text.Length));
        if (!text.IsEmpty && (text[0] == (byte)' ' || text[^1] == (byte)' ' || text.ContainsAny(NeedQuotes)))
        {
            var at = 0;
            to[at++] = (byte)'"';
            foreach (var b in text)
            {
                to[at++] = b;
                if (b == (byte)'"')
                {
                    to[at++] = b;
                }
            }

            to[at++] = (byte)'"';
            _end += at;
            return;
        }

        text.CopyTo(to);
        _end += text.Length;
    }

    /// <summary>Writes a field of text; nothing where it is missing.</summary>
    public void Text(string? text) => Text(Encoding.UTF8.GetBytes(text ?? string.Empty));

    /// <summary>Writes a line of texts.</summary>
    public void Line(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Text(text);
        }

        EndLine();
    }

    /// <summary>Writes a number with all its digits, as <see cref="FeatureTableCsv.Number"/>; nothing where it is missing.</summary>
    public void Number(double x)
    {
        if (x == (int)x && (x != 0 || !double.IsNegative(x)))
        {
            // The text is the same and takes a fraction of the time.
            Whole((int)x);
            return;
        }

        var to = Field(LongestNumber);
        if (!double.IsNaN(x))
        {
            x.TryFormat(to, out var length, "R", CultureInfo.InvariantCulture);
            _end += length;
        }
    }

    /// <summary>Writes numbers.</summary>
    public void Numbers(ReadOnlySpan<double> numbers)
    {
        foreach (var x in numbers)
        {
            Number(x);
        }
    }

    /// <summary>Writes a whole number; nothing where it is missing.</summary>
    public void Whole(int? number)
    {
        var to = Field(LongestNumber);
        if (number is { } known)
        {
            known.TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
            _end += length;
        }
    }

    /// <summary>Writes a time to the second.</summary>
    public void Time(DateTime time)
    {
        time.TryFormat(Field(LongestNumber), out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        _end += length;
    }

    /// <summary>Ends a line.</summary>
    public void EndLine()
    {
        _buffer[_end++] = (byte)'\n';
        _inLine = false;
        if (_end >= Flush)
        {
            Write();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Write();
        _file.Dispose();
    }

    /// <summary>The room for a field, behind the comma before it; one more byte stays free for the end of the line.</summary>
    private Span<byte> Field(int most)
    {
        if (_end + most + 2 > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _end + most + 2));
        }

        if (_inLine)
        {
            _buffer[_end++] = (byte)',';
        }

        _inLine = true;
        return _buffer.AsSpan(_end, most);
    }

    private void Write()
    {
        _file.Write(_buffer, 0, _end);
        _end = 0;
    }
}
