using System.Runtime.InteropServices;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>Reads the tables of radiographs strictly into compact rows.</summary>
internal sealed class RadiographTable
{
    public const byte NoSplit = 0;

    /// <summary>The parts of the published split by number.</summary>
    public static readonly string?[] Splits = [null, "train", "validate", "test"];

    private const string OnePatient = "A study belongs to one patient: get both tables anew, of one release.";

    private readonly List<Film> _films = [];
    private readonly Dictionary<DicomId, int> _places = [];
    private readonly Dictionary<int, int> _subjects = [];
    private readonly List<string> _views = [];

    /// <summary>A film.</summary>
    internal struct Film
    {
        public DicomId Id;
        public int Subject;
        public int Study;
        public int Rows;
        public int Columns;

        /// <summary>Ticks; -1 if not known.</summary>
        public long Time;
        public short View;
        public byte Split;
        public bool IsDay;
    }

    /// <summary>The films by patient, study, time and identifier.</summary>
    public Film[] Films { get; private set; } = [];

    /// <summary>What ViewPosition says, by number.</summary>
    public IReadOnlyList<string> Views => _views;

    /// <summary>Reads the films and their split.</summary>
    /// <param name="data">The data set, with cxr/metadata or at least cxr/record_list.</param>
    /// <exception cref="MimicException">Neither is there, or a row cannot be; the message names file, line and column.</exception>
    public static RadiographTable Read(MimicDataset data)
    {
        var table = new RadiographTable();
        if (data.Find("cxr/metadata") is null && data.Find("cxr/record_list") is { } list)
        {
            table.ReadList(list);
        }
        else
        {
            table.ReadMetadata(data.Require("cxr/metadata"));
        }

        if (data.Find("cxr/split") is { } split)
        {
            table.ReadSplit(split);
        }

        table.Films = [.. table._films];
        Array.Sort(table.Films, (a, b) => (a.Subject, a.Study, a.Time).CompareTo((b.Subject, b.Study, b.Time)) is var order and not 0 ? order : a.Id.CompareTo(b.Id));
        table._films.Clear();
        table._films.TrimExcess();
        table._places.Clear();
        table._places.TrimExcess();
        return table;
    }

    /// <summary>Checks that a study of another table has the same patient.</summary>
    /// <param name="reader">The table, at the row.</param>
    /// <param name="subjectColumn">Its column of the patient.</param>
    /// <param name="study">The study of the row.</param>
    /// <returns>Whether any film is of this study.</returns>
    public bool Knows(TableReader reader, int subjectColumn, int study)
    {
        if (!_subjects.TryGetValue(study, out var subject))
        {
            return false;
        }

        return reader.Int32(subjectColumn) == subject ? true : throw reader.Error(subjectColumn, "the study is of another patient in another table.", OnePatient);
    }

    private void ReadMetadata(TableFile file)
    {
        var views = new Dictionary<string, short>(StringComparer.Ordinal);
        using var reader = TableReader.Open(file, ["dicom_id", "subject_id", "study_id", "ViewPosition", "Rows", "Columns", "StudyDate", "StudyTime"]);
        while (reader.Read())
        {
            var film = new Film { Rows = Pixels(reader, 4), Columns = Pixels(reader, 5), View = -1, Time = -1 };
            if (reader.Text(3)?.Trim() is { } view)
            {
                if (!views.TryGetValue(view, out film.View))
                {
                    views.Add(view, film.View = (short)_views.Count);
                    _views.Add(view);
                }
            }

            if (!reader.IsEmpty(6))
            {
                var (time, isDay) = StudyTime.Parse(reader.Bytes(6).Trim(" "u8), reader.Bytes(7).Trim(" "u8))
                    ?? throw reader.Error(6, "the value is not a date: eight digits, yyyyMMdd.", Damage.FetchAgain);
                (film.Time, film.IsDay) = (time.Ticks, isDay);
            }

            Add(reader, 0, 1, 2, film);
        }
    }

    private void ReadList(TableFile file)
    {
        using var reader = TableReader.Open(file, ["dicom_id", "subject_id", "study_id"]);
        while (reader.Read())
        {
            Add(reader, 0, 1, 2, new() { View = -1, Time = -1 });
        }
    }

    private void ReadSplit(TableFile file)
    {
        using var reader = TableReader.Open(file, ["dicom_id", "subject_id", "study_id", "split"]);
        var parts = new Dictionary<int, byte>();
        var seen = new HashSet<DicomId>();
        while (reader.Read())
        {
            var id = Id(reader, 0);
            var study = reader.Int32(2);
            if (!seen.Add(id))
            {
                throw reader.Error(0, "the image stands in an earlier row too.", Damage.FetchAgain);
            }

            var split = reader.Text(3)?.Trim() is { } name ? Array.IndexOf(Splits, name) : -1;
            if (split <= NoSplit)
            {
                throw reader.Error(3, "the value is not train, validate or test.", Damage.FetchAgain);
            }

            if (!parts.TryAdd(study, (byte)split) && parts[study] != split)
            {
                throw reader.Error(3, "the study has images in two parts.", Damage.FetchAgain);
            }

            if (_places.TryGetValue(id, out var place))
            {
                ref var film = ref CollectionsMarshal.AsSpan(_films)[place];
                if (film.Study != study)
                {
                    throw reader.Error(2, "the image is of another study in another table.", "Get both tables anew, of one release.");
                }

                Knows(reader, 1, study);
                film.Split = (byte)split;
            }
        }
    }

    private void Add(TableReader reader, int id, int subject, int study, Film film)
    {
        (film.Id, film.Subject, film.Study) = (Id(reader, id), reader.Int32(subject), reader.Int32(study));
        if (!_places.TryAdd(film.Id, _films.Count))
        {
            throw reader.Error(id, "the image stands in an earlier row too.", Damage.FetchAgain);
        }

        if (!_subjects.TryAdd(film.Study, film.Subject) && _subjects[film.Study] != film.Subject)
        {
            throw reader.Error(subject, "the study is of another patient in an earlier row.", Damage.FetchAgain);
        }

        _films.Add(film);
    }

    private static DicomId Id(TableReader reader, int column) => DicomId.Parse(reader.Bytes(column).Trim(" "u8))
        ?? throw reader.Error(column, "the value is not five groups of eight hexadecimal digits.", Damage.FetchAgain);

    private static int Pixels(TableReader reader, int column) => reader.OptionalInt32(column) is not { } pixels ? 0
        : pixels > 0 ? pixels : throw reader.Error(column, "the value is not a number of pixels.", Damage.FetchAgain);
}
