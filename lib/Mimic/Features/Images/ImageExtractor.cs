using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The descriptor of the radiographs known at the prediction time.</summary>
internal sealed class ImageExtractor(ImageChoice choice, string imageRoot) : IFeatureExtractor
{
    private static readonly string Kind = EventCodes.Join(EventCodes.Image, "CXR");
    private static readonly string ApView = EventCodes.Join(Kind, "AP");
    private static readonly string PaView = EventCodes.Join(Kind, "PA");
    private static readonly string UnknownView = EventCodes.Join(Kind, EventCodes.NoUnit);

    public IReadOnlyList<FeatureDefinition> Features { get; } =
    [
        new(
            "img_attr_view_ap", Modality.Image,
            new()
            {
                Table = "cxr-jpg/metadata",
                Items = "ViewPosition",
                Statistic = "1 for AP (often a bedside film), 0 for PA; mean over the films used",
            }),
        .. ImageDescriptor.Values.Select(v => new FeatureDefinition(
            $"img_attr_{v.Name}", Modality.Image,
            new()
            {
                Table = "cxr-jpg/files",
                Items = $"{(choice == ImageChoice.LastFrontal ? "last" : "all")} frontal film",
                Statistic = $"{v.Meaning} ({ImageDescriptor.Origin})",
            })),
    ];

    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        var films = Choose(patient);
        var found = new List<TrajectoryEvent>();
        var descriptors = new List<double[]>();
        foreach (var film in films)
        {
            // The event holds the path below files/; the root holds files/.
            var path = Path.Combine(imageRoot, "files", film.TextValue!);
            if (File.Exists(path))
            {
                descriptors.Add(ImageDescriptor.Describe(File.ReadAllBytes(path), path));
                found.Add(film);
            }
            else
            {
                row.Warn("an image named in the metadata was not found below the image folder");
            }
        }

        if (found.Count > 0)
        {
            var mean = new double[ImageDescriptor.Names.Count];
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] = descriptors.Sum(d => d[i]) / descriptors.Count;
            }

            row.Set(1, mean, [.. found]);
            if (found.All(f => f.Code != UnknownView && f.Code != Kind))
            {
                row.Set(0, [found.Count(f => EventCodes.Is(f.Code, ApView)) / (double)found.Count], [.. found]);
            }
        }
    }

    private List<TrajectoryEvent> Choose(PatientAsOf patient)
    {
        var frontal = Films(patient, e => EventCodes.Is(e.Code, ApView) || EventCodes.Is(e.Code, PaView));
        var films = frontal.Count > 0 ? frontal : Films(patient, e => e.Code == UnknownView || e.Code == Kind);
        return choice == ImageChoice.LastFrontal ? films.TakeLast(1).ToList() : films;
    }

    // Several exposures may share one time: then the path decides, not the order of the rows in a file.
    private static List<TrajectoryEvent> Films(PatientAsOf patient, Func<TrajectoryEvent, bool> wanted) =>
    [
        .. patient.Recent.ToArray().Where(e => e.TextValue is not null && wanted(e))
            .OrderBy(e => e.Time).ThenBy(e => e.TextValue, StringComparer.Ordinal),
    ];
}
