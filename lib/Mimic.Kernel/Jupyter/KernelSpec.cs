using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Jupyter;

/// <summary>
/// The entries under which Jupyter and VS Code find the kernel: a folder each, with a file that says how to start it. Entries of
/// others with the same name are never touched.
/// </summary>
/// <param name="dataFolder">A data folder of Jupyter, see <see cref="JupyterFolders"/>.</param>
public sealed class KernelSpec(string dataFolder)
{
    /// <summary>The name of the kernel.</summary>
    public const string Name = "mimic-csharp";

    /// <summary>The name that .NET Interactive gave its kernel and that notebooks carry.</summary>
    public const string DotnetInteractiveName = ".net-csharp";

    private const string Mark = "mimic_notebooks";
    private const string FileName = "kernel.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the entries.</summary>
    /// <param name="program">How to start the kernel; the path of the connection file is added.</param>
    /// <param name="asDotnetInteractive">Whether to serve the name of .NET Interactive's kernel, too.</param>
    /// <returns>The folders written.</returns>
    /// <exception cref="MimicException">.NET Interactive is installed there itself, or the folder cannot be written.</exception>
    public IReadOnlyList<string> Install(WorkerCommand program, bool asDotnetInteractive)
    {
        ArgumentNullException.ThrowIfNull(program);
        string[] names = asDotnetInteractive ? [Name, DotnetInteractiveName] : [Name];
        if (names.FirstOrDefault(n => Directory.Exists(Folder(n)) && !IsOurs(n)) is { } foreign)
        {
            throw new MimicException(
                $"{Folder(foreign)} belongs to another program, .NET Interactive as a rule; it stays as it is and nothing was installed.",
                foreign == Name ? "Remove that folder, and install again." : $"Choose the kernel \"C# (MimicNotebooks)\" in the notebook instead, or run 'jupyter kernelspec remove {foreign}' first.");
        }

        foreach (var name in names)
        {
            var title = name == Name ? "C# (MimicNotebooks)" : ".NET (C#)";
            Write(name, Describe(title, program));
        }

        return [.. names.Select(Folder)];
    }

    /// <summary>Removes the entries that <see cref="Install"/> wrote.</summary>
    /// <returns>The folders removed; empty if there were none.</returns>
    public IReadOnlyList<string> Uninstall()
    {
        var ours = new[] { Name, DotnetInteractiveName }.Where(IsOurs).Select(Folder).ToList();
        ours.ForEach(folder => Directory.Delete(folder, recursive: true));
        return ours;
    }

    private static JsonObject Describe(string title, WorkerCommand program) => new()
    {
        ["argv"] = new JsonArray([program.FileName, .. program.Arguments.Select(a => JsonValue.Create(a)), "--connection-file", "{connection_file}"]),
        ["display_name"] = title,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = KernelInfo.Version },
    };

    private string Folder(string name) => Path.Combine(Path.GetFullPath(dataFolder), "kernels", name);

    private void Write(string name, JsonObject content)
    {
        try
        {
            WholeFile.WriteText(Path.Combine(Folder(name), FileName), content.ToJsonString(Layout) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{Folder(name)} cannot be written: {e.Message}", "Install for the user alone (--user), or give another folder with --prefix.", e);
        }
    }

    private bool IsOurs(string name)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(name), FileName)))?["metadata"]?[Mark] is not null;
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidOperationException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
