using Mimic.Access;
using Mimic.Course;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Tests.Course;

/// <summary>The steps of the course on the committed synthetic hospital, opened once for all tests of the class.</summary>
public sealed class CourseFixture : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public CourseFixture() => Work = Open(_cache.Path);

    public Workspace Work { get; }

    public string Cache => _cache.Path;

    public static Workspace Open(string cache, long seed = 2026, string version = "1.0") => Workspace.Open(Repository.DataDemo, cache, version, seed, 2);

    public void Dispose() => _cache.Dispose();
}

public class WorkspaceTests(CourseFixture fixture) : IClassFixture<CourseFixture>
{
    private Workspace Work => fixture.Work;

    [Fact]
    public void The_demo_hospital_gives_a_hundred_patients_of_each_outcome()
    {
        var cohort = Work.Cohort();
        Assert.Equal(100, cohort.Patients.Count(p => p.Dead));
        Assert.Equal(100, cohort.Patients.Count(p => !p.Dead));
        Assert.Empty(cohort.Warnings);
    }

    [Fact]
    public void Samples_are_the_cohort_less_those_of_whom_nothing_was_known()
    {
        var selection = Work.Samples();
        Assert.Equal(Work.Cohort().Patients.Count, selection.Attrition.Count);
        Assert.Equal(selection.Samples.Count, selection.Attrition.Left);
        Assert.Equal(selection.Samples.Count, selection.Samples.DistinctBy(s => s.SubjectId).Count());
    }

    [Fact]
    public void The_way_from_the_tables_to_the_features_is_recorded_with_every_number_and_no_patient()
    {
        _ = Work.Features();
        var record = PruningRecord.Read(Directory.GetFiles(fixture.Cache, "features-*" + PruningRecord.Ending, SearchOption.AllDirectories).First());
        var (samples, cohort, rows, tables) = (record, record.Earlier!, record.Earlier!.Earlier!, record.Earlier!.Earlier!.Earlier!);
        Assert.Equal((Work.Samples().Attrition.Count, Work.Samples().Samples.Count), ((int)samples.Count, (int)samples.Left));
        Assert.Equal((Work.Trajectories().SubjectIds.Count, Work.Cohort().Patients.Count), ((int)cohort.Count, (int)cohort.Left));
        Assert.Equal(Work.Cohort().Attrition.Criteria.Select(c => (c.Name, (long)c.After)), cohort.Steps.SkipLast(1).Select(s => (s.Criterion, s.After)));
        Assert.Equal(BuildReport.Of(Work.Trajectories())!.RowEvents, rows.Left);
        Assert.Equal("tables", tables.Unit);
        Assert.All(new[] { samples, cohort, rows, tables }, r => Assert.Equal((SourceTag.Synthetic, Work.Trajectories().InputFingerprint), (r.Source, r.Inputs["tables"])));
        Assert.DoesNotMatch(@"\b9\d{7}\b", record.ToJson());
    }

    [Fact]
    public void Nobody_is_known_long_before_the_first_record()
    {
        Assert.Empty(Work.Samples(12 * 100).Samples);
    }

    [Fact]
    public void Features_come_from_all_six_modalities_and_no_sample_is_after_death()
    {
        var features = Work.Features();
        Assert.Equal(Enum.GetValues<Modality>(), features.Modalities);
        Assert.Equal(SourceTag.Synthetic, features.Source);
        var store = Work.Trajectories();
        Assert.All(features.Samples, s => Assert.True(store.Read(s.SubjectId).Death is not { } death || s.PredictionTime < death));
    }

    [Fact]
    public void What_was_kept_is_what_was_made()
    {
        var made = Work.Features(Work.Samples().Samples, Work.FeatureOptions);
        Assert.Equal(made.Fingerprint(), Work.Features().Fingerprint());
        Assert.Equal(made.Fingerprint(), CourseFixture.Open(fixture.Cache).Features().Fingerprint());
    }

    [Fact]
    public void Another_seed_or_version_never_takes_what_was_kept()
    {
        _ = Work.Cohort();
        var before = Directory.GetFiles(fixture.Cache, "cohort-*", SearchOption.AllDirectories).Length;
        _ = CourseFixture.Open(fixture.Cache, seed: 5).Cohort();
        Assert.Equal(before + 2, Directory.GetFiles(fixture.Cache, "cohort-*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_folder_without_data_is_one_clear_message()
    {
        using var empty = new TemporaryFolder();
        var error = Assert.Throws<MimicException>(() => Workspace.Open(empty.Path, fixture.Cache));
        Assert.NotEmpty(error.Remedy);
    }
}
