using Mimic.Access;
using Mimic.Features;
using Mimic.Native;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public sealed class ImageExtractorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mimic-images-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_last_frontal_film_before_the_prediction_is_described()
    {
        var table = Build(
            new(), Film("PA", -30, 40), Film("AP", -20, 80), Film("LATERAL", -10, 120), Film("UNK", -9, 160), Film("PA", 1, 200));
        Assert.Equal(80 / 255.0, table["img_attr_brightness_mean"].Numbers[0], 0.005);
        Assert.Equal(1, table["img_attr_view_ap"].Numbers[0]);
    }

    [Fact]
    public void Without_a_frontal_film_one_of_unknown_view_serves_but_not_a_lateral_one()
    {
        var table = Build(new(), Film("UNK", -20, 80), Film("LATERAL", -10, 120));
        Assert.Equal(80 / 255.0, table["img_attr_brightness_mean"].Numbers[0], 0.005);
        Assert.True(table["img_attr_view_ap"].IsMissing(0));
        Assert.DoesNotContain(Modality.Image, Build(new(), Film("LATERAL", -10, 120)).Modalities);
    }

    [Fact]
    public void All_frontal_films_can_be_averaged()
    {
        var table = Build(new() { Images = ImageChoice.MeanOfFrontal }, Film("PA", -30, 40), Film("AP", -20, 80));
        Assert.Equal(60 / 255.0, table["img_attr_brightness_mean"].Numbers[0], 0.005);
        Assert.Equal(0.5, table["img_attr_view_ap"].Numbers[0]);
    }

    [Fact]
    public void A_missing_file_leaves_values_missing_and_is_counted()
    {
        var there = Film("PA", -30, 40);
        var gone = Event("IMAGE//CXR//PA", -30, text: "p90/p90000002/s80000002/gone.jpg", subject: Subject + 1);
        var other = new Trajectory(Subject + 1, SourceTag.Synthetic, [gone]);
        var table = new FeatureBuilder(new()).Build(
            [(Patient(there), new(Subject, Noon, null)), (other, new(Subject + 1, Noon, null))], _root);
        Assert.True(table["img_attr_brightness_mean"].IsMissing(1));
        Assert.Contains(table.Warnings, w => w.StartsWith("1 of 2 samples: an image", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_file_is_an_error_that_names_it()
    {
        var film = Film("PA", -30, 40);
        var path = Path.Combine(_root, "files", film.TextValue!);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        Assert.Contains(Path.GetFileName(path), Assert.Throws<MimicException>(() => Build(new(), film)).Problem);
    }

    [Fact]
    public void Of_films_of_one_time_the_path_decides_not_the_order_of_rows()
    {
        var (one, other) = (Film("PA", -30, 40), Film("PA", -30, 90));
        Assert.Equal(Build(new(), one, other).Fingerprint(), Build(new(), other, one).Fingerprint());
    }

    [Fact]
    public void Without_an_image_folder_there_are_no_image_columns() =>
        Assert.Contains(Invented.Build(new(), Film("PA", -30, 40), Born(2100)).Warnings, w => w.Contains("no Image columns"));

    private FeatureTable Build(FeatureOptions options, params TrajectoryEvent[] events) =>
        new FeatureBuilder(options).Build([(Patient(events.Append(Born(2100))), new(Subject, Noon, null))], _root);

    private TrajectoryEvent Film(string view, double hours, byte brightness)
    {
        var path = $"p90/p90000001/s80000001/{view}-{brightness}.jpg";
        var file = Path.Combine(_root, "files", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var pixels = new byte[64 * 64];
        Array.Fill(pixels, brightness);
        File.WriteAllBytes(file, TurboJpeg.Encode(new(64, 64, pixels), 90));
        return Event($"IMAGE//CXR//{view}", hours, text: path);
    }
}
