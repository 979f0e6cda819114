namespace Mimic.Access;

/// <summary>The messages about files that are not what their name says.</summary>
internal static class Damage
{
    /// <summary>What to do about a file that came incomplete or altered.</summary>
    public const string FetchAgain = "Run 'mimic data check DIR' on the folder: "
        + "it compares every file with SHA256SUMS.txt of its release and names the 'mimic data get' command that fetches what is wrong again.";

    /// <summary>An error about a whole file.</summary>
    public static MimicException Of(string path, string problem, Exception? inner = null) => new($"{path} {problem}", FetchAgain, inner);

    /// <summary>What a server sends where it does not give a file.</summary>
    public const string Page = "an HTML page, probably a login or error page";

    /// <summary>What a file that is called a table seems to be, judged by its first bytes; null if they say nothing.</summary>
    public static string? Guess(ReadOnlySpan<byte> head) =>
        Content(head) is { } content ? content == Page ? $"{Page} that was saved under the name of the table" : content : null;

    /// <summary>What bytes seem to be that are not a table's; null if the first ones say nothing.</summary>
    public static string? Content(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'<', ..] => Page,
            [(byte)'{', ..] => "a JSON text, probably the error message of a server",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive, which must be unpacked first",
            [0x1F, 0x8B, ..] => "a gzip file, whose name should end in .gz",
            _ when text.StartsWith("version https://git-lfs"u8) => "a Git LFS pointer: the file itself was not fetched",
            _ => null,
        };
    }
}
