using Mimic.Access;

namespace Mimic.Tests.Access;

public class ProjectCatalogueTests
{
    [Theory]
    [InlineData("mimiciv", "mimiciv/3.1")]
    [InlineData("mimiciv/3.1", "mimiciv/3.1")]
    [InlineData("mimiciv/3.1/", "mimiciv/3.1")]
    [InlineData("mimiciv/2.2", "mimiciv/2.2")]
    [InlineData("MIMIC-IV 3.1", "mimiciv/3.1")]
    [InlineData("mimic_iv", "mimiciv/3.1")]
    [InlineData("mimic-iv-3.1", "mimiciv/3.1")]
    [InlineData("mimiciv v3.1", "mimiciv/3.1")]
    [InlineData("note", "mimic-iv-note/2.2")]
    [InlineData("mimic-iv-ed-2.2", "mimic-iv-ed/2.2")]
    [InlineData("cxr", "mimic-cxr-jpg/2.1.0")]
    [InlineData("mimic-cxr", "mimic-cxr/2.1.0")]
    [InlineData("ecg", "mimic-iv-ecg/1.0")]
    [InlineData("mimic-iv-echo/0.1", "mimic-iv-echo/0.1")]
    [InlineData("bold", "blood-gas-oximetry/1.0")]
    [InlineData("mimic-iii", "mimiciii/1.4")]
    [InlineData("demo", "mimic-iv-demo/2.2")]
    [InlineData("mimic-iv-clinical-database-demo-2.2", "mimic-iv-demo/2.2")]
    [InlineData("https://physionet.org/content/mimiciv/3.1/", "mimiciv/3.1")]
    [InlineData("physionet.org/files/mimic-iv-ed-demo/2.2/", "mimic-iv-ed-demo/2.2")]
    public void Usual_spellings_find_their_release(string name, string release) => Assert.Equal(release, ProjectCatalogue.Find(name).Name);

    [Fact]
    public void Version_3_0_is_refused_with_the_reason()
    {
        var refusal = Assert.Throws<MimicException>(() => ProjectCatalogue.Find("mimiciv/3.0"));
        Assert.Contains("laboratory itemids", refusal.Problem);
        Assert.Contains("mimiciv/3.1", refusal.Remedy);
    }

    [Fact]
    public void An_unknown_version_names_those_that_there_are()
    {
        var refusal = Assert.Throws<MimicException>(() => ProjectCatalogue.Find("mimiciv/9.9"));
        Assert.Contains("9.9", refusal.Problem);
        Assert.Contains("mimiciv/3.1, mimiciv/2.2", refusal.Remedy);
        Assert.DoesNotContain("3.0", refusal.Remedy);
    }

    [Theory]
    [InlineData("mimicv", "mimiciv")]
    [InlineData("mimic-cxr-jpeg", "mimic-cxr-jpg")]
    [InlineData("mimic-vi-demo", "mimic-iv-demo")]
    [InlineData("notess", "mimic-iv-note")]
    [InlineData("", "mimic")]
    public void An_unknown_name_is_answered_with_the_nearest(string name, string near) =>
        Assert.Contains(near, Assert.Throws<MimicException>(() => ProjectCatalogue.Find(name)).Remedy);

    [Fact]
    public void Every_release_has_its_address_and_every_name_means_one_project()
    {
        var releases = ProjectCatalogue.All.SelectMany(p => p.Releases).ToList();
        Assert.Equal(releases.Count, releases.Select(r => r.Name).Distinct().Count());
        Assert.All(releases, r => Assert.Equal($"https://physionet.org/files/{r.Project.Slug}/{r.Version}/", r.BaseUri.AbsoluteUri));
        Assert.All(ProjectCatalogue.All, p => Assert.Null(p.Newest.Refusal));
        var names = ProjectCatalogue.All.SelectMany(p => p.Names.Append(p.Slug)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void A_size_is_given_with_its_source_or_not_at_all() =>
        Assert.All(ProjectCatalogue.All.SelectMany(p => p.Releases), r => Assert.Equal(r.Bytes is null, r.BytesSource is null));

    [Fact]
    public void The_tables_of_a_release_sum_up_to_no_more_than_its_size() =>
        Assert.All(
            ProjectCatalogue.All.SelectMany(p => p.Releases).Where(r => r.Bytes is not null),
            r => Assert.True(r.Tables.Sum(t => t.Bytes ?? 0) <= 1.02 * r.Bytes, r.Name));

    [Fact]
    public void Every_size_of_a_table_belongs_to_a_release() =>
        Assert.Equal(
            EmbeddedList.Rows("Mimic.Access.table-sizes.csv", "slug", "version", "table", "bytes", "exact").Count,
            ProjectCatalogue.All.SelectMany(p => p.Releases).SelectMany(r => r.Tables).Count(t => t.Bytes is not null));

    [Fact]
    public void Every_known_table_belongs_to_one_release_beside_the_demos() =>
        Assert.Equal(
            KnownTables.All.Select(t => t.Table),
            ProjectCatalogue.All.Where(p => !p.Slug.Contains("demo")).SelectMany(p => p.Newest.Tables).Select(t => t.Table)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_paths_of_the_tables_are_those_of_the_published_list()
    {
        var list = ChecksumList.Read(Path.Combine(RealDemo.PathOrSkip(), "SHA256SUMS.txt"));
        Assert.All(ProjectCatalogue.Find("demo").Tables, t => Assert.NotNull(list.Find(t.Path)));
        Assert.Equal(31, ProjectCatalogue.Find("demo").Tables.Count);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("03")]
    [InlineData("03-cohort-entropy")]
    [InlineData("03-cohort-entropy.ipynb")]
    public void A_step_chooses_the_tables_that_it_reads(string step)
    {
        var tables = ProjectCatalogue.Find("mimiciv").TablesOf(step).Select(t => t.Table).ToList();
        Assert.Contains("icu/chartevents", tables);
        Assert.DoesNotContain("hosp/emar", tables);
        Assert.Empty(ProjectCatalogue.Find("mimiciii").TablesOf(step));
    }

    [Theory]
    [InlineData("/data/physionet.org/files/mimiciv/3.1", "mimiciv/3.1")]
    [InlineData("/data/physionet.org/files/mimiciv/3.1/hosp", "mimiciv/3.1")]
    [InlineData(@"D:\mimic-iv-clinical-database-demo-2.2", "mimic-iv-demo/2.2")]
    [InlineData("/data/mimiciii/1.4", "mimiciii/1.4")]
    [InlineData("/data/mimiciv/3.1/blood-gas-oximetry/1.0", "blood-gas-oximetry/1.0")]
    [InlineData("/data/mimic-iv-demo", null)]
    [InlineData("/data/3.1", null)]
    public void The_name_of_a_folder_tells_the_release(string folder, string? release) =>
        Assert.Equal(release, ProjectCatalogue.OfFolder(folder)?.Name);

    [Theory]
    [InlineData("99")]
    [InlineData("cohort")]
    [InlineData("")]
    public void An_unknown_step_is_an_error_that_lists_the_steps(string step) =>
        Assert.Contains("01, 02, 03", Assert.Throws<MimicException>(() => ProjectCatalogue.Find("mimiciv").TablesOf(step)).Remedy);

    [Fact]
    public void A_table_that_becomes_events_is_read_by_notebook_2()
    {
        var mapped = Mimic.Trajectories.Mapping.Mappings.All.Select(m => m.Table).ToHashSet();
        Assert.All(KnownTables.All.Where(t => mapped.Contains(t.Table)), t => Assert.Contains("02", t.Steps));
        Assert.All(KnownTables.All.Where(t => t.Steps.Contains("02")), t => Assert.True(mapped.Contains(t.Table) || t.File.StartsWith("d_", StringComparison.Ordinal), t.Table));
    }

    [Fact]
    public void The_sizes_of_the_demo_are_those_of_its_files()
    {
        var data = MimicDataset.Open(RealDemo.PathOrSkip());
        var known = new[] { "demo", "ed-demo" }.SelectMany(n => ProjectCatalogue.Find(n).Tables).Where(t => t.IsExact).ToList();
        Assert.Equal(36, known.Count);
        Assert.All(known, t => Assert.Equal(t.Bytes, data.Find(t.Table)!.Bytes));
    }
}
