using System.Globalization;
using System.Text;

namespace Mimic.Tables;

/// <summary>A dicom_id: 160 bits, written as five groups of eight hexadecimal digits with dashes between. As text it takes five times the memory.</summary>
internal readonly record struct DicomId(uint A, uint B, uint C, uint D, uint E) : IComparable<DicomId>
{
    private const int Groups = 5;
    private const int Digits = 8;

    /// <summary>Characters of its text.</summary>
    public const int Length = (Groups * Digits) + Groups - 1;

    /// <summary>Reads it; null if it is none.</summary>
    public static DicomId? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length)
        {
            return null;
        }

        Span<uint> groups = stackalloc uint[Groups];
        for (var i = 0; i < Groups; i++)
        {
            var group = text.Slice(i * (Digits + 1), Digits);
            if ((i > 0 && text[(i * (Digits + 1)) - 1] != (byte)'-') || !uint.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out groups[i]))
            {
                return null;
            }
        }

        return new(groups[0], groups[1], groups[2], groups[3], groups[4]);
    }

    /// <summary>Reads it from text.</summary>
    public static DicomId? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>In the order of its text.</summary>
    public int CompareTo(DicomId other) => (A, B, C, D, E).CompareTo((other.A, other.B, other.C, other.D, other.E));

    /// <summary>The text.</summary>
    public override string ToString() => Invariant($"{A:x8}-{B:x8}-{C:x8}-{D:x8}-{E:x8}");
}
