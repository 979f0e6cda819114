namespace Mimic.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_takes_the_place_of_an_older_one_and_leaves_nothing_else()
    {
        WholeFile.WriteText(_folder["a.txt"], "old");
        WholeFile.WriteText(_folder["a.txt"], "new");

        Assert.Equal("new", File.ReadAllText(_folder["a.txt"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_fails_leaves_the_older_file()
    {
        WholeFile.WriteText(_folder["a.txt"], "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(_folder["a.txt"], path =>
        {
            File.WriteAllText(path, "half");
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "This system has no /dev/null.");

        WholeFile.WriteText("/dev/null", "gone");

        Assert.Empty(File.ReadAllText("/dev/null"));
    }
}
