using Mimic.Access;
using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

public class TrajectoryBuilderTests
{
    [Fact]
    public void Processors_make_no_difference_to_the_files()
    {
        using var hospital = Busy();
        hospital.Build(cpus: 1, version: "one");
        hospital.Build(cpus: 2, version: "two");
        AssertSameFiles(Path.Combine(hospital.Output, "one"), Path.Combine(hospital.Output, "two"));
    }

    [Fact]
    public void The_number_of_groups_makes_no_difference_to_the_files()
    {
        using var hospital = Busy();
        hospital.Build(version: "one");
        var options = new TrajectoryOptions { Output = hospital.Output, Version = "many", Cpus = 3, ChunkMemory = 1 };
        TrajectoryBuilder.Build(hospital.Open(), options);
        AssertSameFiles(Path.Combine(hospital.Output, "one"), options.StoreFolder);
    }

    [Fact]
    public void The_order_of_rows_makes_no_difference_to_the_files()
    {
        using var hospital = Busy();
        using var shuffled = Busy().Shuffle(7);
        hospital.Build();
        shuffled.Build();
        AssertSameFiles(Path.Combine(hospital.Output, "1.0"), Path.Combine(shuffled.Output, "1.0"));
    }

    [Fact]
    public void Events_of_every_patient_are_in_time_order_after_the_facts()
    {
        using var hospital = Busy().Shuffle(3);
        Assert.All(hospital.Build().ReadAll(), patient =>
        {
            var times = patient.Select(e => e.Time ?? DateTime.MinValue).ToList();
            Assert.Equal(times.Order(), times);
        });
    }

    [Fact]
    public void The_report_names_the_size_and_checksum_of_every_table()
    {
        using var hospital = Busy();
        var report = BuildReport.Of(hospital.Build())!;
        var data = hospital.Open();
        Assert.All(report.Tables, t =>
        {
            var bytes = File.ReadAllBytes(data.Find(t.Table)!.Path);
            Assert.Equal(bytes.Length, t.Bytes);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), t.Sha256);
        });
        Assert.True(report.StoreBytes > 0);
        Assert.True(report.SpilledBytes > 0);
    }

    [Fact]
    public void The_report_balances_and_survives_json()
    {
        using var hospital = Busy().Row("hosp/labevents", "subject_id=90000099", "itemid=50912", "charttime=2150-05-01 00:00:00");
        var store = hospital.Build();
        var report = BuildReport.Of(store)!;
        Assert.All(report.Tables, t => Assert.Equal(t.Rows, t.RowEvents + t.Refused));
        Assert.Equal(1, report.Refused);
        Assert.Equal(store.EventCount, report.Events);
        Assert.Contains("note/discharge", report.MissingTables);
        Assert.Equal(report.ToString(), BuildReport.FromJson(report.ToJson()).ToString());
        Assert.Contains("the patient is not in hosp/patients", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_none_is_one_clear_error()
    {
        var error = Assert.Throws<MimicException>(() => BuildReport.FromJson("[1, 2"));
        Assert.Contains("mimic trajectories build", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_described_by_the_dictionaries_or_by_the_rows()
    {
        using var hospital = Busy()
            .Row("hosp/d_labitems", "itemid=50912", "label=Creatinine", "fluid=Blood", "category=Chemistry")
            .Row("hosp/drgcodes", $"subject_id={Ada}", $"hadm_id={Admission}", "drg_type=HCFA", "drg_code=864", "description=FEVER");
        var descriptions = hospital.Build().Descriptions;
        Assert.Equal("Creatinine (Blood, Chemistry), in mg/dL", descriptions["LAB//50912//mg/dL"]);
        Assert.Equal("FEVER", descriptions["DRG//HCFA//864"]);
        Assert.StartsWith("Birth", descriptions["MEDS_BIRTH"], StringComparison.Ordinal);
        Assert.Equal("Admission to hospital: type, where from - URGENT, EMERGENCY ROOM", descriptions["HOSPITAL_ADMISSION//URGENT//EMERGENCY ROOM"]);
    }

    [Fact]
    public void A_damaged_table_stops_the_build_and_leaves_nothing_behind()
    {
        using var hospital = Busy();
        var data = hospital.Open();
        var path = hospital.PathOf("hosp/labevents");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        var error = Assert.Throws<MimicException>(() => TrajectoryBuilder.Build(data, new() { Output = hospital.Output, Cpus = 2 }));
        Assert.Contains("labevents.csv.gz", error.Problem, StringComparison.Ordinal);
        Assert.False(Directory.Exists(hospital.Output));
    }

    [Fact]
    public void A_failed_build_leaves_an_earlier_store_as_it_was()
    {
        using var hospital = Busy();
        var before = hospital.Build().EventCount;
        var data = hospital.Row("hosp/labevents", $"subject_id={Ada}", "charttime=yesterday", "itemid=50912").Open();
        Assert.Throws<MimicException>(() => TrajectoryBuilder.Build(data, new() { Output = hospital.Output }));
        Assert.Equal(["1.0"], Directory.EnumerateFileSystemEntries(hospital.Output).Select(Path.GetFileName));
        Assert.Equal(before, TrajectoryStore.Open(Path.Combine(hospital.Output, "1.0")).EventCount);
    }

    [Fact]
    public void Without_patients_nothing_is_built()
    {
        using var hospital = new MiniHospital().Row("hosp/labevents", $"subject_id={Ada}", "charttime=2150-05-01 00:00:00", "itemid=50912");
        var error = Assert.Throws<MimicException>(() => hospital.Build());
        Assert.Contains("hosp/patients", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patient_who_comes_twice_is_an_error_that_does_not_name_them()
    {
        using var hospital = WithAdmission().Row("hosp/patients", $"subject_id={Ada}", "gender=F", "anchor_age=50", "anchor_year=2150");
        var error = Assert.Throws<MimicException>(() => hospital.Build());
        Assert.Contains("patients.csv.gz, line 4, column subject_id", error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Ada.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_tables_are_built_once()
    {
        using var hospital = Busy();
        var options = new TrajectoryOptions { Output = hospital.Output };
        TrajectoryBuilder.OpenOrBuild(hospital.Open(), options);
        var report = File.GetLastWriteTimeUtc(Path.Combine(options.StoreFolder, "metadata", "report.json"));
        TrajectoryBuilder.OpenOrBuild(MimicDataset.Open(hospital.Data), options);
        Assert.Equal(report, File.GetLastWriteTimeUtc(Path.Combine(options.StoreFolder, "metadata", "report.json")));
    }

    [Fact]
    public void A_store_whose_replacement_was_killed_is_found_and_what_was_left_beside_it_is_cleared()
    {
        using var hospital = Busy();
        var options = new TrajectoryOptions { Output = hospital.Output };
        TrajectoryBuilder.OpenOrBuild(hospital.Open(), options);
        var report = File.GetLastWriteTimeUtc(Path.Combine(options.StoreFolder, "metadata", "report.json"));
        Directory.Move(options.StoreFolder, $"{options.StoreFolder}.old");
        Directory.CreateDirectory($"{options.StoreFolder}.partial/data");
        TrajectoryBuilder.OpenOrBuild(hospital.Open(), options);
        Assert.Equal(report, File.GetLastWriteTimeUtc(Path.Combine(options.StoreFolder, "metadata", "report.json")));
        Assert.Equal([options.StoreFolder], Directory.EnumerateFileSystemEntries(hospital.Output));
    }

    [Fact]
    public void What_a_refused_row_calls_a_code_is_not_its_description()
    {
        using var hospital = WithAdmission()
            .Row("hosp/microbiologyevents", $"subject_id={Ada}", "test_itemid=90012", "test_name=Aspirate")
            .Row("hosp/microbiologyevents", $"subject_id={Ada}", "charttime=2150-05-01 09:00:00", "test_itemid=90012", "test_name=Swab");
        var store = hospital.Build();
        Assert.Equal(1, BuildReport.Of(store)!.Refused);
        Assert.Contains("Swab", store.Descriptions.Values);
        Assert.DoesNotContain("Aspirate", store.Descriptions.Values);
    }

    [Fact]
    public void Changed_tables_are_built_anew()
    {
        using var hospital = Busy();
        var options = new TrajectoryOptions { Output = hospital.Output };
        var before = TrajectoryBuilder.OpenOrBuild(hospital.Open(), options).EventCount;
        hospital.Row("hosp/labevents", $"subject_id={Ada}", "charttime=2150-06-01 00:00:00", "itemid=50912");
        Assert.Equal(before + 1, TrajectoryBuilder.OpenOrBuild(hospital.Open(), options).EventCount);
    }

    [Fact]
    public void Another_seed_is_built_anew()
    {
        using var hospital = Busy();
        TrajectoryBuilder.OpenOrBuild(hospital.Open(), new() { Output = hospital.Output, Seed = 1 });
        Assert.Equal(2, TrajectoryBuilder.OpenOrBuild(hospital.Open(), new() { Output = hospital.Output, Seed = 2 }).Seed);
    }

    [Fact]
    public void A_store_that_lost_a_file_is_built_anew()
    {
        using var hospital = Busy();
        var options = new TrajectoryOptions { Output = hospital.Output };
        var before = TrajectoryBuilder.OpenOrBuild(hospital.Open(), options).EventCount;
        File.Delete(Directory.EnumerateFiles(Path.Combine(options.StoreFolder, "data"), "*.parquet", SearchOption.AllDirectories).First());
        Assert.Equal(before, TrajectoryBuilder.OpenOrBuild(hospital.Open(), options).EventCount);
    }

    [Theory]
    [InlineData("../elsewhere", 1)]
    [InlineData("", 1)]
    [InlineData("1.0", 0)]
    public void Options_that_make_no_sense_are_refused(string version, int cpus)
    {
        using var hospital = WithAdmission();
        Assert.Throws<MimicException>(() => hospital.Build(cpus, version));
    }

    // Many rows at the same few moments, equal ones among them.
    private static MiniHospital Busy()
    {
        var hospital = WithAdmission();
        var random = new SeededRandom(11);
        for (var i = 0; i < 400; i++)
        {
            var subject = random.Pick([Ada, Ben]);
            var time = $"2150-05-0{random.Next(1, 4)} 0{random.Next(0, 3)}:00:00";
            hospital.Row(
                "hosp/labevents", $"subject_id={subject}", $"charttime={time}", $"itemid={random.Pick([50912, 50931])}", "valueuom=mg/dL",
                $"valuenum={random.Next(3)}", $"value={random.Pick(["", "low", "___"])}");
            hospital.Row(
                "icu/chartevents", $"subject_id={subject}", "stay_id=70000001", $"charttime={time}", "itemid=220045", $"valuenum={random.Next(60, 63)}");
            hospital.Row("hosp/poe", $"subject_id={subject}", $"ordertime={time}", "order_type=Lab", $"order_subtype={random.Pick(["", "Blood"])}");
        }

        return hospital;
    }

    private static void AssertSameFiles(string first, string second)
    {
        // The events, codes and splits; the small JSON files beside them also name the version, the inputs and the time taken.
        var names = Directory.EnumerateFiles(first, "*.parquet", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(first, p)).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Equal(File.ReadAllBytes(Path.Combine(first, n)), File.ReadAllBytes(Path.Combine(second, n))));
    }
}
