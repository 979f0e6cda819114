using System.CommandLine;
using Mimic.Tables;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data header</c>: what the header of a radiograph's DICOM file says.</summary>
internal static class DataHeaderCommand
{
    private static readonly Argument<string> FilePath = new("FILE") { Description = "A DICOM file, as MIMIC-CXR has them" };

    public static Command Create()
    {
        var header = new ExampleCommand(
            "header",
            "Show identity, time, view, size and kind of a radiograph from its DICOM header, and whether they are those of its path",
            "mimic data header film.dcm")
        {
            FilePath,
        };
        header.SetAction(arguments => Show(arguments.GetValue(FilePath)!, arguments.InvocationConfiguration.Output));
        return header;
    }

    private static int Show(string path, TextWriter output)
    {
        var header = DicomHeader.Read(path);
        output.WriteLine(header);
        if (RadiographImage.OfPath(Path.GetFullPath(path)) is not { } image)
        {
            return 0;
        }

        var differences = header.DifferencesFrom(image);
        output.WriteLine(differences.Count == 0 ? "\nWhat the header says of patient, study and image is what the path says." : "\nThe header is not that of the path:");
        foreach (var difference in differences)
        {
            output.WriteLine(difference);
        }

        return differences.Count == 0 ? 0 : 1;
    }
}
