using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables.Radiographs;

[Collection(MemoryIsMeasured.Name)]
public class RadiographMemoryTests
{
    [Fact]
    public void As_many_films_as_the_real_collection_has_fit_into_little_memory()
    {
        const int All = 377_110;
        using var folder = new TemporaryFolder();
        using (var text = new StreamWriter(folder.Write(RadiographIndexTests.Metadata, $"{RadiographIndexTests.Header}\n"), append: true))
        {
            for (var i = 0; i < All; i++)
            {
                // In no order; five films for three studies, seventeen for three patients.
                var film = (int)((i * 7_919L) % All);
                var study = film * 3 / 5;
                text.Write($"{film:x8}-00000000-00000000-00000000-00000000,{10_000_000 + (study * 10 / 34)},{50_000_000 + study},PA,2544,3056,21500502,{90_000 + (film % 50)}.5\n");
            }
        }

        var data = MimicDataset.Open(folder.Path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = RadiographIndex.Read(data);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal((All, 226_266), (index.ImageCount, index.StudyCount));
        Assert.True(kept < 50_000_000, $"{kept} bytes are kept");
        GC.KeepAlive(index);
    }
}
