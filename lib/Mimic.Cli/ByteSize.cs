using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mimic.Cli;

/// <summary>Sizes as people write them: 300MB, 1GB, 1.5 GiB. A thousand and 1,024 are not told apart: memory counts in 1,024s.</summary>
internal static partial class ByteSize
{
    /// <summary>Reads an option's value.</summary>
    public static long Parse(ArgumentResult result)
    {
        var match = Pattern().Match(result.Tokens[0].Value);
        if (match.Success)
        {
            var power = char.ToUpperInvariant(match.Groups[2].Value[0]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 40 };
            return (long)(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (1L << power));
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a size; write 300MB or 1GB.");
        return 0;
    }

    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,9})?) ?([KMGT])i?B?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
