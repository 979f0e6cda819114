using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Cohorts;

/// <summary>Invented patients for the tests of the selection.</summary>
internal static class Patients
{
    public const string Lab = "LAB//50912//mg/dL";
    public const string Chart = "CHART//220045//bpm";
    public const string Procedure = "PROCEDURE//224385//min";
    public const string Image = "IMAGE//CXR//PA";
    public const string Radiology = "NOTE//RADIOLOGY//RR";
    public const string Discharge = "NOTE//DISCHARGE//DS";

    public static readonly string[] Six = [Image, Lab, Chart, Procedure, Radiology, Discharge];

    public static readonly DateTime End = new(2150, 6, 15, 12, 0, 0);

    /// <summary>A patient with items (code, days before <see cref="End"/>); numbers are given to all.</summary>
    public static Trajectory Of(int id, bool dead, params IEnumerable<(string Code, double DaysBefore)> items)
    {
        var events = items.Select(i => new TrajectoryEvent(id, End.AddDays(-i.DaysBefore), i.Code, 1.0)).ToList();
        if (dead)
        {
            events.Add(new(id, End.AddDays(20), EventCodes.Death));
        }

        return new(id, SourceTag.Synthetic, events);
    }

    /// <summary>A patient with an item of each type in each of the last months.</summary>
    public static Trajectory Even(int id, bool dead, int months = 12) => Of(
        id, dead, Enumerable.Range(0, months).SelectMany(m => Six.Select(code => (code, (End - End.AddMonths(-m)).TotalDays))));

    /// <summary>Random patients, from sparse to dense, with noise that must not count.</summary>
    public static List<Trajectory> Random(long seed, int count)
    {
        var random = new SeededRandom(seed);
        string[] noise =
        [
            "LAB//50813//mmol/L", "CHART//224385//UNK", "PROCEDURE//220045//UNK", "IMAGE//ECG", "NOTE//ECHO//EC",
            "LABEL//50912", "OMR//Weight",
        ];
        var patients = new List<Trajectory>();
        for (var i = 0; i < count; i++)
        {
            var id = 90_000_001 + i;
            var last = new DateTime(2130, 1, 1).AddMinutes(random.Next(10_000_000));
            var events = new List<TrajectoryEvent>
            {
                new(id, null, random.Chance(0.5) ? "GENDER//F" : "GENDER//M"),
                new(id, last.AddYears(-random.Next(30, 80)), EventCodes.Birth),
            };
            for (var k = random.Next(80); k > 0; k--)
            {
                var code = random.Chance(0.2) ? random.Pick(noise) : random.Pick(Six);
                var time = last.AddHours(-Math.Round(random.NextDouble() * random.NextDouble() * 14_000));
                double? number = random.Chance(0.9) ? 1.5 : null;
                events.Add(new(id, random.Chance(0.02) ? null : time, code, number));
            }

            if (random.Chance(0.4))
            {
                events.Add(new(id, last.AddDays(random.Next(300)), EventCodes.Death));
            }

            patients.Add(new(id, SourceTag.Synthetic, events));
        }

        return patients;
    }
}
