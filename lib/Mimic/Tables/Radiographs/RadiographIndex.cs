using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>
/// All radiographic studies of a data set: several films a study, each with its time and view, labels by study. The 377,110 films of
/// MIMIC-CXR take less than 50 MB; the records are made as they are asked for.
/// </summary>
/// <example><code>
/// var radiographs = RadiographIndex.Read(data);
/// var frontal = radiographs.Studies.SelectMany(s => s.Frontal).Count();
/// var files = radiographs.OfPatient(90000001).SelectMany(s => s.Images).Select(i => radiographs.FileOf(i));
/// </code></example>
[TypeFormatterSource]
public sealed class RadiographIndex
{
    private readonly RadiographTable _table;
    private readonly int[] _starts;
    private readonly Dictionary<int, int> _places;
    private readonly RadiographLabelTable? _chexpert;
    private readonly RadiographLabelTable? _negbio;
    private readonly IReadOnlyList<string> _roots;

    private RadiographIndex(MimicDataset data)
    {
        _table = RadiographTable.Read(data);
        (_roots, Source) = (data.ImageRoots, data.Source);
        var films = _table.Films;
        _starts = [.. Enumerable.Range(0, films.Length).Where(i => i == 0 || films[i].Study != films[i - 1].Study), films.Length];
        _places = new(StudyCount);
        for (var i = 0; i < StudyCount; i++)
        {
            _places.Add(films[_starts[i]].Study, i);
        }

        _chexpert = Labels("cxr/chexpert");
        _negbio = Labels("cxr/negbio");

        RadiographLabelTable? Labels(string table) => data.Find(table) is { } file ? RadiographLabelTable.Read(file, _table, _places) : null;
    }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The number of films.</summary>
    public int ImageCount => _table.Films.Length;

    /// <summary>The number of studies.</summary>
    public int StudyCount => _starts.Length - 1;

    /// <summary>The studies by patient and number.</summary>
    public IEnumerable<RadiographStudy> Studies => Enumerable.Range(0, StudyCount).Select(Study);

    /// <summary>
    /// Reads cxr/metadata, chexpert, negbio and split. Without metadata (the DICOM release has none) cxr/record_list tells which films there
    /// are, without view, size and time: those stand in the headers then (see <see cref="DicomHeader"/>).
    /// </summary>
    /// <param name="data">The data set; every table but the first may be missing.</param>
    /// <exception cref="MimicException">
    /// Both lists of films are missing, or something cannot be: an image twice, a study of two patients or in two parts of the split, a date
    /// that is none, a label other than 1, 0, -1 and empty. The message names file, line and column.
    /// </exception>
    public static RadiographIndex Read(MimicDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(data);
    }

    /// <summary>A study by its number; null if there is none.</summary>
    /// <param name="studyId">Eight digits.</param>
    public RadiographStudy? Find(int studyId) => _places.TryGetValue(studyId, out var place) ? Study(place) : null;

    /// <summary>The studies of a patient by number; none if there are none.</summary>
    /// <param name="subjectId">The patient.</param>
    public IEnumerable<RadiographStudy> OfPatient(int subjectId)
    {
        // The films are ordered by patient: the first of its studies is found by halving.
        var (low, high) = (0, StudyCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _table.Films[_starts[middle]].Subject < subjectId ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < StudyCount && _table.Films[_starts[i]].Subject == subjectId; i++)
        {
            yield return Study(i);
        }
    }

    /// <summary>The file of a film on this machine, JPG before DICOM; null if neither is there.</summary>
    /// <param name="image">The film.</param>
    public string? FileOf(RadiographImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new[] { image.JpegPath, image.DicomPath }.SelectMany(path => _roots.Select(root => Path.Combine(root, path))).FirstOrDefault(File.Exists);
    }

    /// <summary>The counts as an HTML table.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The counts as text.</summary>
    public override string ToString() => ToTable().ToString();

    private RadiographStudy Study(int place)
    {
        var images = new RadiographImage[_starts[place + 1] - _starts[place]];
        for (var i = 0; i < images.Length; i++)
        {
            ref readonly var film = ref _table.Films[_starts[place] + i];
            images[i] = new(
                film.Subject, film.Study, film.Id.ToString(), film.View < 0 ? null : _table.Views[film.View], film.Rows > 0 ? film.Rows : null,
                film.Columns > 0 ? film.Columns : null, film.Time < 0 ? null : new DateTime(film.Time), film.Time >= 0 && !film.IsDay,
                RadiographTable.Splits[film.Split]);
        }

        return new(images[0].SubjectId, images[0].StudyId, images, _chexpert?.Of(place), _negbio?.Of(place));
    }

    private Table ToTable()
    {
        var table = new Table("radiographs", "count") { Caption = Invariant($"{ImageCount:#,0} films in {StudyCount:#,0} studies") };
        var (several, differ, repeated, moments) = (0, 0, 0, 0);
        (int Subject, DateTime? Time) last = default;
        var patients = 0;
        var views = new Dictionary<RadiographView, int>();
        foreach (var study in Studies.OrderBy(s => s.SubjectId).ThenBy(s => s.Time))
        {
            several += study.Images.Count > 1 ? 1 : 0;
            differ += study.Images[0].Time != study.Images[^1].Time ? 1 : 0;
            repeated += study.RepeatedExposures;
            moments += study.Time is not null && (study.SubjectId, study.Time) == last ? 1 : 0;
            patients += study.SubjectId != last.Subject ? 1 : 0;
            last = (study.SubjectId, study.Time);
            foreach (var image in study.Images)
            {
                views[image.View] = views.GetValueOrDefault(image.View) + 1;
            }
        }

        table.Add("patients", patients);
        foreach (var view in Enum.GetValues<RadiographView>())
        {
            table.Add($"films: {(view == RadiographView.Unknown ? "view not stated" : view.ToString().ToLowerInvariant())}", views.GetValueOrDefault(view));
        }

        table.Add("studies with several films", several);
        table.Add("studies whose films have different times", differ);
        table.Add("repeated exposures (same study, view and time)", repeated);
        table.Add("studies at the same moment as another of the patient", moments);
        AddLabels("CheXpert", _chexpert);
        AddLabels("NegBio", _negbio);
        return table;

        void AddLabels(string name, RadiographLabelTable? labels)
        {
            if (labels is not null)
            {
                table.Add($"studies without labels of {name}", Enumerable.Range(0, StudyCount).Count(i => !labels.Has(i)));
                if (labels.WithoutImage > 0)
                {
                    table.Add($"labels of {name} without a film", labels.WithoutImage);
                }
            }
        }
    }
}
