using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The columns that groups of items make under some statistics.</summary>
internal static class SeriesColumns
{
    /// <summary>The kind of event of a modality; null if it has no series.</summary>
    public static string? KindOf(Modality modality) => modality switch
    {
        Modality.Chart => EventCodes.Chart,
        Modality.Lab => EventCodes.Lab,
        Modality.Procedure => EventCodes.Procedure,
        _ => null,
    };

    /// <summary>
    /// A column per group and statistic, group by group: <c>tslab_attr_Sodium__mean</c>, or HAIM's positions, counted for each kind.
    /// </summary>
    public static IReadOnlyList<FeatureDefinition> Of(IReadOnlyList<SeriesGroup> groups, SeriesVariant variant, bool positional, string? prefix = null)
    {
        var (names, meanings) = (SeriesStatistics.NamesOf(variant), SeriesStatistics.MeaningsOf(variant));
        var columns = new List<FeatureDefinition>();
        var counts = new Dictionary<string, int>();
        foreach (var group in groups)
        {
            var (modality, table, column, own, position) = About(group.Kind);
            var first = counts.GetValueOrDefault(group.Kind);
            counts[group.Kind] = first + names.Count;
            for (var s = 0; s < names.Count; s++)
            {
                columns.Add(new(
                    positional ? $"{position}_{first + s}" : $"{prefix ?? own}_attr_{group.ColumnName}__{names[s]}",
                    modality,
                    new()
                    {
                        Table = table,
                        Items = group.ToString(),
                        Statistic = $"{column}, {meanings[s]}" + (variant == SeriesVariant.Haim ? ", after HAIM's appended 0" : string.Empty),
                        Unit = group.Unit is { } unit && KeepsUnit(names[s]) ? unit : null,
                    }));
            }
        }

        return columns;
    }

    private static (Modality Modality, string Table, string Column, string Prefix, string Position) About(string kind) => kind switch
    {
        EventCodes.Chart => (Modality.Chart, "icu/chartevents", "valuenum by charttime", "tschart", "ts_ce"),
        EventCodes.Lab => (Modality.Lab, "hosp/labevents", "valuenum by charttime", "tslab", "ts_le"),
        EventCodes.Procedure => (Modality.Procedure, "icu/procedureevents", "value by starttime", "tsprocedure", "ts_pe"),

        // Further tables of the ICU: fluids given and lost.
        _ => (Modality.Chart, $"events {kind}", "number by time", $"ts{kind.ToLowerInvariant()}", $"ts_{kind.ToLowerInvariant()}"),
    };

    private static bool KeepsUnit(string statistic) => statistic is "max" or "min" or "mean" or "meandiff" or "meanabsdiff" or "maxdiff"
        or "sumabsdiff" or "diff" or "trend" or "sum_values" or "median" or "standard_deviation" or "root_mean_square" or "maximum"
        or "absolute_maximum" or "minimum" or "mean_change" or "mean_abs_change" or "absolute_sum_of_changes"
        || statistic.StartsWith("quantile", StringComparison.Ordinal);
}
