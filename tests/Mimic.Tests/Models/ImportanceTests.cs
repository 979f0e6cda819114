using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public class ImportanceTests
{
    private static readonly FeatureTable Table = Toy.Table(patients: 300);

    [Theory]
    [InlineData(Learner.LogisticRegression)]
    [InlineData(Learner.GradientBoosting)]
    public void The_columns_that_make_the_outcome_come_first(Learner learner)
    {
        var result = Search(learner);
        Assert.Equal(["c0", "c1"], Importance.ByPermutation(result.Model, result.HeldOutTable).Columns.Take(2).Select(r => r.Name).Order());
        Assert.Equal(
            ["c0", "c1"],
            Importance.ByContribution(result.Model, result.HeldOutTable).Columns.Take(2).Select(r => r.Name).Order());
    }

    [Fact]
    public void Permuting_a_modality_that_holds_a_cause_costs_auroc()
    {
        var result = Search(Learner.LogisticRegression);
        var importance = Importance.ByPermutation(result.Model, result.HeldOutTable);
        Assert.Equal([Modality.Chart, Modality.Lab], importance.Modalities.Select(m => m.Modality).Order());
        Assert.All(importance.Modalities, m => Assert.True(m.Value > 0.05));
    }

    [Fact]
    public void A_column_that_no_tree_asks_for_has_no_importance()
    {
        var column = Toy.Column("flat", Modality.Image, new double[Table.RowCount]);
        var flat = new FeatureTable(Table.Source, Table.Samples, [.. Table.Columns, column]);
        var result = AutoMl.Search(flat, new() { Trials = 1, Folds = 2, Draws = 10, Learners = [Learner.GradientBoosting] });
        Assert.Equal(0, Importance.ByPermutation(result.Model, flat).Columns.Single(c => c.Name == "flat").Value);
        Assert.Equal(0, Importance.ByContribution(result.Model, flat).Columns.Single(c => c.Name == "flat").Value);
    }

    [Fact]
    public void Same_seed_gives_the_same_permutations()
    {
        var result = Search(Learner.LogisticRegression);
        Assert.Equal(
            Importance.ByPermutation(result.Model, Table, 3, 5).Columns,
            Importance.ByPermutation(result.Model, Table, 3, 5).Columns);
    }

    [Fact]
    public void Contributions_of_logistic_regression_add_up_to_the_log_odds()
    {
        var result = Search(Learner.LogisticRegression);
        var matrix = result.Model.Prepare(Table);
        var probabilities = result.Model.Predict(Table);
        Assert.All(
            result.Model.Learner.Contributions(matrix).Zip(probabilities),
            p => Assert.Equal(p.Second.Probability, PortableMath.Logistic(p.First.Sum()), 1e-12));
    }

    [Fact]
    public void Figures_are_drawn_with_the_names_of_the_columns()
    {
        var result = Search(Learner.LogisticRegression);
        Assert.Contains("c0", Importance.ByPermutation(result.Model, Table, 2).ToChart().ToSvg(), StringComparison.Ordinal);
        Assert.Contains("Chart", Importance.ByContribution(result.Model, Table).ModalityChart().ToSvg(), StringComparison.Ordinal);
        Assert.Contains("Lab alone", result.CompareModalities().ToChart().ToSvg(), StringComparison.Ordinal);
    }

    private static AutoMlResult Search(Learner learner) =>
        AutoMl.Search(Table, new() { Trials = 1, Folds = 2, Draws = 50, Learners = [learner] });
}
