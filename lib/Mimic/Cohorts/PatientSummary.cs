using Mimic.Trajectories;

namespace Mimic.Cohorts;

/// <summary>What the selection keeps of a patient: a few numbers, so that all patients fit in memory.</summary>
internal sealed class PatientSummary
{
    public required int SubjectId { get; init; }

    public required bool Dead { get; init; }

    /// <summary>Years at the last event; null if unknown.</summary>
    public double? Age { get; init; }

    public bool? Female { get; init; }

    public int Stays { get; init; }

    public int IcuStays { get; init; }

    public int Records { get; init; }

    public int Images { get; init; }

    /// <summary>Data types of which the patient has an item at any time.</summary>
    public IReadOnlySet<DataType> Present { get; private set; } = new HashSet<DataType>();

    /// <summary>Null where the patient has no item at all.</summary>
    public MonthWindow? Window { get; private set; }

    /// <summary>Items inside the window per month, the latest first.</summary>
    public int[] Months { get; private set; } = [];

    /// <summary>Items inside the window per data type.</summary>
    public int[] Types { get; } = new int[DataTypes.Count];

    public int ImagesInWindow { get; private set; }

    public int Items { get; private set; }

    public static PatientSummary Of(Trajectory patient, EntropyOptions options)
    {
        var items = new List<(DateTime Time, DataType Type)>();
        int stays = 0, icuStays = 0;
        DateTime? last = null;
        foreach (ref readonly var e in patient.Timed)
        {
            if (DataTypes.Of(e) is { } type)
            {
                items.Add((e.Time!.Value, type));
            }

            stays += EventCodes.Is(e.Code, EventCodes.Admission) ? 1 : 0;
            icuStays += EventCodes.Is(e.Code, EventCodes.IcuAdmission) ? 1 : 0;
            last = e.Code is EventCodes.Birth or EventCodes.Death ? last : e.Time;
        }

        var death = patient.Death;
        var summary = new PatientSummary
        {
            SubjectId = patient.SubjectId,
            Dead = death is not null,
            Age = patient.Birth is { } birth && last is { } time ? time.Year - birth.Year : null,
            Female = Sex(patient),
            Stays = stays,
            IcuStays = icuStays,
            Records = patient.Timed.Length,
            Images = items.Count(i => i.Type == DataType.Image),
        };
        summary.Count(items, death, options);
        return summary;
    }

    private static bool? Sex(Trajectory patient)
    {
        foreach (ref readonly var fact in patient.Facts)
        {
            if (EventCodes.Is(fact.Code, EventCodes.Gender))
            {
                return fact.Code == EventCodes.Join(EventCodes.Gender, "F");
            }
        }

        return null;
    }

    private void Count(List<(DateTime Time, DataType Type)> items, DateTime? death, EntropyOptions options)
    {
        Present = items.Select(i => i.Type).ToHashSet();
        var chosen = items.Where(i => options.Types.Contains(i.Type)).ToList();
        if (chosen.Count == 0)
        {
            return;
        }

        var end = options.End == WindowEnd.Death && death is { } d ? d : chosen[^1].Time;
        Window = new(end, options);
        ImagesInWindow = items.Count(i => i.Type == DataType.Image && Window.BinOf(i.Time) >= 0);
        Months = new int[options.PossibleMonths];
        foreach (var (time, type) in options.Counting == ItemCounting.PerMoment ? chosen.Distinct() : chosen)
        {
            if (Window.BinOf(time) is var bin and >= 0)
            {
                Months[bin]++;
                Types[(int)type]++;
                Items++;
            }
        }
    }
}
