using System.Runtime.InteropServices;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The statistics of the charted signs, laboratory results or procedures that are known at a prediction time.</summary>
internal sealed class SeriesExtractor : IFeatureExtractor
{
    private readonly SeriesGroup[] _groups;
    private readonly SeriesVariant _variant;
    private readonly SeriesBook _book;

    public SeriesExtractor(Modality modality, SeriesVariant variant, bool positionalNames, SeriesItems? items = null)
    {
        var kind = SeriesColumns.KindOf(modality) ?? throw new ArgumentOutOfRangeException(nameof(modality));
        _groups = [.. (items ?? (positionalNames ? SeriesItems.Published : SeriesItems.Standard)).Groups.Where(g => g.Kind == kind)];
        _variant = variant;
        _book = new(_groups);
        Features = SeriesColumns.Of(_groups, variant, positionalNames);
    }

    public IReadOnlyList<FeatureDefinition> Features { get; }

    public void Extract(PatientAsOf patient, FeatureRow row) => Extract(patient.Recent, row);

    /// <summary>Fills in the features from events in time order, each of which the row checks.</summary>
    internal void Extract(ReadOnlySpan<TrajectoryEvent> events, FeatureRow row)
    {
        var series = new (List<TrajectoryEvent> Events, List<double> Values)[_groups.Length];
        foreach (ref readonly var e in events)
        {
            if (e.NumericValue is not { } number || _book.Find(e.Code) is not { Group: >= 0 } place)
            {
                continue;
            }

            var value = _book.Take(place, number, out var dropped);
            if (dropped is not null)
            {
                row.Drop(dropped);
                continue;
            }

            ref var own = ref series[place.Group];
            own = own.Events is null ? ([], []) : own;
            own.Events.Add(e);
            own.Values.Add(value);
        }

        var width = SeriesStatistics.NamesOf(_variant).Count;
        Span<double> result = new double[width];
        for (var g = 0; g < series.Length; g++)
        {
            SeriesStatistics.Compute(CollectionsMarshal.AsSpan(series[g].Values), _variant, result);
            row.Set(g * width, result, CollectionsMarshal.AsSpan(series[g].Events));
        }
    }
}
