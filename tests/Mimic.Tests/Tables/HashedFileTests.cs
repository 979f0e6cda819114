using System.Security.Cryptography;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public class HashedFileTests
{
    [Fact]
    public void The_checksum_is_that_of_the_file_however_it_is_read()
    {
        var random = new Random(4);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "file");
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(300_000)];
            random.NextBytes(bytes);
            File.WriteAllBytes(path, bytes);
            using var file = new HashedFile(new(path, FileMode.Open));
            var buffer = new byte[50_000];
            for (var i = random.Next(20); i > 0; i--)
            {
                file.Position = random.Next(3) == 0 ? random.Next(bytes.Length + 1) : file.Position;
                var start = (int)file.Position;
                var count = file.Read(buffer.AsSpan(0, random.Next(buffer.Length)));
                Assert.True(bytes.AsSpan(start, count).SequenceEqual(buffer.AsSpan(0, count)));
            }

            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256());
        }
    }
}
