using System.Text;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Collects the few elements of a DICOM file that are wanted, up to its picture (PS3.5, section 7, and PS3.10, section 7). Elements of
/// others are passed over by their length, sequences by their items, with limits on length, depth and number, so that no file can take
/// much time or memory.
/// </summary>
internal sealed class DicomReader
{
    public const uint PixelData = 0x7FE0_0010;
    public const uint ViewCodeSequence = 0x0054_0220;
    public const uint CodeMeaning = 0x0008_0104;
    public const uint TransferSyntaxUid = 0x0002_0010;

    private const uint Undefined = uint.MaxValue;
    private const uint Item = 0xFFFE_E000;
    private const uint ItemEnd = 0xFFFE_E00D;
    private const uint SequenceEnd = 0xFFFE_E0DD;
    private const int Preamble = 128;
    private const int Deepest = 16;
    private const int MostElements = 20_000;
    private const uint LongestValue = 1024;

    // The types with a length of two bytes; all others, also those to come, have two empty bytes and a length of four.
    private static readonly HashSet<string> ShortTypes =
    [
        "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US",
    ];

    private readonly DicomStream _in;
    private readonly IReadOnlySet<uint> _wanted;
    private readonly Dictionary<uint, byte[]> _values = [];
    private int _elements;

    private DicomReader(DicomStream input, IReadOnlySet<uint> wanted) => (_in, _wanted) = (input, wanted);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file; must be able to seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="wanted">The tags to keep. <see cref="CodeMeaning"/> means that of the first item of <see cref="ViewCodeSequence"/>.</param>
    /// <returns>How it is written, the values by tag, and the bytes of the picture; null if that is compressed.</returns>
    /// <exception cref="MimicException">It is no DICOM file, is cut or damaged, or written in a way that is not read.</exception>
    public static (DicomTransferSyntax Syntax, IReadOnlyDictionary<uint, byte[]> Values, long? PictureBytes) Read(
        Stream stream, string name, IReadOnlySet<uint> wanted)
    {
        var input = new DicomStream(stream, name);
        CheckKind(stream, input);
        var reader = new DicomReader(input, wanted);
        var syntax = DicomTransferSyntax.Of(reader.ReadMeta(), name);
        var picture = reader.ReadUntilPicture(syntax.IsExplicit);
        return (syntax, reader._values, picture);
    }

    private static void CheckKind(Stream stream, DicomStream input)
    {
        var head = new byte[Preamble + 4];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length == head.Length && head.AsSpan(Preamble).SequenceEqual("DICM"u8))
        {
            return;
        }

        var guess = head.AsSpan(0, length) switch
        {
            [] => "it is empty",
            [0xFF, 0xD8, 0xFF, ..] => "it looks like a JPEG picture, as MIMIC-CXR-JPG has them",
            [0x1F, 0x8B, ..] => "it looks like a gzip file, which must be unpacked first",
            var other when Damage.Guess(other) is { } text => $"it looks like {text}",
            _ => "the mark DICM is missing after the first 128 bytes",
        };
        throw input.Error($"this is not a DICOM file: {guess}.");
    }

    /// <summary>The group 0002, which is always written with types and little endian; ends before the first other group.</summary>
    private string ReadMeta()
    {
        string? syntax = null;
        while (true)
        {
            var tag = _in.Tag();
            if (tag >> 16 != 2)
            {
                _in.Back(4);
                break;
            }

            var (_, length) = TypeAndLength(tag, true);
            if (length == Undefined)
            {
                throw _in.Error(tag, "the length is not stated.");
            }

            if (tag == TransferSyntaxUid)
            {
                syntax = Encoding.ASCII.GetString(Value(tag, length)).TrimEnd('\0', ' ');
            }
            else
            {
                _in.Skip(length);
            }
        }

        return syntax ?? throw _in.Error("the file does not say how it is written (no transfer syntax).");
    }

    private long? ReadUntilPicture(bool isExplicit)
    {
        while (true)
        {
            if (_in.Position == _in.Length)
            {
                throw _in.Error("the file ends before its picture.");
            }

            var tag = _in.Tag();
            var (type, length) = TypeAndLength(tag, isExplicit);
            if (tag != PixelData)
            {
                Element(tag, type, length, isExplicit, 0, false);
                continue;
            }

            if (length != Undefined)
            {
                _in.Skip(length);
                return length;
            }

            SkipFragments();
            return null;
        }
    }

    private void SkipFragments()
    {
        for (var tag = _in.Tag(); tag != SequenceEnd; tag = _in.Tag())
        {
            Count(tag);
            if (tag != Item || _in.UInt32() is not (var length and not Undefined))
            {
                throw _in.Error(tag, "the picture is not in fragments.");
            }

            _in.Skip(length);
        }

        _in.Skip(4);
    }

    private void Element(uint tag, string? type, uint length, bool isExplicit, int depth, bool ofView)
    {
        if (tag >> 16 == 0xFFFE)
        {
            throw _in.Error(tag, "an end or a beginning stands where an element belongs.");
        }

        if (length == Undefined && (tag == PixelData || type is "OB" or "OW"))
        {
            SkipFragments();
        }
        else if (length == Undefined || type == "SQ" || tag == ViewCodeSequence)
        {
            // Of unknown type and without a length, a sequence is written without types (PS3.5, 6.2.2).
            Sequence(tag, length, isExplicit && type != "UN", depth + 1, depth == 0 && tag == ViewCodeSequence);
        }
        else if (tag == CodeMeaning ? ofView : depth == 0 && _wanted.Contains(tag))
        {
            if (!_values.TryAdd(tag, Value(tag, length)))
            {
                throw _in.Error(tag, "the element stands there twice.");
            }
        }
        else
        {
            _in.Skip(length);
        }
    }

    private void Sequence(uint tag, uint length, bool isExplicit, int depth, bool isView)
    {
        if (depth > Deepest)
        {
            throw _in.Error(tag, $"sequences are nested more than {Deepest} deep.");
        }

        var end = End(tag, length);
        for (var first = true; _in.Position != end; first = false)
        {
            var item = _in.Tag();
            Count(item);
            var itemLength = _in.UInt32();
            if (item == SequenceEnd && length == Undefined)
            {
                return;
            }

            if (item != Item)
            {
                throw _in.Error(item, "a sequence holds something that is no item.");
            }

            Items(item, itemLength, isExplicit, depth, isView && first);
            CheckEnd(tag, end);
        }
    }

    private void Items(uint item, uint length, bool isExplicit, int depth, bool ofView)
    {
        var end = End(item, length);
        while (_in.Position != end)
        {
            var tag = _in.Tag();
            if (tag == ItemEnd && length == Undefined)
            {
                _in.Skip(4);
                return;
            }

            var (type, valueLength) = TypeAndLength(tag, isExplicit);
            Element(tag, type, valueLength, isExplicit, depth, ofView && depth == 1);
            CheckEnd(tag, end);
        }
    }

    private (string? Type, uint Length) TypeAndLength(uint tag, bool isExplicit)
    {
        Count(tag);
        if (!isExplicit || tag >> 16 == 0xFFFE)
        {
            return (null, _in.UInt32());
        }

        var type = _in.Type() ?? throw _in.Error(tag, "the type is not two capital letters.");
        if (ShortTypes.Contains(type))
        {
            return (type, _in.UInt16());
        }

        _in.Skip(2);
        return (type, _in.UInt32());
    }

    private byte[] Value(uint tag, uint length) => length <= LongestValue
        ? _in.Bytes(length)
        : throw _in.Error(tag, $"the value is longer than {LongestValue} bytes.");

    private long End(uint tag, uint length)
    {
        if (length == Undefined)
        {
            return long.MaxValue;
        }

        return length <= _in.Length - _in.Position ? _in.Position + length : throw _in.Error(tag, "the length leads beyond the end of the file.");
    }

    private void CheckEnd(uint tag, long end)
    {
        if (_in.Position > end)
        {
            throw _in.Error(tag, "the value leads beyond what holds it.");
        }
    }

    private void Count(uint tag)
    {
        if (++_elements > MostElements)
        {
            throw _in.Error(tag, $"the header has more than {MostElements} elements.");
        }
    }
}
