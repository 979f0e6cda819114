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
        var gender = EventCodes.Join(EventCodes.Gender, random.Chance(0.5) ? "F" : "M");
        List<TrajectoryEvent> all = [new(subjectId, null, gender, Table: "hosp/patients")];
        for (var i = 1; i < events; i++)
        {
            time = time.AddMinutes(random.Next(200));
            all.Add(random.Next(3) switch
            {
                0 => Lab(subjectId, time, random.Next(100) / 10.0),
                1 => HeartRate(subjectId, time, random.Next(40, 150)),
                _ => Note(subjectId, time, $"Text {random.Next(1000)}\nwith a second line."),
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

            var descriptions = new Dictionary<string, string> { ["LAB//50912//mg/dL"] = "Creatinine, Blood" };
            writer.Complete(descriptions, "{\"made\":\"by hand\"}");
        }

        return TrajectoryStore.Open(folder);
    }

    private static TrajectoryEvent Lab(int subjectId, DateTime time, double value) => new(
        subjectId, time, "LAB//50912//mg/dL", value, null, "mg/dL", 60_000_001, null, "hosp/labevents", time.AddHours(1));

    private static TrajectoryEvent HeartRate(int subjectId, DateTime time, double value) => new(
        subjectId, time, "CHART//220045//bpm", value, null, "bpm", 60_000_001, 70_000_001, "icu/chartevents");

    private static TrajectoryEvent Note(int subjectId, DateTime time, string text) => new(
        subjectId, time, "NOTE//DISCHARGE//DS", null, text, Table: "note/discharge");
}
