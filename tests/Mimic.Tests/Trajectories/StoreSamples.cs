using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>Invented trajectories, and stores of them.</summary>
internal static class StoreSamples
{
    public const int FirstSubject = 90_000_001;

    public static readonly MedsStoreInfo Info = new()
    {
        Source = SourceTag.Synthetic,
        DatasetName = "sample",
        DatasetVersion = "0.1",
        Seed = 7,
        InputFingerprint = "none",
        CreatedAt = new DateTime(2030, 1, 2, 3, 4, 5),
    };

    /// <summary>A patient with every column filled in some events and absent in others.</summary>
    public static Trajectory Patient(int subjectId, int events = 20)
    {
        var random = new SeededRandom(subjectId);
        var time = new DateTime(2150, 3, 4).AddDays(random.Next(2000));
        List<TrajectoryEvent> all = [new(subjectId, null, EventCodes.Join(EventCodes.Gender, random.Chance(0.5) ? "F" : "M"), Table: "hosp/patients")];
        for (var i = 1; i < events; i++)
        {
            time = time.AddMinutes(random.Next(200));
            all.Add(random.Next(3) switch
            {
                0 => new(subjectId, time, "LAB//50912//mg/dL", random.Next(100) / 10.0, null, "mg/dL", 60_000_001, null, "hosp/labevents", time.AddHours(1)),
                1 => new(subjectId, time, "CHART//220045//bpm", random.Next(40, 150), null, "bpm", 60_000_001, 70_000_001, "icu/chartevents"),
                _ => new(subjectId, time, "NOTE//DISCHARGE//DS", null, $"Text {random.Next(1000)}\nwith a second line.", Table: "note/discharge"),
            });
        }

        return new(subjectId, SourceTag.Synthetic, all);
    }

    /// <summary>Patients with ascending numbers.</summary>
    public static IEnumerable<Trajectory> Patients(int count, int events = 20) =>
        Enumerable.Range(FirstSubject, count).Select(id => Patient(id, events));

    /// <summary>Writes a store and opens it.</summary>
    public static TrajectoryStore Store(string folder, IEnumerable<Trajectory> patients, ShardLimits? limits = null)
    {
        using (var writer = new MedsStoreWriter(folder, Info, limits ?? new()))
        {
            foreach (var patient in patients)
            {
                writer.Add(patient);
            }

            writer.Complete(new Dictionary<string, string> { ["LAB//50912//mg/dL"] = "Creatinine, Blood" }, "{\"made\":\"by hand\"}");
        }

        return TrajectoryStore.Open(folder);
    }
}
