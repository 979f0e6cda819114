using System.Text;

namespace Mimic.Tests.Tables.Radiographs;

/// <summary>Writes small DICOM files, as PS3.5 and PS3.10 lay them out, with and without types.</summary>
internal sealed class DicomFile
{
    public const string Implicit = "1.2.840.10008.1.2";
    public const string Explicit = "1.2.840.10008.1.2.1";
    public const string Jpeg2000 = "1.2.840.10008.1.2.4.90";
    public const uint Undefined = uint.MaxValue;

    private static readonly string[] Long = ["OB", "OW", "SQ", "UN", "UT"];

    private readonly MemoryStream _data = new();
    private readonly string _syntax;

    public DicomFile(string syntax = Explicit) => _syntax = syntax;

    private bool HasTypes => _syntax != Implicit;

    /// <summary>A film as MIMIC-CXR has them: 4 rows of 6 pixels.</summary>
    public static DicomFile Film(string syntax = Explicit, string photometric = "MONOCHROME2")
    {
        var file = new DicomFile(syntax)
            .Text(0x00080018, "UI", "1.2.3.4.5").Text(0x00080020, "DA", "21500502").Text(0x00080022, "DA", "21500502")
            .Text(0x00080030, "TM", "004522.500").Text(0x00080032, "TM", "004530").Text(0x00080050, "SH", "80000001").Text(0x00080060, "CS", "DX")
            .Text(0x00100010, "PN", "___").Text(0x00100020, "LO", "90000001").Text(0x00181164, "DS", "0.139\\0.140").Text(0x00185101, "CS", "PA")
            .Text(0x0020000D, "UI", "1.2.3.4").Text(0x00200010, "SH", "80000001").Number(0x00280002, 1).Text(0x00280004, "CS", photometric)
            .Number(0x00280010, 4).Number(0x00280011, 6).Number(0x00280100, 16).Number(0x00280101, 12).Text(0x00280301, "CS", "NO");
        return file.Sequence(0x00540220, Undefined, file.Sub().Text(0x00080100, "SH", "R-10214").Text(0x00080104, "LO", "postero-anterior"));
    }

    /// <summary>An empty part in the same syntax.</summary>
    public DicomFile Sub() => new(_syntax);

    public DicomFile Text(uint tag, string type, string value)
    {
        var padded = value.Length % 2 == 0 ? value : value + (type == "UI" ? '\0' : ' ');
        return Element(tag, type, Encoding.ASCII.GetBytes(padded));
    }

    public DicomFile Number(uint tag, ushort value) => Element(tag, "US", BitConverter.GetBytes(value));

    public DicomFile Element(uint tag, string type, byte[] value, uint? length = null)
    {
        Head(tag, type, length ?? (uint)value.Length);
        _data.Write(value);
        return this;
    }

    /// <summary>A sequence of items, all with or all without lengths.</summary>
    public DicomFile Sequence(uint tag, uint length, params DicomFile[] items)
    {
        var content = new MemoryStream();
        foreach (var bytes in items.Select(i => i._data.ToArray()))
        {
            Tag(content, 0xFFFEE000, length == Undefined ? Undefined : (uint)bytes.Length);
            content.Write(bytes);
            if (length == Undefined)
            {
                Tag(content, 0xFFFEE00D, 0);
            }
        }

        if (length == Undefined)
        {
            Tag(content, 0xFFFEE0DD, 0);
        }

        return Element(tag, "SQ", content.ToArray(), length == Undefined ? Undefined : (uint)content.Length);
    }

    public DicomFile Raw(byte[] bytes)
    {
        _data.Write(bytes);
        return this;
    }

    /// <summary>The whole file with a picture of so many bytes; null for a picture in fragments.</summary>
    public byte[] ToArray(int? pictureBytes = 48)
    {
        if (pictureBytes is { } bytes)
        {
            Element(0x7FE00010, "OW", new byte[bytes]);
        }
        else
        {
            Head(0x7FE00010, "OB", Undefined);
            Tag(_data, 0xFFFEE000, 0);
            Tag(_data, 0xFFFEE000, 8);
            _data.Write(new byte[8]);
            Tag(_data, 0xFFFEE0DD, 0);
        }

        return Complete();
    }

    /// <summary>The whole file as it stands.</summary>
    public byte[] Complete()
    {
        var meta = new DicomFile().Text(0x00020003, "UI", "1.2.3.4.5").Text(0x00020010, "UI", _syntax)._data.ToArray();
        var group = new DicomFile().Element(0x00020000, "UL", BitConverter.GetBytes(meta.Length))._data.ToArray();
        return [.. new byte[128], .. "DICM"u8, .. group, .. meta, .. _data.ToArray()];
    }

    private static void Tag(Stream to, uint tag, uint length)
    {
        to.Write(BitConverter.GetBytes((ushort)(tag >> 16)));
        to.Write(BitConverter.GetBytes((ushort)tag));
        to.Write(BitConverter.GetBytes(length));
    }

    private void Head(uint tag, string type, uint length)
    {
        if (!HasTypes)
        {
            Tag(_data, tag, length);
            return;
        }

        _data.Write(BitConverter.GetBytes((ushort)(tag >> 16)));
        _data.Write(BitConverter.GetBytes((ushort)tag));
        _data.Write(Encoding.ASCII.GetBytes(type));
        _data.Write(Long.Contains(type) ? [0, 0, .. BitConverter.GetBytes(length)] : BitConverter.GetBytes((ushort)length));
    }
}
