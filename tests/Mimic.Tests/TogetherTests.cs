namespace Mimic.Tests;

public class TogetherTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Both_are_done_and_the_first_gives_the_result(int cpus)
    {
        var done = false;
        Assert.Equal(7, Together.Run(() => 7, () => done = true, cpus));
        Assert.True(done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void If_the_first_fails_the_second_has_ended_all_the_same(int cpus)
    {
        var done = false;
        Assert.Throws<MimicException>(() => Together.Run(
            () => throw new MimicException("First.", "None."),
            () =>
            {
                Thread.Sleep(50);
                done = true;
            },
            cpus));
        Assert.True(done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_two_failures_the_first_one_is_told(int cpus)
    {
        void Both(Action first) => Together.Run(first, () => throw new MimicException("Second.", "None."), cpus);
        Assert.Equal("First.", Assert.Throws<MimicException>(() => Both(() => throw new MimicException("First.", "None."))).Problem);
        Assert.Equal("Second.", Assert.Throws<MimicException>(() => Both(() => { })).Problem);
    }
}
