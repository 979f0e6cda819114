using System.Diagnostics;
using Mimic.Access;

namespace Mimic.Tests.Access.Download;

/// <summary>
/// 200 downloads from a server that does everything wrong that servers do, at random: every one ends with all files right, or with one
/// clear error and no wrong file; and once the server behaves, the same call finishes it.
/// </summary>
public sealed class HostileRunsTests(ITestOutputHelper log)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(150)]
    public async Task Every_run_ends_with_right_files_or_one_clear_error(int first)
    {
        var (clock, whole) = (Stopwatch.StartNew(), 0);
        await Parallel.ForEachAsync(Enumerable.Range(first, 50), new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (seed, _) =>
        {
            await Task.Yield();
            try
            {
                Interlocked.Add(ref whole, RunOnce(seed) ? 1 : 0);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        });
        log.WriteLine($"{whole} of 50 runs got all files at once; {clock.Elapsed.TotalSeconds:0.0} s");

        // Neither a server so kind that nothing is tested nor one that never gives anything.
        Assert.InRange(whole, 10, 48);
    }

    /// <summary>Whether all files came in the first run.</summary>
    private static bool RunOnce(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var server = new HostileServer(isEncrypted: seed % 2 == 1);
        using var elsewhere = new HostileServer(isEncrypted: seed % 2 == 1);
        for (var i = 0; i < random.Next(2, 7); i++)
        {
            var table = Downloads.Table(random.Next(5) == 0 ? random.Next(3) : random.Next(200_000), random.Next());
            server.Add($"hosp/table{i}.csv.gz", table);
        }

        foreach (var (path, bytes) in server.Files)
        {
            elsewhere.Add(path, bytes);
        }

        var hostility = random.NextDouble() * 0.95;
        var tricks = Enum.GetValues<Trick>().Except([Trick.WaitTwoSeconds, Trick.WaitAnHour, Trick.TooSlow]).OrderBy(_ => random.Next()).Take(random.Next(1, 8)).ToArray();
        var always = random.Next(4) == 0 ? $"hosp/table{random.Next(4)}.csv.gz" : null;
        server.Elsewhere = elsewhere.Address;
        server.Choose = request =>
        {
            var chance = request.Chance(seed);
            return request.Path == always || chance.NextDouble() < (request.IsOfList ? hostility / 3 : hostility) ? tricks[chance.Next(tricks.Length)] : Trick.None;
        };
        var login = seed % 2 == 1 ? new DownloadLogin(server.Address, "anna", Password) : null;
        var options = Downloads.Impatient with { Login = login, Connections = random.Next(1, 9) };
        var isWhole = TryRun(server, folder, options);
        Downloads.AssertNoneWrong(server, folder);

        server.Choose = _ => Trick.None;
        Downloads.Run(server, folder, options);
        Downloads.AssertAllRight(server, folder);
        Assert.DoesNotContain(elsewhere.Heads, h => h.Contains("Authorization", StringComparison.OrdinalIgnoreCase) || h.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(login is null, server.Heads.All(h => !h.Contains("Authorization", StringComparison.OrdinalIgnoreCase)));
        return isWhole;
    }

    private static bool TryRun(HostileServer server, TemporaryFolder folder, DownloadOptions options)
    {
        try
        {
            var report = Downloads.Run(server, folder, options);
            Downloads.AssertAllRight(server, folder);
            Assert.Equal(0, report.Missing);
            return true;
        }
        catch (MimicException e)
        {
            Assert.True(e.Problem.Length > 20 && e.Remedy.Length > 20, e.Message);
            Assert.DoesNotContain(Password, e.ToString(), StringComparison.Ordinal);
            return false;
        }
    }
}
