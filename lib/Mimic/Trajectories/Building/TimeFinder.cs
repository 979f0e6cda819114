using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Finds the time of the current row by a list of sources.</summary>
internal sealed class TimeFinder
{
    private const long MicrosecondsOfSecond = 1_000_000;
    private const long MicrosecondsOfDay = 86_400 * MicrosecondsOfSecond;

    private readonly RowCells _row;
    private readonly KeyTables _keys;
    private readonly (TimeKind Kind, int First, int Second)[] _sources;
    private readonly int _column;

    public TimeFinder(RowCells row, KeyTables keys, IReadOnlyList<TimeSource> sources)
    {
        (_row, _keys) = (row, keys);
        _sources = [.. sources.Select(s => (s.Kind, At(s, 0), At(s, 1)))];
        _column = _sources is [(TimeKind.Column, var column, _), ..] ? column : -1;

        int At(TimeSource source, int place) => source.Columns.Count > place ? row.Column(source.Columns[place]) : -1;
    }

    public bool IsEmpty => _sources.Length == 0;

    /// <summary>The first time that a source gives, or why there is none.</summary>
    /// <param name="subject">The patient of the row.</param>
    /// <param name="hadm">Its admission.</param>
    /// <param name="stay">Its stay.</param>
    /// <param name="time">The time, in microseconds since 1970.</param>
    /// <param name="isDay">Whether the time is only a day, at midnight.</param>
    public Refusal Find(int subject, int hadm, int stay, out long time, out bool isDay)
    {
        isDay = false;
        return _column >= 0 && _row.Reader.TryMicroseconds(_column, out time) ? Refusal.None : FindAny(subject, hadm, stay, out time, out isDay);
    }

    /// <summary>The last second of a day: what has only a date may be used when the day is over.</summary>
    /// <param name="day">Its midnight, in microseconds since 1970.</param>
    public static long EndOf(long day) => day + MicrosecondsOfDay - MicrosecondsOfSecond;

    private Refusal FindAny(int subject, int hadm, int stay, out long time, out bool isDay)
    {
        var refusal = Refusal.NoTime;
        foreach (var (kind, first, second) in _sources)
        {
            isDay = false;
            DateTime? found = null;
            switch (kind)
            {
                case TimeKind.Column:
                    found = _row.Reader.Time(first);
                    break;
                case TimeKind.Day:
                    (found, isDay) = (_row.Reader.Time(first)?.Date, true);
                    break;
                case TimeKind.Discharge:
                    var admission = hadm >= 0 ? _keys.AdmissionOf(subject, hadm) : null;
                    found = admission?.Discharge;
                    refusal = admission is null ? Refusal.UnknownAdmission : Refusal.OpenAdmission;
                    break;
                case TimeKind.EdArrival or TimeKind.EdDeparture:
                    var edStay = stay >= 0 ? _keys.EdStayOf(subject, stay) : null;
                    found = kind == TimeKind.EdArrival ? edStay?.Arrival : edStay?.Departure;
                    refusal = Refusal.UnknownEdStay;
                    break;
                case TimeKind.Birth:
                    found = Birth(first, second);
                    break;
                case TimeKind.Death:
                    found = _keys.DeathOf(subject);
                    break;
                case TimeKind.Study:
                    if (StudyTime.Parse(_row.Trimmed(first), _row.Trimmed(second)) is { } study)
                    {
                        (found, isDay) = (study.Time, study.IsDay);
                    }

                    break;
                default:
                    throw new InvalidOperationException($"{kind} is not a source of a time.");
            }

            if (found is { } value)
            {
                time = MedsValues.FromTime(value);
                return Refusal.None;
            }
        }

        (time, isDay) = (default, false);
        return refusal;
    }

    private DateTime? Birth(int anchorYear, int anchorAge) =>
        _row.Id(anchorYear) - _row.Id(anchorAge) is { } year and >= 1 and <= 9999 ? new DateTime(year, 1, 1) : null;
}
