using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>A store of very many patients, written straight from invented events: what matters is its shape, not its medicine.</summary>
internal static class InventedStore
{
    private const int FirstSubject = 10_000_000;

    /// <summary>The folder of a store of so many patients, written unless this library wrote it already; one of another is removed.</summary>
    public static string Get(string folder, int patients)
    {
        var name = Invariant($"store-{patients}-");
        var store = Path.Combine(folder, name + typeof(MedsStoreWriter).Module.ModuleVersionId.ToString("N")[..8]);
        if (!Directory.Exists(store))
        {
            foreach (var old in Directory.Exists(folder) ? Directory.GetDirectories(folder, name + "*") : [])
            {
                Directory.Delete(old, recursive: true);
            }

            Console.Error.WriteLine(Invariant($"Writing a store of {patients:#,0} invented patients ..."));
            Write(store, patients);
        }

        return store;
    }

    private static void Write(string folder, int patients)
    {
        using var writer = new MedsStoreWriter(
            folder, new() { Source = SourceTag.Synthetic, DatasetName = "invented", InputFingerprint = "none", Seed = 1 });
        for (var i = 0; i < patients; i++)
        {
            writer.Add(Patient(FirstSubject + (3 * i), i, new Random(i)));
        }

        writer.Complete(new Dictionary<string, string>(), "{}");
    }

    // Most have some tens of events, every hundredth some thousands, every ten thousandth a hundred thousand.
    private static Trajectory Patient(int id, int number, Random random)
    {
        var count = random.Next(20, 120) * (number % 10_000 == 9999 ? 1000 : number % 100 == 99 ? 40 : 1);
        var time = new DateTime(2110, 1, 1).AddMinutes(random.Next(50_000_000));
        var admission = random.Next(20_000_000, 30_000_000);
        var events = new List<TrajectoryEvent>(count) { new(id, null, random.Next(2) == 0 ? "GENDER//F" : "GENDER//M", Table: "hosp/patients") };
        while (events.Count < count)
        {
            time = time.AddMinutes(random.Next(90));
            for (var n = random.Next(1, 12); n > 0 && events.Count < count; n--)
            {
                var item = (int)(2000 * Math.Pow(random.NextDouble(), 3));
                events.Add(item % 4 == 3
                    ? new(id, time, $"CHART//{220_000 + item}", null, $"answer {random.Next(40)}", null, admission, admission + 1, "icu/chartevents", time.AddMinutes(20))
                    : new(id, time, $"LAB//{50_000 + item}//mg/dL", random.Next(2000) / 10.0, null, "mg/dL", admission, null, "hosp/labevents", time.AddMinutes(70)));
            }
        }

        if (number % 30 == 0)
        {
            events.Add(new(id, time, "NOTE//DISCHARGE//DS", null, string.Concat(Enumerable.Range(0, 300).Select(k => $"word{random.Next(3000)} ")), Table: "note/discharge"));
        }

        return new(id, SourceTag.Synthetic, events);
    }
}
