namespace Mimic.Synthetic.Writing;

/// <summary>
/// Writes beside the wanted folder and puts the whole in place at the end, so that a killed run leaves nothing that looks done.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private bool _committed;

    private OutputFolder(string final, string temporary) => (Final, Temporary) = (final, temporary);

    /// <summary>The folder that was asked for.</summary>
    public string Final { get; }

    /// <summary>Where to write for now.</summary>
    public string Temporary { get; }

    /// <summary>Checks the wanted folder and makes a temporary one beside it.</summary>
    /// <exception cref="MimicException">Something that is not an output of the generator is in the way.</exception>
    public static OutputFolder Prepare(string output)
    {
        var final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        if (File.Exists(final))
        {
            throw new MimicException($"{output} is a file.", "Name a folder that is new or empty.");
        }

        if (Directory.Exists(final) && Directory.EnumerateFileSystemEntries(final).Any() && !File.Exists(Path.Combine(final,
            SyntheticHospital.MarkerFile)))
        {
            throw new MimicException(
                $"{output} is not empty and was not written by this command.", "Name a folder that is new or empty; nothing was changed.");
        }

        var temporary = $"{final}.part-{Environment.ProcessId}";
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        return new(final, temporary);
    }

    /// <summary>Puts the whole in place; an earlier output of the generator is replaced.</summary>
    public void Commit()
    {
        if (Directory.Exists(Final))
        {
            Directory.Delete(Final, recursive: true);
        }

        Directory.Move(Temporary, Final);
        _committed = true;
    }

    /// <summary>Removes what is half done.</summary>
    public void Dispose()
    {
        if (!_committed && Directory.Exists(Temporary))
        {
            Directory.Delete(Temporary, recursive: true);
        }
    }
}
