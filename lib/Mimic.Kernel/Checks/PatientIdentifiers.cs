using System.Text.RegularExpressions;

namespace Mimic.Kernel.Checks;

/// <summary>
/// Finds what looks like an identifier of a patient, stay, study, picture or note of MIMIC-IV. The ranges are those of the
/// published tables; the synthetic data lie outside them on purpose. The identifier itself is never repeated in a message.
/// </summary>
public static partial class PatientIdentifiers
{
    /// <summary>What the text holds, with the position of each find.</summary>
    /// <param name="text">Any text.</param>
    public static IEnumerable<(int Position, string Kind)> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Match match in Number().Matches(text))
        {
            // Digits may be grouped, as in 10_000_032 or 10,000,032.
            var kind = int.Parse(match.Value.Replace("_", string.Empty, StringComparison.Ordinal).Replace(",", string.Empty, StringComparison.Ordinal)) switch
            {
                >= 10_000_032 and <= 19_999_987 => "subject_id",
                >= 20_000_019 and <= 29_999_928 => "hadm_id",
                >= 30_000_000 and <= 39_999_999 => "stay_id or transfer_id",
                >= 50_000_000 and <= 59_999_999 => "study_id",
                _ => null,
            };
            if (kind is not null)
            {
                yield return (match.Index, kind);
            }
        }

        foreach (Match match in Picture().Matches(text))
        {
            yield return (match.Index, "dicom_id");
        }

        foreach (Match match in Note().Matches(text))
        {
            yield return (match.Index, "note_id");
        }
    }

    [GeneratedRegex(@"(?<![\d.,_])(?:\d{8}|\d{2}([_,])\d{3}\1\d{3})(?![\d])(?![_,]\d)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![0-9a-zA-Z])[0-9a-f]{8}-?[0-9a-f]{8}-?[0-9a-f]{8}-?[0-9a-f]{8}-?[0-9a-f]{8}(?![0-9a-zA-Z])", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"(?<!\d)\d{8}-(?:DS|RR|AD|AR)-\d+")]
    private static partial Regex Note();
}
