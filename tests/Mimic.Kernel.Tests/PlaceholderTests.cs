namespace Mimic.Kernel.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.NotNull(typeof(Mimic.MimicException).Assembly.Location);
}
