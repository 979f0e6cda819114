namespace Mimic.Native;

/// <summary>A native library that the project can use, and how to get it.</summary>
/// <param name="Name">Its short name in this project.</param>
/// <param name="Title">Its name for people, with what it is for.</param>
/// <param name="EnvironmentVariable">The variable that may hold the path of the library file.</param>
/// <param name="FileNames">The file names it goes by, the most specific first.</param>
/// <param name="AptCommand">How Debian and Ubuntu install it.</param>
/// <param name="BrewCommand">How macOS installs it.</param>
/// <param name="CondaCommand">How conda installs it, on any system.</param>
public sealed record NativeLibraryInfo(
    string Name,
    string Title,
    string EnvironmentVariable,
    IReadOnlyList<string> FileNames,
    string AptCommand,
    string BrewCommand,
    string CondaCommand)
{
    /// <summary>The command for the machine at hand.</summary>
    public string InstallCommand => OperatingSystem.IsMacOS() ? BrewCommand : OperatingSystem.IsLinux() ? AptCommand : CondaCommand;
}
