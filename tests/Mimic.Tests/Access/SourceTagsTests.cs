using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mimic.Access;
using Mimic.Charts;
using Mimic.Cohorts;
using Mimic.Display;
using Mimic.Features;
using Mimic.Models;
using Mimic.Tests.Models;
using Mimic.Tests.Trajectories;
using Mimic.Trajectories;

namespace Mimic.Tests.Access;

public sealed class SourceTagsTests : IDisposable
{
    private static readonly SourceTag[] All = [SourceTag.Synthetic, SourceTag.OpenDemo, SourceTag.Credentialed];

    private static FeatureTable Few => Toy.Of([true, false], Toy.Column("x", Modality.Lab, 1, 2));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_stricter_of_two_counts_in_either_order()
    {
        for (var i = 0; i < All.Length; i++)
        {
            for (var k = 0; k < All.Length; k++)
            {
                Assert.Equal(All[Math.Max(i, k)], SourceTags.Stricter(All[i], All[k]));
            }
        }
    }

    [Fact]
    public void What_comes_from_nowhere_or_has_a_tag_that_nobody_knows_is_credentialed()
    {
        Assert.Equal(SourceTag.Credentialed, default);
        Assert.Equal(SourceTag.Credentialed, SourceTags.Strictest([]));
        Assert.Equal(SourceTag.Credentialed, SourceTags.Strictest([(SourceTag)7, SourceTag.Synthetic]));
        Assert.Equal(SourceTag.Credentialed, SourceTags.Strictest([(SourceTag)(-9), SourceTag.Synthetic]));
    }

    [Theory]
    [InlineData("\"Synthetic\"", SourceTag.Synthetic)]
    [InlineData("\"open_demo\"", SourceTag.OpenDemo)]
    [InlineData("\"Credentialed\"", SourceTag.Credentialed)]
    [InlineData("\"Monday\"", SourceTag.Credentialed)]
    [InlineData("0", SourceTag.Credentialed)]
    [InlineData("-2", SourceTag.Credentialed)]
    [InlineData("null", SourceTag.Credentialed)]
    [InlineData("{\"a\":[1]}", SourceTag.Credentialed)]
    public void A_tag_is_read_by_its_name_and_else_as_the_strictest(string json, SourceTag tag) => Assert.Equal(tag, JsonSerializer.Deserialize<SourceTag>(json));

    [Fact]
    public void A_store_without_a_tag_is_credentialed()
    {
        StoreSamples.Store(_folder["store"], StoreSamples.Patients(3));
        Assert.Equal(SourceTag.Synthetic, TrajectoryStore.Open(_folder["store"]).Source);
        Untag("store/metadata/mimic.json", "\"source\": \"synthetic\",");
        Assert.Equal(SourceTag.Credentialed, TrajectoryStore.Open(_folder["store"]).Source);
    }

    [Fact]
    public void A_feature_table_without_a_tag_is_credentialed()
    {
        Few.WriteCsv(_folder["table.csv"]);
        Assert.Equal(SourceTag.Synthetic, FeatureTable.ReadCsv(_folder["table.csv"]).Source);
        Untag("table.columns.json", "\"Source\": \"Synthetic\",");
        Assert.Equal(SourceTag.Credentialed, FeatureTable.ReadCsv(_folder["table.csv"]).Source);
    }

    [Fact]
    public void A_cohort_without_a_tag_is_credentialed()
    {
        var cohort = EntropySelection.Select(Cohorts.Patients.Random(4, 70), new() { PerClass = 9, Months = 11 });
        cohort.Save(_folder["cohort.json"]);
        Assert.Equal(SourceTag.Synthetic, EntropyCohort.Load(_folder["cohort.json"]).Source);
        Untag("cohort.json", ",\n  \"Source\": \"Synthetic\"");
        Assert.Equal(SourceTag.Credentialed, EntropyCohort.Load(_folder["cohort.json"]).Source);
    }

    [Fact]
    public void A_model_without_a_tag_is_credentialed()
    {
        var table = Toy.Table();
        var model = AutoMl.Search(table, new() { Learners = [Learner.LogisticRegression], Trials = 1, Folds = 2, Draws = 10 }).Model;
        model.Save(_folder["a.model"]);
        Assert.Equal(SourceTag.Synthetic, TrainedModel.Load(_folder["a.model"]).Source);
        var text = File.ReadAllText(_folder["a.model"]);
        var json = text[(text.IndexOf('\n') + 1)..].Replace("\"Source\":\"Synthetic\",", string.Empty);
        var bytes = Encoding.UTF8.GetBytes(json);
        File.WriteAllText(_folder["b.model"], $"mimic-model 1 {bytes.Length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}\n{json}");
        Assert.Equal(SourceTag.Credentialed, TrainedModel.Load(_folder["b.model"]).Source);
    }

    [Fact]
    public void A_pipeline_without_a_tag_is_credentialed()
    {
        var json = FeaturePipeline.Fit(Few).ToJson();
        Assert.Equal(SourceTag.Synthetic, FeaturePipeline.FromJson(json).Source);
        Assert.Equal(SourceTag.Credentialed, FeaturePipeline.FromJson(json.Replace("\"Source\":\"Synthetic\",", string.Empty)).Source);
    }

    [Theory]
    [InlineData(SourceTag.Synthetic)]
    [InlineData(SourceTag.OpenDemo)]
    [InlineData(SourceTag.Credentialed)]
    public void A_figure_carries_its_source_in_every_form(SourceTag tag)
    {
        var chart = new Chart("x").AddLine("a", [1, 2], [3, 4]).From(tag);
        Assert.Equal($"{tag}", XDocument.Parse(chart.ToSvg()).Root!.Attribute(SourceMark.Attribute)!.Value);
        Assert.StartsWith($"<figure data-mimic-source=\"{tag}\"", chart.ToHtml());
        using var plotly = JsonDocument.Parse(chart.ToPlotlyJson());
        Assert.Equal($"{tag}", plotly.RootElement.GetProperty("layout").GetProperty("meta").GetProperty("mimicSource").GetString());
    }

    [Fact]
    public void A_figure_of_unknown_source_says_so_when_it_is_exported()
    {
        var chart = new Chart("x").AddLine("a", [1, 2], [3, 4]);
        Assert.Equal(SourceMark.Unknown, XDocument.Parse(chart.ToSvg()).Root!.Attribute(SourceMark.Attribute)!.Value);
        Assert.False(DataUseScan.OfText("figure.svg", chart.ToSvg()).IsClean);
        Assert.False(DataUseScan.OfText("figure.json", chart.ToPlotlyJson()).IsClean);
        Assert.True(DataUseScan.OfText("figure.svg", chart.From(SourceTag.OpenDemo).ToSvg()).IsClean);
    }

    [Fact]
    public void Of_several_sources_a_figure_takes_the_strictest()
    {
        Assert.Contains("\"Credentialed\"", new Chart("x").From(SourceTag.Credentialed).From(SourceTag.Synthetic).ToSvg());
        var grid = new ChartGrid("x").Add(Panel().From(SourceTag.Synthetic)).Add(Panel().From(SourceTag.OpenDemo));
        Assert.Contains("data-mimic-source=\"OpenDemo\"", grid.ToSvg());
        static Chart Panel() => new Chart("p").AddLine("a", [1, 2], [3, 4]);
    }

    [Theory]
    [InlineData("Synthetic", "OpenDemo", "OpenDemo")]
    [InlineData("OpenDemo", "Unknown", "Unknown")]
    [InlineData("Unknown", "Credentialed", "Credentialed")]
    [InlineData("Monday", "Synthetic", "Credentialed")]
    public void Of_several_marks_the_strictest_counts(string one, string other, string strictest)
    {
        Assert.Equal(strictest, SourceMark.Strictest([one, other]));
        Assert.Equal(strictest, SourceMark.Strictest([other, one]));
    }

    private void Untag(string file, string tag)
    {
        var text = File.ReadAllText(_folder[file]);
        Assert.Contains(tag, text);
        File.WriteAllText(_folder[file], Regex.Replace(text, Regex.Escape(tag), string.Empty));
    }
}
