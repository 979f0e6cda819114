using System.Diagnostics;
using System.Text.Json;
using Mimic.Tables;

namespace Mimic.Tests.Tables.Radiographs;

/// <summary>The same films read by pydicom, where a Python has it: neither our reader nor our writer of test files is its own judge.</summary>
public sealed class PydicomComparisonTests : IDisposable
{
    private const string Script = """
        import json, sys, pydicom
        d = pydicom.dcmread(sys.argv[1])
        print(json.dumps([str(d.PatientID), str(d.StudyID), str(d.StudyDate), str(d.StudyTime), str(d.ViewPosition), int(d.Rows), int(d.Columns),
            int(d.BitsStored), [float(x) for x in d.ImagerPixelSpacing], str(d.PhotometricInterpretation), str(d.BurnedInAnnotation),
            str(d.ViewCodeSequence[0].CodeMeaning)]))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DicomFile.Explicit, 48, "MONOCHROME2")]
    [InlineData(DicomFile.Implicit, 48, "MONOCHROME1")]
    [InlineData(DicomFile.Jpeg2000, null, "MONOCHROME2")]
    public void Pydicom_reads_the_same_facts(string syntax, int? picture, string photometric)
    {
        var path = _folder.Write("film.dcm", DicomFile.Film(syntax, photometric).ToArray(picture));
        var python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(p => Run(p, "-c", "import pydicom") is not null);
        Assert.SkipWhen(python is null, "No Python with pydicom is on this machine (apt-get install python3-pydicom).");
        var theirs = JsonSerializer.Deserialize<JsonElement[]>(Run(python, "-c", Script, path)!)!;
        var ours = DicomHeader.Read(path);
        Assert.Equal(
            [ours.PatientId, ours.StudyId, $"{ours.StudyTime!.Value.Time:yyyyMMdd}", $"{ours.StudyTime.Value.Time:HHmmss.fff}", ours.ViewPosition],
            theirs[..5].Select(e => e.GetString()));
        Assert.Equal([ours.Rows, ours.Columns, ours.BitsStored], theirs[5..8].Select(e => (int?)e.GetInt32()));
        Assert.Equal([ours.ImagerPixelSpacing!.Value.Row, ours.ImagerPixelSpacing.Value.Column], theirs[8].EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal(
            [ours.PhotometricInterpretation, ours.BurnedInAnnotation == true ? "YES" : "NO", ours.ViewMeaning], theirs[9..].Select(e => e.GetString()));
    }

    /// <summary>What a program prints; null if it is not there or fails.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
