namespace Mimic.Tables;

/// <summary>How a DICOM file is written (PS3.5, annex A; PS3.6, table A-1).</summary>
/// <param name="Name">For people, as "JPEG 2000, lossless".</param>
/// <param name="IsExplicit">Whether each element states its type.</param>
/// <param name="IsCompressed">Whether the picture is compressed, and lies in fragments.</param>
public sealed record DicomTransferSyntax(string Name, bool IsExplicit, bool IsCompressed)
{
    private const string Root = "1.2.840.10008.1.2";

    private static readonly Dictionary<string, DicomTransferSyntax> Known = new(StringComparer.Ordinal)
    {
        [Root] = new("implicit types, little endian", false, false),
        [$"{Root}.1"] = new("explicit types, little endian", true, false),
        [$"{Root}.4.50"] = new("JPEG baseline, 8 bits, lossy", true, true),
        [$"{Root}.4.51"] = new("JPEG extended, 12 bits, lossy", true, true),
        [$"{Root}.4.57"] = new("JPEG lossless", true, true),
        [$"{Root}.4.70"] = new("JPEG lossless, first-order prediction", true, true),
        [$"{Root}.4.80"] = new("JPEG-LS, lossless", true, true),
        [$"{Root}.4.81"] = new("JPEG-LS, near-lossless", true, true),
        [$"{Root}.4.90"] = new("JPEG 2000, lossless", true, true),
        [$"{Root}.4.91"] = new("JPEG 2000", true, true),
        [$"{Root}.5"] = new("run lengths, lossless", true, true),
    };

    /// <summary>The syntax of an identifier.</summary>
    /// <exception cref="MimicException">It is one that is not read.</exception>
    internal static DicomTransferSyntax Of(string uid, string name) => Known.TryGetValue(uid, out var syntax) ? syntax
        : throw new MimicException(
            uid switch
            {
                $"{Root}.1.99" => $"{name}: the header is deflated (packed as a whole), which is not read.",
                $"{Root}.2" => $"{name}: the header is written big endian, which was taken out of the standard and is not read.",
                _ => $"{name}: the transfer syntax is none that is read.",
            },
            "Rewrite the file as explicit little endian, with 'dcmconv +te IN OUT' of the DICOM toolkit DCMTK.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
