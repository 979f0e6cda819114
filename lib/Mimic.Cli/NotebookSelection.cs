namespace Mimic.Cli;

/// <summary>Which notebooks a command line means.</summary>
internal static class NotebookSelection
{
    /// <summary>The notebooks that are named, or those of a folder, in the order of their names.</summary>
    /// <param name="named">Paths of notebooks; empty for the whole folder.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="upto">The number of the last notebook wanted, as "03"; null for all.</param>
    /// <param name="only">The numbers of the only notebooks wanted; empty for all.</param>
    /// <exception cref="MimicException">There is none of them.</exception>
    public static IReadOnlyList<string> Select(IReadOnlyList<string> named, string folder, string? upto, IReadOnlyList<string> only)
    {
        if (named.Count == 0 && !Directory.Exists(folder))
        {
            throw new MimicException($"There is no folder {folder} here.", "Run the command in the folder of the repository, or give the notebooks' folder with --folder.");
        }

        var all = named.Count > 0 ? named : [.. Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)];
        var last = upto is null ? int.MaxValue : Number(upto, "--upto");
        var wanted = only.Select(o => Number(o, "--only")).ToHashSet();
        var chosen = all.Where(n => NumberOf(n) <= last && (wanted.Count == 0 || wanted.Contains(NumberOf(n)))).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new MimicException(
                all.Count == 0 ? $"The folder {folder} holds no notebooks." : "None of the notebooks has such a number.",
                all.Count == 0 ? "Give another one with --folder." : $"There are {string.Join(", ", all.Select(Path.GetFileName))}.");
    }

    private static int Number(string text, string option) => int.TryParse(text, out var number)
        ? number
        : throw new MimicException($"{option} takes the number of a notebook, not '{text}'.", $"Write {option} 03.");

    // A notebook without a number counts as the first: it is never cut off by --upto.
    private static int NumberOf(string path)
    {
        var digits = string.Concat(Path.GetFileName(path).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, out var number) ? number : 0;
    }
}
