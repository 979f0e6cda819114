using System.CommandLine;
using Mimic.Access;
using Mimic.Cli.Commands;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Cli.Tests;

public sealed class FeatureTableCommandTests : IDisposable
{
    private const int First = 90_000_000;

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
        var record = PruningRecord.ReadBeside(In("features.csv"))!;
        Assert.Equal(("stays", 3L), (record.Unit, record.Left));
        Assert.Equal("24", record.Parameters["hours from the start of the stay to the prediction"]);
        Assert.Equal("Demographics, Lab", record.Parameters["kinds of data"]);
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
    public void By_charttime_a_result_counts_before_it_could_be_seen()
    {
        Assert.Equal(1, Creatinine());
        Assert.Equal(7, Creatinine("--charttime", "hosp/labevents"));
        var origin = FeatureTable.ReadCsv(In("features.csv"))["tslab_attr_Creatinine__max"].Origin;
        Assert.Contains("by charttime in hosp/labevents", origin.Window);
    }

    [Fact]
    public void With_an_open_end_what_becomes_known_at_the_prediction_is_left_out()
    {
        Assert.Equal(8, Creatinine("--icu-hours", "10"));
        Assert.Equal(1, Creatinine("--icu-hours", "10", "--open-end"));
    }

    [Fact]
    public void With_a_closed_start_what_happened_at_the_start_of_a_look_back_is_used()
    {
        string[] sinceFive = ["--icu-hours", "9", "--lookback-hours", "4"];
        Assert.Equal(double.NaN, Creatinine(sinceFive));
        Assert.Equal(1, Creatinine([.. sinceFive, "--closed-start"]));
    }

    [Fact]
    public void The_published_leak_shows_procedures_after_the_prediction_and_says_so()
    {
        string[] chosen = ["--modalities", "Procedure"];
        Assert.Equal(double.NaN, Highest("tsprocedure_attr_Hemodialysis__max", chosen));
        Assert.Equal(200, Highest("tsprocedure_attr_Hemodialysis__max", [.. chosen, "--published-procedure-leak"]));
        Assert.Contains(FeatureTable.ReadCsv(In("features.csv")).Warnings, w => w.Contains("published leak", StringComparison.Ordinal));
    }

    [Fact]
    public void An_own_table_of_items_and_another_age_can_be_chosen()
    {
        File.WriteAllText(In("items.csv"), "kind,group,itemid,unit,factor,lowest,highest,note\nLAB,Renal,50912,mg/dL,1,0,60,\n");
        Assert.Equal(1, Highest("tslab_attr_Renal__max", "--items", In("items.csv"), "--age", "AnchorAsPublished"));
    }

    [Theory]
    [InlineData("icu/procedureevents cannot count", "--charttime", "icu/procedureevents")]
    [InlineData("--closed-start", "--closed-start")]
    public void Choices_of_the_guard_that_cannot_be_are_refused(string problem, params string[] choice)
    {
        var error = Assert.Throws<MimicException>(() => Run(["build", "--store", Store(), "--icu-hours", "9", "--out", In("f.csv"), .. choice]));
        Assert.Contains(problem, error.Problem);
        Assert.False(File.Exists(In("f.csv")));
    }

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
        Assert.Contains("\"tslab_a\"", File.ReadAllText(In("master.columns.json")));
        Assert.Contains("\"tslab_|_a\"", File.ReadAllText(Path.Combine(In("points"), "T2.columns.json")));
    }

    private double Creatinine(params string[] choice) => Highest("tslab_attr_Creatinine__max", ["--modalities", "Lab", .. choice]);

    /// <summary>What a column says of the patient (NaN if nothing: a modality without data has no columns), nine hours into the ICU unless other hours are chosen.</summary>
    private double Highest(string column, params string[] choice)
    {
        string[] hours = choice.Contains("--icu-hours") ? [] : ["--icu-hours", "9"];
        Run(["build", "--store", Guarded(), "--out", In("features.csv"), .. hours, .. choice]);
        var table = FeatureTable.ReadCsv(In("features.csv"));
        return table.Columns.Any(c => c.Name == column) ? table[column].Numbers[0] : double.NaN;
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
    private string Store() => Store(
        "store",
        [
            .. Enumerable.Range(1, 3).Select(k => new Trajectory(First + k, SourceTag.Synthetic,
            [
                .. Begun(k),
                new(First + k, Start.AddHours(5), "LAB//50912//mg/dL", k),
                new(First + k, Start.AddHours(30), "LAB//50912//mg/dL", 99),
                new(First + k, Start.AddHours(50), k == 2 ? "HOSPITAL_DISCHARGE//DIED" : "HOSPITAL_DISCHARGE//HOME", HadmId: k),
            ])),
        ]);

    /// <summary>A sample drawn before and seen after nine hours, one seen at the tenth, dialysis in the twentieth.</summary>
    private string Guarded() => Store(
        Guid.NewGuid().ToString("N"),
        new Trajectory(First + 1, SourceTag.Synthetic,
        [
            .. Begun(1),
            new(First + 1, Start.AddHours(5), "LAB//50912//mg/dL", 1, Table: "hosp/labevents"),
            new(First + 1, Start.AddHours(8), "LAB//50912//mg/dL", 7, Table: "hosp/labevents", AvailableTime: Start.AddHours(11)),
            new(First + 1, Start.AddHours(10), "LAB//50912//mg/dL", 8, Table: "hosp/labevents"),
            new(First + 1, Start.AddHours(20), "PROCEDURE//225441//min", 200, HadmId: 1, StayId: 1, Table: "icu/procedureevents"),
            new(First + 1, Start.AddHours(50), "HOSPITAL_DISCHARGE//HOME", HadmId: 1),
        ]));

    private static TrajectoryEvent[] Begun(int k) =>
    [
        new(First + k, Start, "HOSPITAL_ADMISSION//URGENT//ED", HadmId: k),
        new(First + k, Start, "ICU_ADMISSION//MICU", HadmId: k, StayId: k),
    ];

    private string Store(string name, params IEnumerable<Trajectory> patients)
    {
        var info = new MedsStoreInfo { Source = SourceTag.Synthetic, DatasetName = "invented", InputFingerprint = "print" };
        using var writer = new MedsStoreWriter(In(name), info);
        foreach (var patient in patients)
        {
            writer.Add(patient);
        }

        writer.Complete(new Dictionary<string, string>(), "{}");
        return In(name);
    }
}
