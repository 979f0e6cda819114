using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Mimic.Tables;

namespace Mimic.Features;

/// <summary>A series of a CSV file.</summary>
/// <param name="id">What stands in its column series_id, as UTF-8.</param>
internal sealed class SeriesOfFile(byte[] id)
{
    private const string Remedy =
        "Give a CSV file with the columns series_id, charttime (yyyy-MM-dd HH:mm:ss) and value (a number or empty).";

    private const int DateLength = 10;
    private const int LongestTime = 27;

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private readonly List<long> _times = [];
    private readonly List<double> _values = [];
    private bool _isOutOfOrder;

    public byte[] Id => id;

    /// <summary>The series of a file in the order of first appearance.</summary>
    /// <exception cref="MimicException">The file is missing, or a line is not as described.</exception>
    public static List<SeriesOfFile> ReadAll(string path)
    {
        using var csv = new CsvInput(path, Remedy);
        var (id, time, value) = (csv.Field("series_id"), csv.Field("charttime"), csv.Field("value"));
        var all = new List<SeriesOfFile>();
        var known = new Dictionary<byte[], SeriesOfFile>(new Utf8Names());
        var byName = known.GetAlternateLookup<ReadOnlySpan<byte>>();
        SeriesOfFile? series = null;
        while (csv.Read())
        {
            // Most lines are of the series of the line before.
            var name = csv[id];
            if ((series is null || !name.SequenceEqual(series.Id)) && !byName.TryGetValue(name, out series))
            {
                series = new(name.ToArray());
                known.Add(series.Id, series);
                all.Add(series);
            }

            series.Add(
                TryTicks(csv[time], out var ticks) ? ticks : throw csv.Error("charttime", "not a time."),
                TryNumber(csv[value], out var x) ? x : throw csv.Error("value", "not a number."));
        }

        return all;
    }

    /// <summary>The values by time; equal times stay in the order of the file.</summary>
    public ReadOnlySpan<double> InTimeOrder() => CollectionsMarshal.AsSpan(
        _isOutOfOrder ? [.. Enumerable.Range(0, _times.Count).OrderBy(i => _times[i]).Select(i => _values[i])] : _values);

    private void Add(long ticks, double value)
    {
        _isOutOfOrder |= _times.Count > 0 && ticks < _times[^1];
        _times.Add(ticks);
        _values.Add(value);
    }

    private static bool TryTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        Span<byte> spaced = stackalloc byte[LongestTime];
        scoped var usual = text;
        if (text.Length is > DateLength and <= LongestTime && text[DateLength] == (byte)'T')
        {
            text.CopyTo(spaced);
            spaced[DateLength] = (byte)' ';
            usual = spaced[..text.Length];
        }

        var isTime = FieldParser.TryTime(usual, out var time) || DateTime.TryParseExact(
            Encoding.UTF8.GetString(text), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
        ticks = time.Ticks;
        return isTime;
    }

    /// <summary>A number as .NET reads it; what is empty, no number (NaN) or infinite is missing.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        if (!text.IsEmpty && FieldParser.TryDouble(text, out number))
        {
            return true;
        }

        var any = Encoding.UTF8.GetString(text);
        if (double.TryParse(any, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        number = double.NaN;
        return string.IsNullOrWhiteSpace(any);
    }

    /// <summary>Finds names by their bytes.</summary>
    private sealed class Utf8Names : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
