using Mimic.Features;
using Mimic.Native;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public sealed class DenseNetExtractorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_film_and_the_mean_by_time_stand_in_HAIMs_order()
    {
        // Weights by time: 0, 1/4, 1, together 5/4.
        var table = Build(new() { PositionalNames = true }, Film("PA", -10, 0), Film("AP", -8, 204), Film("PA", -2, 255));
        Assert.Equal(2 * (1024 + 18), table.Columns.Count);
        Assert.Equal(["vd_0", "vp_0", "vmd_0", "vmp_0", "vmp_17"], new[] { 0, 1024, 1042, 2066, 2083 }.Select(i => table.Columns[i].Name));
        Assert.Equal(TinyDenseNet.Feature(255, 512), Number(table, "vd_512"), 1.5);
        var expected = ((0.25 * TinyDenseNet.Feature(204, 512)) + TinyDenseNet.Feature(255, 512)) / 1.25;
        Assert.Equal(expected, Number(table, "vmd_512"), 1.5);
        expected = ((0.25 * TinyDenseNet.Prediction(204, 17)) + TinyDenseNet.Prediction(255, 17)) / 1.25;
        Assert.Equal(expected, Number(table, "vmp_17"), 1e-3);
    }

    [Fact]
    public void Columns_have_MEDomicsLabs_names_and_say_which_model_file_made_them()
    {
        var table = Build(new(), Film("PA", -10, 200));
        Assert.Equal(["img_densefeatures_0", "img_predictions_0"], new[] { 0, 1024 }.Select(i => table.Columns[i].Name));
        var origin = table["img_weighted_predictions_3"].Origin;
        Assert.Contains("Pneumothorax", origin.Statistic, StringComparison.Ordinal);
        Assert.Contains("tiny.onnx", origin.Encoder, StringComparison.Ordinal);
        Assert.Equal(64, origin.EncoderHash!.Length);
    }

    [Fact]
    public void One_film_is_its_own_mean_but_zeros_as_published()
    {
        Assert.Equal(TinyDenseNet.Feature(204, 1023), Number(Build(new(), Film("PA", -10, 204)), "img_weighted_densefeatures_1023"), 2.0);
        Assert.Equal(0, Number(Build(new() { AsPublished = true }, Film("PA", -10, 204)), "img_weighted_predictions_17"));
    }

    [Fact]
    public void Films_of_earlier_admissions_and_lateral_ones_count_only_as_published()
    {
        TrajectoryEvent[] events =
        [
            Event($"{EventCodes.Admission}//URGENT", -30), Film("PA", -400, 255), Film("PA", -40, 0), Film("AP", -20, 204), Film("LATERAL", -1, 0),
        ];
        var ours = Build(new() { PositionalNames = true }, events);
        Assert.Equal(TinyDenseNet.Prediction(204, 17), Number(ours, "vp_17"), 1e-3);
        Assert.Equal(TinyDenseNet.Prediction(204, 17), Number(ours, "vmp_17"), 1e-3); // the film 10 hours before admission has weight 0

        var published = Build(new() { PositionalNames = true, AsPublished = true }, events);
        Assert.Equal(TinyDenseNet.Prediction(0, 17), Number(published, "vp_17"), 1e-3);
        var (one, two, three) = (360 / 399.0, 380 / 399.0, 1.0);
        var expected = ((one * TinyDenseNet.Prediction(0, 17)) + (two * TinyDenseNet.Prediction(204, 17)) + (three * TinyDenseNet.Prediction(0, 17)))
            / (one + two + three);
        Assert.Equal(expected, Number(published, "vmp_17"), 1e-3);
    }

    [Fact]
    public void A_film_after_the_prediction_time_changes_nothing() => Assert.Equal(
        Build(new(), Film("PA", -10, 204)).Fingerprint(), Build(new(), Film("PA", -10, 204), Film("PA", 1, 255)).Fingerprint());

    [Fact]
    public void Features_and_predictions_can_be_left_out()
    {
        var table = Build(new() { DenseFeatures = false, WeightedMean = false }, Film("PA", -10, 204));
        Assert.Equal(18, table.Columns.Count);
        Assert.Equal(TinyDenseNet.Prediction(204, 5), Number(table, "img_predictions_5"), 1e-3);
    }

    [Fact]
    public void A_missing_film_is_counted_and_the_others_serve()
    {
        var gone = Event("IMAGE//CXR//PA", -5, text: "p90/p90000001/s80000001/gone.jpg");
        var table = Build(new(), Film("PA", -10, 204), gone);
        Assert.Equal(TinyDenseNet.Prediction(204, 5), Number(table, "img_predictions_5"), 1e-3);
        Assert.Contains(table.Warnings, w => w.Contains("was not found", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_rise_from_the_oldest_to_the_newest_and_add_up_to_one()
    {
        Assert.Equal([0, 0.2, 0.8], DenseNetExtractor.Weights([Noon, Noon.AddHours(1), Noon.AddHours(4)], asPublished: false));
        Assert.Equal([0.5, 0.5], DenseNetExtractor.Weights([Noon, Noon], asPublished: false));
        Assert.Equal([0, 0], DenseNetExtractor.Weights([Noon, Noon], asPublished: true));
    }

    [Fact]
    public void As_published_seconds_do_not_count()
    {
        Assert.Equal([0, 1], DenseNetExtractor.Weights([Noon, Noon.AddSeconds(30)], asPublished: false));
        Assert.Equal([0, 0], DenseNetExtractor.Weights([Noon, Noon.AddSeconds(30)], asPublished: true));
    }

    private static double Number(FeatureTable table, string name) => table[name].Numbers[0];

    private FeatureTable Build(DenseNetOptions options, params TrajectoryEvent[] events)
    {
        Assert.SkipUnless(OnnxModel.IsAvailable, "ONNX Runtime is not on this machine.");
        using var encoder = DenseNetEncoder.Open(TinyDenseNet.Of().Save(_folder));
        return new FeatureBuilder(new() { Modalities = [], Extra = [new DenseNetExtractor(encoder, _folder.Path, options)] })
            .Build([(Patient(events.Append(Born(2100))), new(Subject, Noon, null))], _folder.Path);
    }

    private TrajectoryEvent Film(string view, double hours, byte brightness)
    {
        var path = FormattableString.Invariant($"p90/p90000001/s80000001/{view}-{brightness}-{hours}.jpg");
        var file = Path.Combine(_folder.Path, "files", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, TurboJpeg.Encode(TinyDenseNet.Film(brightness, side: 64), 95));
        return Event($"IMAGE//CXR//{view}", hours, text: path);
    }
}
