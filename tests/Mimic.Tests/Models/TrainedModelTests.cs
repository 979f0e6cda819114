using Mimic.Access;
using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public sealed class TrainedModelTests : IDisposable
{
    private static readonly FeatureTable Table = Toy.Table();
    private static readonly Lazy<TrainedModel> Trees = new(() => Train(Table, Learner.GradientBoosting));
    private static readonly Lazy<TrainedModel> Logistic = new(() => Train(Table, Learner.LogisticRegression));

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-model").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string ModelFile => Path.Combine(_folder, "deep", "mortality.model");

    [Theory]
    [InlineData(Learner.LogisticRegression)]
    [InlineData(Learner.GradientBoosting)]
    public void A_loaded_model_predicts_the_same_bits_and_knows_where_it_comes_from(Learner learner)
    {
        var model = Train(Table, learner);
        model.Save(ModelFile);
        var loaded = TrainedModel.Load(ModelFile);
        Assert.Equal(model.Predict(Table), loaded.Predict(Table));
        Assert.Equal(model.Provenance, loaded.Provenance);
        Assert.Equal(model.Settings, loaded.Settings);
        Assert.Equal(model.ToString(), loaded.ToString());
    }

    [Fact]
    public void Saving_twice_writes_the_same_bytes_and_leaves_nothing_else()
    {
        Trees.Value.Save(ModelFile);
        var first = File.ReadAllBytes(ModelFile);
        Trees.Value.Save(ModelFile);
        Assert.Equal(first, File.ReadAllBytes(ModelFile));
        Assert.Equal([ModelFile], Directory.GetFiles(Path.GetDirectoryName(ModelFile)!));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        Trees.Value.Save(ModelFile);
        var bytes = File.ReadAllBytes(ModelFile);
        foreach (var length in new[] { 0, 5, 40, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(ModelFile, bytes[..length]);
            Assert.Contains(ModelFile, Assert.Throws<MimicException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_is_refused()
    {
        Trees.Value.Save(ModelFile);
        var bytes = File.ReadAllBytes(ModelFile);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(ModelFile, bytes);
        Assert.Contains("damaged", Assert.Throws<MimicException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_format_version_is_refused_as_such()
    {
        Logistic.Value.Save(ModelFile);
        File.WriteAllText(ModelFile, File.ReadAllText(ModelFile).Replace("mimic-model 1 ", "mimic-model 9 ", StringComparison.Ordinal));
        Assert.Contains("format 9", Assert.Throws<MimicException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_one_clear_message() =>
        Assert.Contains(
            "cannot be read",
            Assert.Throws<MimicException>(() => TrainedModel.Load(ModelFile)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_table_that_lacks_a_column_is_refused_by_its_name() =>
        Assert.Contains(
            "c1",
            Assert.Throws<MimicException>(() => Trees.Value.Predict(Table.Only(Modality.Lab))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Further_columns_and_another_order_do_not_change_the_predictions()
    {
        var further = Toy.Column("new", Modality.Image, new double[Table.RowCount]);
        var turned = new FeatureTable(Table.Source, Table.Samples, [further, .. Table.Columns.Reverse()]);
        Assert.Equal(Trees.Value.Predict(Table), Trees.Value.Predict(turned));
    }

    [Fact]
    public void A_row_is_predicted_alone_as_among_others() =>
        Assert.Equal(Trees.Value.Predict(Table)[7], Trees.Value.Predict(Table.Rows([7]))[0]);

    [Fact]
    public void A_model_from_credentialed_data_says_so()
    {
        var model = Train(new(SourceTag.Credentialed, Table.Samples, Table.Columns), Learner.LogisticRegression);
        Assert.Contains("CREDENTIALED", model.ToString(), StringComparison.Ordinal);
        Assert.Equal(SourceTag.Credentialed, model.Evaluate(Table).Source);
    }

    private static TrainedModel Train(FeatureTable table, Learner learner) =>
        AutoMl.Search(table, new() { Trials = 1, Folds = 2, Draws = 10, Learners = [learner] }).Model;
}
