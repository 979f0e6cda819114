using System.CommandLine;
using Mimic.Access;
using Mimic.Cli.Commands;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Cli.Tests;

public sealed class FeatureTableCommandTests : IDisposable
{
    private static readonly DateTime Start = new(2150, 6, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_features_of_icu_stays_are_built_from_a_store_with_a_codebook()
    {
        var text = Run("build", "--store", Store(), "--icu-hours", "24", "--out", In("features.csv"), "--modalities", "Demographics", "Lab");
        Assert.Contains("3 rows", text);
        var table = FeatureTable.ReadCsv(In("features.csv"));
        Assert.Equal([false, true, false], table.Samples.Select(s => s.Outcome));
        Assert.Equal([1, 2, 3], table["tslab_attr_Creatinine__max"].Numbers.ToArray());
        Assert.Equal([24, 24, 24], table["admission_icu_hours"].Numbers.ToArray());
        Assert.Equal("hosp/labevents", table["tslab_attr_Creatinine__max"].Origin.Table);
    }

    [Theory]
    [InlineData]
    [InlineData("--icu-hours", "24", "--cohort", "cohort.json")]
    public void Without_one_choice_of_samples_nothing_is_built(params string[] choice)
    {
        var error = Assert.Throws<MimicException>(() => Run(["build", "--store", Store(), "--out", In("features.csv"), .. choice]));
        Assert.Contains("for whom", error.Problem);
        Assert.False(File.Exists(In("features.csv")));
    }

    [Fact]
    public void Hours_below_zero_are_refused() => Assert.Contains(
        "--icu-hours", Assert.Throws<MimicException>(() => Run("build", "--store", Store(), "--out", In("f.csv"), "--icu-hours", "-1")).Problem);

    [Fact]
    public void Submaster_tables_are_joined_and_cut_into_time_points()
    {
        File.WriteAllText(In("lab.csv"), "id,time,tslab_a\n7,2150-01-01,1\n7,2150-01-09,3\n");
        File.WriteAllText(In("img.csv"), "id,time,img_a\n7,2150-01-09,5\n");
        Run("master", "--in", In("lab.csv"), In("img.csv"), "--out", In("master.csv"), "--time-points", "2", "--time-point-folder", In("points"));
        Assert.Equal(
            ["PatientID,Date,Time_point,tslab_a,img_a", "num,datetime.date,num,num,num", "7,2150-01-01 00:00:00,1,1,", "7,2150-01-09 00:00:00,2,3,5"],
            File.ReadAllLines(In("master.csv")));
        Assert.Equal(["ID,tslab_|_a,img_|_a", "7,3,5"], File.ReadAllLines(Path.Combine(In("points"), "T2.csv")));
    }

    private static string Run(params string[] arguments)
    {
        var output = new StringWriter();
        var code = FeaturesCommand.Create().Parse(arguments)
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        Assert.Equal(0, code);
        return output.ToString();
    }

    private string In(string name) => Path.Combine(_folder, name);

    /// <summary>Three patients in an ICU, of whom the second dies in hospital.</summary>
    private string Store()
    {
        var folder = In("store");
        var info = new MedsStoreInfo { Source = SourceTag.Synthetic, DatasetName = "invented", InputFingerprint = "print" };
        using var writer = new MedsStoreWriter(folder, info);
        for (var k = 1; k <= 3; k++)
        {
            var id = 90_000_000 + k;
            writer.Add(new(id, SourceTag.Synthetic,
            [
                new(id, Start, "HOSPITAL_ADMISSION//URGENT//ED", HadmId: k),
                new(id, Start, "ICU_ADMISSION//MICU", HadmId: k, StayId: k),
                new(id, Start.AddHours(5), "LAB//50912//mg/dL", k),
                new(id, Start.AddHours(30), "LAB//50912//mg/dL", 99),
                new(id, Start.AddHours(50), k == 2 ? "HOSPITAL_DISCHARGE//DIED" : "HOSPITAL_DISCHARGE//HOME", HadmId: k),
            ]));
        }

        writer.Complete(new Dictionary<string, string>(), "{}");
        return folder;
    }
}
