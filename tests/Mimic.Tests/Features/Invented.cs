using Mimic.Access;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Tests.Features;

/// <summary>Invented patients for the tests of features.</summary>
internal static class Invented
{
    public static readonly DateTime Noon = new(2150, 6, 1, 12, 0, 0);

    public const int Subject = 90000001;

    public static TrajectoryEvent Event(
        string code, double hours, double? number = null, string? text = null, double? storedHours = null, int subject = Subject) =>
        new(subject, Noon.AddHours(hours), code, number, text, AvailableTime: storedHours is { } h ? Noon.AddHours(h) : null);

    public static TrajectoryEvent Fact(string code, double? number = null, int subject = Subject) => new(subject, null, code, number);

    public static TrajectoryEvent Born(int year, int subject = Subject) => new(subject, new DateTime(year, 1, 1), EventCodes.Birth);

    public static Trajectory Patient(params IEnumerable<TrajectoryEvent> events) => new(Subject, SourceTag.Synthetic, events);

    /// <summary>An origin of which only the table is told.</summary>
    public static FeatureOrigin Origin(string table = "invented") => new() { Table = table, Statistic = "as invented" };

    /// <summary>The table of one patient as of noon.</summary>
    public static FeatureTable Build(FeatureOptions options, params IEnumerable<TrajectoryEvent> events) =>
        new FeatureBuilder(options).Build([(Patient(events), new Sample(Subject, Noon, null))], null);

    /// <summary>A table of one document per row.</summary>
    public static FeatureTable Documents(params IReadOnlyList<string?> texts) => new(
        SourceTag.Synthetic,
        [.. texts.Select((_, i) => new Sample(Subject + i, Noon, i % 2 == 0))],
        [new("notes_text", Modality.Note, Origin("invented notes"), ColumnKind.Document, [.. texts])]);

    /// <summary>A table of one category per row.</summary>
    public static FeatureTable Categories(params IReadOnlyList<string?> values) => new(
        SourceTag.Synthetic,
        [.. values.Select((_, i) => new Sample(Subject + i, Noon, i % 2 == 0))],
        [new("demographics_race", Modality.Demographics, Origin("invented admissions"), ColumnKind.Category, [.. values])]);
}
