using System.Text;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public sealed class DataHeaderCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_shows_the_facts_of_a_header()
    {
        var (code, output) = await Run(Film("film.dcm"));
        Assert.Equal(0, code);
        Assert.Matches(@"PatientID +90000001", output);
        Assert.Matches(@"ViewPosition +not stated", output);
        Assert.DoesNotContain("path", output);
    }

    [Theory]
    [InlineData("p90000001", 0, "is what the path says")]
    [InlineData("p90000002", 1, "PatientID is not the subject_id")]
    public async Task It_compares_the_header_with_the_path(string patient, int expected, string said)
    {
        var (code, output) = await Run(Film(Path.Combine("p90", patient, "s80000001", "0a1b2c3d-00000000-00000000-00000000-00000001.dcm")));
        Assert.Equal(expected, code);
        Assert.Contains(said, output);
    }

    [Fact]
    public async Task A_file_that_is_no_dicom_file_is_one_clear_error()
    {
        var path = Path.Combine(_folder, "page.dcm");
        await File.WriteAllTextAsync(path, "<html>Sign in", TestContext.Current.CancellationToken);
        Assert.Contains("an HTML page", (await Assert.ThrowsAsync<MimicException>(() => Run(path))).Problem);
    }

    // Explicit types, little endian: the transfer syntax, the patient, and a picture of two bytes.
    private string Film(string name)
    {
        byte[] bytes =
        [
            .. new byte[128], .. "DICM"u8,
            2, 0, 0x10, 0, .. "UI"u8, 20, 0, .. Encoding.ASCII.GetBytes("1.2.840.10008.1.2.1\0"),
            0x10, 0, 0x20, 0, .. "LO"u8, 8, 0, .. "90000001"u8,
            0xE0, 0x7F, 0x10, 0, .. "OW"u8, 0, 0, 2, 0, 0, 0, 1, 2,
        ];
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(int Code, string Output)> Run(string path)
    {
        var output = new StringWriter();
        var code = await DataHeaderCommand.Create().Parse([path]).InvokeAsync(
            new() { Output = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
