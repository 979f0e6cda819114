using Mimic.Features;
using Mimic.Native;
using Mimic.Tests.Native;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public sealed class BertNotesTests : IDisposable
{
    private const string Radiology = "NOTE//RADIOLOGY//RR";
    private readonly TemporaryFolder _folder = new();
    private readonly BertEncoder _encoder;

    public BertNotesTests() => _encoder = TinyBert.OpenOrSkip(_folder);

    public void Dispose()
    {
        _encoder?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_text_has_the_models_pooler_output()
    {
        Assert.Equal(2, _encoder.Width);
        Assert.Equal([2.5f, 1], _encoder.Encode([]));
        Assert.Equal([(2 + 4 + 5 + 3) / 4f, 1], _encoder.Encode(_encoder.Tokenizer.Ids("a B")));
    }

    [Fact]
    public void Later_notes_weigh_more_and_every_chunk_counts()
    {
        // Hours 1 and 3 after the admission: a = 3, bb b in chunks of two = (2+5+5+3)/4 and (2+5+3)/3.
        var value = Value(new() { MaximumTokens = 2 }, Admission(-4), Note(-3, "a"), Note(-1, "b b\nb"));
        Assert.Equal(((1 * 3) + (3 * 15 / 4.0) + (3 * 10 / 3.0)) / 7, value, 1e-6);
    }

    [Fact]
    public void The_plain_mean_counts_all_the_same() => Assert.Equal(
        (3 + (10 / 3.0)) / 2, Value(new() { Weighting = NoteWeighting.Plain }, Admission(-4), Note(-3, "a"), Note(-1, "b")), 1e-6);

    [Fact]
    public void The_end_of_a_long_note_counts_and_as_published_is_lost()
    {
        TrajectoryEvent[] events = [Admission(-4), Note(-1, "a\nb")];
        Assert.Equal((3 + (10 / 3.0)) / 2, Value(new() { MaximumTokens = 1 }, events), 1e-6);
        Assert.Equal(3, Value(new() { MaximumTokens = 1, AsPublished = true }, events), 1e-6);
    }

    [Fact]
    public void A_line_that_is_too_long_is_read_and_as_published_makes_everything_the_empty_text()
    {
        TrajectoryEvent[] events = [Admission(-4), Note(-3, "d"), Note(-1, "a a\nb")];
        Assert.Equal(((1 * 4) + (3 * 3) + (3 * 3) + (3 * 10 / 3.0)) / 10, Value(new() { MaximumTokens = 1 }, events), 1e-6);
        Assert.Equal(2.5, Value(new() { MaximumTokens = 1, AsPublished = true }, [.. events, Note(-0.5, "e\ne")]), 1e-6);
    }

    [Fact]
    public void A_note_from_before_the_admission_counts_nothing_and_as_published_less_than_nothing()
    {
        TrajectoryEvent[] events = [Note(-5, "a"), Admission(-4), Note(-1, "b")];
        Assert.Equal(10 / 3.0, Value(new(), events), 1e-6);
        Assert.Equal(((-1 * 3) + (3 * 10 / 3.0)) / 2, Value(new() { AsPublished = true }, events), 1e-6);
    }

    [Fact]
    public void Weights_that_add_up_to_nothing_give_the_plain_mean_and_as_published_zeros()
    {
        TrajectoryEvent[] events = [Admission(-4), Note(-4, "a")];
        Assert.Equal(3, Value(new(), events), 1e-6);
        Assert.Equal(0, Value(new() { AsPublished = true }, events));
        Assert.Equal(0, Value(new() { AsPublished = true }, Note(-5, "a"), Admission(-4), Note(-3, "b")));
    }

    [Fact]
    public void Without_notes_values_are_missing_and_as_published_those_of_the_empty_text()
    {
        Assert.Equal(double.NaN, Value(new(), Admission(-4)));
        Assert.Equal(2.5, Value(new() { AsPublished = true }, Admission(-4)), 1e-6);
    }

    [Fact]
    public void A_note_stored_after_the_prediction_is_not_read_even_as_published()
    {
        TrajectoryEvent[] events = [Admission(-4), Note(-3, "a"), Event(Radiology, -1, text: "e", storedHours: 1)];
        Assert.Equal(3, Value(new(), events), 1e-6);
        Assert.Equal(3, Value(new() { AsPublished = true }, events), 1e-6);
    }

    [Fact]
    public void Only_the_notes_and_sections_asked_for_are_read()
    {
        TrajectoryEvent[] events = [Admission(-4), Note(-3, "FINDINGS: a\nIMPRESSION: e"), Event("NOTE//DISCHARGE//DS", -2, text: "b")];
        Assert.Equal(10 / 3.0, Value(new() { Kind = NoteKind.Discharge }, events), 1e-6);
        Assert.Equal(3, Value(new() { Sections = ["FINDINGS"] }, events), 1e-6);
    }

    [Fact]
    public void A_column_says_which_file_made_it()
    {
        var column = Table(new() { Kind = NoteKind.Radiology, Prefix = "n_rad_" }, Admission(-4), Note(-1, "a")).Columns[0];
        Assert.Equal(("n_rad_0", Modality.Note), (column.Name, column.Modality));
        Assert.Equal(_encoder.Sha256, column.Origin.EncoderHash);
        Assert.Contains("bert.onnx", column.Origin.Encoder, StringComparison.Ordinal);
        Assert.Equal("note/radiology", column.Origin.Table);
        Assert.Contains("hours from admission", column.Origin.Statistic, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_by_note_patient_admission_and_window()
    {
        var patient = Patient(
            Admission(-50) with { HadmId = 1 }, Note(-48, "a") with { HadmId = 1 }, Note(-30, "b") with { HadmId = 1 }, Note(-2, "c"));
        var (a, b, c) = (3.0, 10 / 3.0, 11 / 3.0);
        var plain = new BertOptions { Weighting = NoteWeighting.Plain };
        Assert.Equal([a, b, c], Rows(NoteGrouping.Note, plain), Near);
        Assert.Equal([(a + b + c) / 3], Rows(NoteGrouping.Patient, plain), Near);
        Assert.Equal([((2 * a) + (20 * b)) / 22], Rows(NoteGrouping.Admission, new()), Near);
        Assert.Equal([(a + b) / 2, c], Rows(NoteGrouping.Window, plain), Near);
        var table = NoteRows.Encode([patient], _encoder, NoteGrouping.Admission);
        Assert.Equal(Noon.AddHours(-30), table.Samples[0].PredictionTime);
        Assert.Contains("1 notes that name no admission", Assert.Single(table.Warnings), StringComparison.Ordinal);

        double[] Rows(NoteGrouping by, BertOptions options) => NoteRows.Encode([patient], _encoder, by, options).Columns[0].Numbers.ToArray();
    }

    [Fact]
    public void A_model_of_another_kind_is_refused_by_its_inputs()
    {
        var path = new TinyOnnx().Input("x", OnnxElement.Float, -1).Output("y", OnnxElement.Float, -1).Node("Relu", ["x"], ["y"]).Save(_folder);
        Assert.Contains("is no BERT model", Assert.Throws<MimicException>(() => BertEncoder.Open(path)).Problem, StringComparison.Ordinal);
        var error = Assert.Throws<MimicException>(() => BertEncoder.Open(_folder["bert.onnx"], output: "pooled"));
        Assert.Contains("no output named pooled", error.Problem, StringComparison.Ordinal);
        Assert.Contains("shape", Assert.Throws<MimicException>(() => BertEncoder.Open(_folder["bert.onnx"], output: "last_hidden_state")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_of_another_model_is_an_error_that_keeps_the_word_to_itself()
    {
        _folder.Write("large.txt", TinyBert.Vocabulary + "zebra\n");
        using var encoder = BertEncoder.Open(_folder["bert.onnx"], _folder["large.txt"]);
        var error = Assert.Throws<MimicException>(() => encoder.Encode(encoder.Tokenizer.Ids("zebra")));
        Assert.Contains("belong together", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("zebra", error.Message, StringComparison.Ordinal);
    }

    private static TrajectoryEvent Admission(double hours) => Event(EventCodes.Admission, hours);

    private static TrajectoryEvent Note(double hours, string text) => Event(Radiology, hours, text: text);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private FeatureTable Table(BertOptions options, params IEnumerable<TrajectoryEvent> events) =>
        Build(new() { Modalities = [], Extra = [new BertNotes(_encoder, options)] }, events);

    // The number of a table without a value: a modality that no sample has makes no columns.
    private double Value(BertOptions options, params IEnumerable<TrajectoryEvent> events) =>
        Table(options, events).Columns is { Count: > 0 } columns ? columns[0].Numbers[0] : double.NaN;
}
