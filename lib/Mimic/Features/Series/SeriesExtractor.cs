using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The 11 statistics of each of HAIM's charted signs, laboratory results and procedures.</summary>
internal sealed class SeriesExtractor : IFeatureExtractor
{
    private readonly string _kind;
    private readonly SeriesVariant _variant;
    private readonly Dictionary<ItemGroup, int> _position;

    public SeriesExtractor(Modality modality, SeriesVariant variant, bool positionalNames)
    {
        _variant = variant;
        var (kind, table, column, prefix, positional, groups) = modality switch
        {
            Modality.Chart => (EventCodes.Chart, "icu/chartevents", "valuenum by charttime", "tschart", "ts_ce", HaimItems.Chart),
            Modality.Lab => (EventCodes.Lab, "hosp/labevents", "valuenum by charttime", "tslab", "ts_le", HaimItems.Lab),
            Modality.Procedure =>
                (EventCodes.Procedure, "icu/procedureevents", "value by starttime", "tsprocedure", "ts_pe", HaimItems.Procedure),
            _ => throw new ArgumentOutOfRangeException(nameof(modality)),
        };
        _kind = kind;
        _position = groups.Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i);
        Features =
        [
            .. groups.SelectMany((group, g) => SeriesStatistics.Names.Select((statistic, s) => new FeatureDefinition(
                positionalNames
                    ? $"{positional}_{(g * SeriesStatistics.Names.Count) + s}"
                    : $"{prefix}_attr_{group.ColumnName}__{statistic}",
                modality,
                new()
                {
                    Table = table,
                    Items = $"{group.Label} (itemid {string.Join(", ", group.ItemIds)})",
                    Statistic = $"{column}, {SeriesStatistics.Meanings[s]}"
                        + (variant == SeriesVariant.Haim ? ", after HAIM's appended 0" : string.Empty),
                }))),
        ];
    }

    public IReadOnlyList<FeatureDefinition> Features { get; }

    public void Extract(PatientAsOf patient, FeatureRow row) => Extract(patient.Recent, row);

    /// <summary>Fills in the features from events in time order, each of which the row checks.</summary>
    internal void Extract(ReadOnlySpan<TrajectoryEvent> events, FeatureRow row)
    {
        var series = new List<TrajectoryEvent>[_position.Count];
        foreach (ref readonly var e in events)
        {
            if (e.NumericValue is not null && EventCodes.Is(e.Code, _kind) && EventCodes.ItemId(e.Code) is { } item
                && HaimItems.Find(_kind, item) is { } group)
            {
                (series[_position[group]] ??= []).Add(e);
            }
        }

        for (var g = 0; g < series.Length; g++)
        {
            var own = series[g] is { } list ? list.ToArray() : [];
            row.Set(g * SeriesStatistics.Names.Count, SeriesStatistics.Compute([.. own.Select(e => e.NumericValue!.Value)], _variant), own);
        }
    }
}
