using MathNet.Numerics.LinearAlgebra;
using Mimic.Features;

namespace Mimic.Tests.Features;

public class TfidfSvdTests
{
    [Fact]
    public void Weights_by_hand()
    {
        // Three documents. idf: edema (in two) 1 + ln(4/3), fever (in one) 1 + ln 2. In the document "edema edema fever" the
        // counts weigh 1 + ln 2 and 1; then the length becomes 1.
        var tfidf = Tfidf.Fit([["edema", "edema", "fever"], ["edema"], ["cough"]], 10, 1);
        Assert.Equal(["cough", "edema", "fever"], tfidf.Terms);
        double edema = (1 + Math.Log(2)) * (1 + Math.Log(4.0 / 3)), fever = 1 + Math.Log(2);
        var length = Math.Sqrt((edema * edema) + (fever * fever));
        var weights = tfidf.Weights(["edema", "fever", "edema"]);
        Assert.Equal(edema / length, weights["edema"], 1e-14);
        Assert.Equal(fever / length, weights["fever"], 1e-14);
        Assert.Equal(2, weights.Count);
    }

    [Fact]
    public void The_terms_in_most_documents_are_kept()
    {
        string[][] documents = [["a1", "b1", "c1"], ["b1", "c1"], ["c1"]];
        Assert.Equal(["b1", "c1"], Tfidf.Fit(documents, 2, 1).Terms);
        Assert.Equal(["c1"], Tfidf.Fit(documents, 10, 3).Terms);
    }

    [Fact]
    public void The_components_are_those_of_a_direct_decomposition()
    {
        var random = new SeededRandom(5);
        var dense = Matrix<double>.Build.Dense(6, 9, (_, _) => random.Chance(0.5) ? random.NextNormal() : 0);
        var svd = TruncatedSvd.Fit(Sparse(dense), 9, 4);
        var direct = dense.Svd();
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(direct.S[k], svd.SingularValues[k], 1e-10);
            var sign = Math.Sign(direct.VT.Row(k).DotProduct(Vector<double>.Build.Dense(svd.Components[k])));
            Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(sign * direct.VT[k, i], svd.Components[k][i], 1e-9));
        }
    }

    [Theory]
    [InlineData(60, 40, 5)]
    [InlineData(300, 120, 20)]
    [InlineData(5, 9, 7)]
    public void Iteration_finds_the_components_that_the_matrix_of_inner_products_gives(int documents, int terms, int count)
    {
        var random = new SeededRandom(documents);
        var sparse = Sparse(Matrix<double>.Build.Dense(documents, terms, (_, _) => random.Chance(0.2) ? random.NextDouble() : 0));
        var (direct, iterated) = (TruncatedSvd.Fit(sparse, terms, count), TruncatedSvd.Fit(sparse, terms, count, maximumGram: 0));
        Assert.Equal(direct.Components.Length, iterated.Components.Length);
        for (var k = 0; k < direct.Components.Length; k++)
        {
            Assert.Equal(direct.SingularValues[k], iterated.SingularValues[k], 1e-8);
            Assert.All(direct.Components[k].Zip(iterated.Components[k]), p => Assert.Equal(p.First, p.Second, 1e-4));
        }
    }

    [Fact]
    public void Thousands_of_documents_are_no_limit_and_give_the_same_numbers_again()
    {
        var random = new SeededRandom(8);
        string[] words = ["edema", "effusion", "pneumonia", "fracture", "cough", "fever", "no", "mild", "severe", "."];
        string[] documents = [.. Enumerable.Range(0, 5000).Select(_ => string.Join(' ', Enumerable.Range(0, 12).Select(_ => random.Pick(words))))];
        var (model, again) = (TfidfSvd.Fit(documents, components: 5), TfidfSvd.Fit(documents, components: 5));
        Assert.Equal(5, model.Components.Count);
        Assert.Equal(model.Components.SelectMany(c => c), again.Components.SelectMany(c => c));
        Assert.Equal(model.SingularValues.OrderDescending(), model.SingularValues);
    }

    [Fact]
    public void A_finding_and_its_negation_are_opposite_documents()
    {
        var model = TfidfSvd.Fit(["effusion", "no effusion"], minimumDocuments: 1);
        Assert.Equal(["effusion", "no_effusion"], model.Weights.Terms);
        Assert.Equal(0, model.Transform("effusion").Zip(model.Transform("no effusion")).Sum(p => p.First * p.Second), 1e-12);
    }

    [Fact]
    public void The_largest_entry_of_a_component_is_positive()
    {
        var random = new SeededRandom(6);
        var dense = Matrix<double>.Build.Dense(5, 7, (_, _) => random.NextNormal());
        Assert.All(TruncatedSvd.Fit(Sparse(dense), 7, 5).Components, c => Assert.True(c.MaxBy(Math.Abs) > 0));
    }

    [Fact]
    public void There_are_no_more_components_than_the_documents_have() =>
        Assert.Single(TfidfSvd.Fit(["edema fever", "edema fever"], minimumDocuments: 1).Components);

    [Fact]
    public void A_document_is_projected_on_the_components()
    {
        var model = TfidfSvd.Fit(["edema", "fever"], minimumDocuments: 1);
        Assert.Equal([1, 1], model.SingularValues, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, model.Transform("edema").Sum(x => x * x), 1e-12);
        Assert.All(model.Transform(null), x => Assert.Equal(double.NaN, x));
        Assert.All(model.Transform("cough"), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Without_documents_there_is_no_component() => Assert.Empty(TfidfSvd.Fit([null, null]).Components);

    private static SparseVector[] Sparse(Matrix<double> dense) =>
    [
        .. dense.EnumerateRows().Select(r =>
        {
            var indices = Enumerable.Range(0, r.Count).Where(i => r[i] != 0).ToArray();
            return new SparseVector(indices, Array.ConvertAll(indices, i => r[i]));
        }),
    ];
}
