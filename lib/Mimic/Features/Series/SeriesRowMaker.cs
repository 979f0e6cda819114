using System.Runtime.InteropServices;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Divides the measurements of a patient into rows and computes the statistics of each.</summary>
internal sealed class SeriesRowMaker
{
    private const long PerHour = 3_600_000_000;
    private const string NoAdmission = "outside of an admission";
    private const string NoStay = "in an admission without an ICU stay, or outside of one";

    private readonly SeriesOptions _options;
    private readonly Dictionary<string, int> _dropped;
    private readonly List<double>[] _series;
    private readonly double[] _empty;

    public SeriesRowMaker(SeriesOptions options, int groups, Dictionary<string, int> dropped)
    {
        (_options, _dropped) = (options, dropped);
        _series = [.. Enumerable.Range(0, groups).Select(_ => new List<double>())];
        _empty = SeriesStatistics.Compute([], options.Statistics);
    }

    /// <summary>The rows of a patient by their first measurement.</summary>
    public IEnumerable<SeriesRow> Rows((int Subject, List<Measurement> Measurements) patient)
    {
        var (subject, all) = patient;
        switch (_options.By)
        {
            case SeriesBy.Admission:
                return Keyed(all, m => m.Hadm, NoAdmission)
                    .Select(g => Row(subject, g.Key, null, g.Own, g.Own[0].Time, g.Own[^1].Time));
            case SeriesBy.IcuStay:
                return Stays(subject, all);
            case SeriesBy.Hours:
                var (t0, length) = (all[0].Time, _options.Hours * PerHour);
                return all.GroupBy(m => (m.Time - t0) / length)
                    .Select(g => Row(subject, null, null, [.. g], t0 + (g.Key * length), t0 + ((g.Key + 1) * length)));
            default:
                return [Row(subject, null, null, all, all[0].Time, all[^1].Time)];
        }
    }

    private IEnumerable<SeriesRow> Stays(int subject, List<Measurement> all)
    {
        // A stay lies in one admission; a measurement that names both says which.
        var stays = all.Where(m => m.Stay != EventBlock.None).DistinctBy(m => m.Stay).ToList();
        var admissions = stays.Select(s => s.Hadm).ToHashSet();
        Drop(all.Count(m => m.Stay == EventBlock.None && (m.Hadm == EventBlock.None || !admissions.Contains(m.Hadm))), NoStay);
        return stays.Select(s =>
        {
            var own = all.FindAll(m => m.Stay == s.Stay || (m.Stay == EventBlock.None && m.Hadm != EventBlock.None && m.Hadm == s.Hadm));
            return Row(subject, s.Hadm == EventBlock.None ? null : s.Hadm, s.Stay, own, own[0].Time, own[^1].Time);
        });
    }

    private IEnumerable<(int Key, List<Measurement> Own)> Keyed(List<Measurement> all, Func<Measurement, int> key, string none)
    {
        Drop(all.Count(m => key(m) == EventBlock.None), none);
        return all.Where(m => key(m) != EventBlock.None).GroupBy(key, (k, own) => (k, own.ToList()));
    }

    private void Drop(int count, string reason)
    {
        if (count > 0)
        {
            _dropped[reason] = _dropped.GetValueOrDefault(reason) + count;
        }
    }

    private SeriesRow Row(int subject, int? hadm, int? stay, List<Measurement> own, long start, long end)
    {
        foreach (var m in own)
        {
            _series[m.Group].Add(m.Value);
        }

        var values = new double[_series.Length * _empty.Length];
        for (var g = 0; g < _series.Length; g++)
        {
            var result = values.AsSpan(g * _empty.Length, _empty.Length);
            if (_series[g].Count == 0)
            {
                _empty.CopyTo(result);
                continue;
            }

            SeriesStatistics.Compute(CollectionsMarshal.AsSpan(_series[g]), _options.Statistics, result);
            _series[g].Clear();
        }

        return new(subject, hadm, stay, EventBlock.ToTime(start)!.Value, EventBlock.ToTime(end)!.Value, values);
    }
}
