using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>The descriptor of the radiographs known at the prediction time.</summary>
internal sealed class ImageExtractor(ImageChoice choice, string imageRoot) : IFeatureExtractor
{
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
            if (found.All(f => RadiographChoice.HasView(f)))
            {
                row.Set(0, [found.Count(f => RadiographChoice.IsAp(f)) / (double)found.Count], [.. found]);
            }
        }
    }

    private List<TrajectoryEvent> Choose(PatientAsOf patient)
    {
        var films = RadiographChoice.Frontal(patient, DateTime.MinValue);
        return choice == ImageChoice.LastFrontal ? films.TakeLast(1).ToList() : films;
    }
}
