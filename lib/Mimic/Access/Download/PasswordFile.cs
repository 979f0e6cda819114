namespace Mimic.Access.Download;

/// <summary>A file that holds a password and that nobody else may read.</summary>
internal static class PasswordFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The password: the first line, without its end.</summary>
    /// <exception cref="MimicException">The file is missing or empty, or others may read it.</exception>
    public static string Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new MimicException($"{path} holds a password and may be read or changed by others on this machine.", $"Make it yours alone: chmod 600 {path}");
            }

            using var reader = new StreamReader(path);
            return reader.ReadLine() is { Length: > 0 } password
                ? password
                : throw new MimicException($"{path} is empty.", "Its first line is the password.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"The password file {path} cannot be read.", "Give another one, or leave --password-file out: then the password is asked for.", e);
        }
    }
}
