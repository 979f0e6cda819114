using Mimic.Access;
using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

public class BuildPruningTests
{
    [Fact]
    public void A_store_says_which_tables_were_not_there_and_which_rows_were_left_out()
    {
        using var hospital = WithAdmission()
            .Row("hosp/labevents", $"subject_id={Ada}", "charttime=2150-05-01 00:00:00", "itemid=50912")
            .Row("hosp/labevents", $"subject_id={Ada}", "charttime=", "itemid=50912");
        var store = hospital.Build();
        var (rows, report) = (store.Pruning!, BuildReport.Of(store)!);
        Assert.Equal((report.Rows, report.RowEvents, store.InputFingerprint), (rows.Count, rows.Left, rows.Inputs["tables"]));
        Assert.Contains(rows.Steps, s => s is { Kind: PruningKind.Exclusion, LeftOut: 1, Criterion: "hosp/labevents: the row has no readable time" });
        var tables = rows.Earlier!;
        Assert.Equal(report.Tables.Count, tables.Left);
        Assert.Equal(report.MissingTables.Count, tables.Steps[0].LeftOut);
        Assert.All(report.MissingTables, t => Assert.Contains(t, tables.Notes[0]));
        Assert.DoesNotContain($"{Ada}", rows.ToJson());
    }

    [Fact]
    public void A_store_joined_from_parts_says_the_same_as_one_built_at_once()
    {
        using var hospital = WithAdmission().Row("hosp/labevents", $"subject_id={Ada}", "charttime=2150-05-01 00:00:00", "itemid=50912");
        var whole = hospital.Build().Pruning!;
        var options = new TrajectoryOptions { Output = hospital.Output, Version = "1.0" };
        for (var i = 1; i <= 2; i++)
        {
            TrajectoryBuilder.BuildShard(hospital.Open(), options with { Output = hospital.Output + "-parts", Shard = (i, 2) });
        }

        var part = PruningRecord.Read(Path.Combine(hospital.Output + "-parts", "1.0.parts", "1-of-2", "metadata", "pruning.json"));
        Assert.Contains("part 1/2", part.Paragraph);
        Assert.Equal(whole.ToJson(), TrajectoryMerge.Merge(hospital.Output + "-parts", "1.0").Pruning!.ToJson());
        Directory.Delete(hospital.Output + "-parts", recursive: true);
    }

    [Fact]
    public void A_store_of_an_earlier_version_says_nothing()
    {
        using var hospital = WithAdmission();
        var store = hospital.Build();
        File.Delete(Path.Combine(store.Folder, "metadata", "pruning.json"));
        Assert.Null(TrajectoryStore.Open(store.Folder).Pruning);
    }
}
