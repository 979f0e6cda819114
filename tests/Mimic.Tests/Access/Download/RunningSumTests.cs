using System.Security.Cryptography;
using Mimic.Access.Download;

namespace Mimic.Tests.Access.Download;

public sealed class RunningSumTests : IDisposable
{
    private const int PieceBytes = 1_500_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2_500_000)]
    [InlineData(2, 0)]
    [InlineData(4, 700_000)]
    public async Task The_sum_is_that_of_the_file_in_whatever_order_its_pieces_come(int connections, int earlier)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var content = new byte[random.Next(3_000_000, 7_000_000)];
            random.NextBytes(content);
            using var file = Open($"{seed}.gz", content, earlier);
            using var sum = new RunningSum(file);
            sum.Advance(file.Front);
            var claimed = new List<int>();
            while (!file.IsWhole)
            {
                Claim(file, claimed, connections);
                Write(file, sum, claimed[random.Next(claimed.Count)], content, random.Next(1, 600_000));
            }

            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), await sum.FinishAsync(content.Length));
        }
    }

    [Fact]
    public async Task A_sum_that_was_stopped_takes_nothing_more()
    {
        var content = new byte[5_000_000];
        using var file = Open("a.gz", content, content.Length);
        using var sum = new RunningSum(file);
        await sum.StopAsync();
        sum.Take(content.AsSpan(0, 100), 0, 100);
        sum.Advance(file.Front);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([])), await sum.FinishAsync(content.Length));
    }

    [Fact]
    public async Task What_is_begun_anew_does_not_disturb_the_sum_that_nobody_wants_any_more()
    {
        var content = new byte[5_000_000];
        using var file = Open("a.gz", content, content.Length);
        using var sum = new RunningSum(file);
        sum.Advance(file.Front);
        await sum.StopAsync();
        file.Clear(asStream: false);
        sum.Take(content.AsSpan(0, 100), 0, 100);
        Assert.Equal(0, file.Have);
    }

    private PartialFile Open(string name, byte[] content, int earlier)
    {
        _folder.Write(name + ".partial", content[..Math.Min(earlier, content.Length)]);
        var file = PartialFile.Open(_folder[name], PieceBytes);
        file.SetTotal(content.Length);
        return file;
    }

    private static void Claim(PartialFile file, List<int> claimed, int connections)
    {
        claimed.RemoveAll(i => file.Next(i) == file.End(i));
        for (var i = 0; i < file.Pieces && claimed.Count < connections; i++)
        {
            if (file.Next(i) < file.End(i) && !claimed.Contains(i))
            {
                claimed.Add(i);
            }
        }
    }

    private static void Write(PartialFile file, RunningSum sum, int piece, byte[] content, int most)
    {
        var from = file.Next(piece);
        var bytes = content.AsSpan((int)from, (int)Math.Min(most, file.End(piece)!.Value - from));
        file.Write(piece, bytes);
        sum.Take(bytes, from, file.Front);
    }
}
