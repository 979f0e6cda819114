namespace Mimic.Tests;

public class DiskFileTests
{
    public static TheoryData<Exception, string, string> Failures => new()
    {
        { new IOException("28", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28), "the disk is full", "Make room" },
        { new IOException("quota", OperatingSystem.IsMacOS() ? 69 : 122), OperatingSystem.IsWindows() ? "quota" : "your share of the disk", "then run" },
        { new UnauthorizedAccessException(), "you may not write there", "of your own" },
        { new IOException("Input/output error", 5), "Input/output error", "Check the disk" },
        { new ArgumentOutOfRangeException("value"), "larger than this system allows", "ulimit -f" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_cannot_be_written_is_named_with_the_problem_and_the_remedy(Exception cause, string problem, string remedy)
    {
        Assert.True(DiskFile.IsOfDisk(cause));
        var error = DiskFile.Failure("/data/store", cause);
        Assert.StartsWith("/data/store cannot be written: ", error.Problem, StringComparison.Ordinal);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void A_temporary_file_leaves_no_name_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file keeps its name.");
        using var folder = new TemporaryFolder();
        using var file = DiskFile.CreateTemporary(folder["one"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        DiskFile.Write(file, folder["one"], "abc"u8, 0);
        var read = new byte[4];
        Assert.Equal(3, RandomAccess.Read(file, read, 0));
        Assert.Equal("abc\0"u8, read);
    }
}
