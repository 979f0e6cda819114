using Mimic.Access;

namespace Mimic.Tests.Access;

public sealed class MimicDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("physionet.org/files/mimiciv/3.1/hosp/", "physionet.org/files/mimic-iv-ed/2.2/ed/", "3.1")]
    [InlineData("mimiciv/3.1/hosp/", "mimic-iv-ed/2.2/ed/", "3.1")]
    [InlineData("mimic-iv-3.1/hosp/", "mimic-iv-ed-2.2/ed/", "3.1")]
    [InlineData("mimic-iv-clinical-database-demo-2.2/hosp/", "mimic-iv-clinical-database-demo-2.2/ed/", "2.2")]
    [InlineData("hosp/", "ed/", null)]
    [InlineData("", "", null)]
    public void Every_usual_layout_is_understood(string hosp, string ed, string? version)
    {
        var patients = _folder.Write($"{hosp}patients.csv.gz", "subject_id\n10000001\n");
        var stays = _folder.Write($"{ed}edstays.csv", "subject_id\n10000001\n");
        _folder.Write($"{hosp}index.html", "<html>");
        var data = MimicDataset.Open(_folder.Path);
        Assert.Equal(["hosp/patients", "ed/edstays"], data.Tables.Select(t => t.Table));
        Assert.Equal((patients, stays), (data.Find("hosp/patients")!.Path, data.Require("ed/edstays").Path));
        Assert.Equal(version, data.Version);
        Assert.Null(data.Find("icu/icustays"));
    }

    [Theory]
    [InlineData("mimiciv/3.1")]
    [InlineData("mimiciv/3.1/hosp")]
    public void A_version_folder_or_a_module_folder_can_be_opened_itself(string below)
    {
        _folder.Write("mimiciv/3.1/hosp/patients.csv.gz", "subject_id\n10000001\n");
        var data = MimicDataset.Open(Path.Combine(_folder.Path, below));
        Assert.Equal(("3.1", "MIMIC-IV 3.1"), (data.Version, data.Name));
    }

    [Fact]
    public void Upper_case_names_of_files_are_understood()
    {
        _folder.Write("PATIENTS.CSV", "subject_id\n10000001\n");
        Assert.NotNull(MimicDataset.Open(_folder.Path).Find("hosp/patients"));
    }

    [Fact]
    public void The_packed_file_is_preferred_and_that_is_said()
    {
        _folder.Write("hosp/patients.csv", "subject_id\n1\n");
        _folder.Write("hosp/patients.csv.gz", "subject_id\n1\n");
        var data = MimicDataset.Open(_folder.Path);
        Assert.EndsWith("patients.csv.gz", Assert.Single(data.Tables).Path);
        Assert.Equal("hosp/patients: patients.csv.gz is used; patients.csv lies beside it.", Assert.Single(data.Notes));
    }

    [Fact]
    public void The_newest_of_several_versions_is_used_and_that_is_said()
    {
        _folder.Write("mimiciv/2.2/hosp/patients.csv", "subject_id\n1\n");
        _folder.Write("mimiciv/3.1/hosp/patients.csv", "subject_id\n1\n");
        var data = MimicDataset.Open(_folder.Path);
        Assert.Equal("3.1", data.Version);
        Assert.Equal("hosp: version 3.1 is used; 2.2 is there too.", Assert.Single(data.Notes));
    }

    [Fact]
    public void Two_copies_of_a_table_are_an_error_that_names_both_folders()
    {
        _folder.Write("a/patients.csv", "subject_id\n1\n");
        _folder.Write("b/patients.csv", "subject_id\n1\n");
        var problem = Assert.Throws<MimicException>(() => MimicDataset.Open(_folder.Path)).Problem;
        Assert.Contains(Path.Combine(_folder.Path, "a"), problem);
        Assert.Contains(Path.Combine(_folder.Path, "b"), problem);
    }

    [Fact]
    public void The_version_is_known_by_the_lab_items_where_the_folder_does_not_tell()
    {
        _folder.Write("hosp/d_labitems.csv", "itemid,label,fluid,category\n" + string.Concat(Enumerable.Range(50_801, 1_650).Select(i => $"{i},a,b,c\n")));
        Assert.Equal("3.1", MimicDataset.Open(_folder.Path).Version);
    }

    [Fact]
    public void The_folder_of_radiographs_is_found_and_not_searched_for_tables()
    {
        _folder.Write("physionet.org/files/mimic-cxr-jpg/2.1.0/mimic-cxr-2.0.0-metadata.csv.gz", "dicom_id,subject_id\n");
        var image = _folder.Write("physionet.org/files/mimic-cxr-jpg/2.1.0/files/p10/p10000001/s50000001/a.jpg", [1]);
        _folder.Write("physionet.org/files/mimic-cxr-jpg/2.1.0/files/p10/p10000001/patients.csv", "subject_id\n");
        var data = MimicDataset.Open(_folder.Path);
        Assert.True(File.Exists(Path.Combine(data.ImageRoot!, "files", "p10", "p10000001", "s50000001", "a.jpg")), image);
        Assert.Equal("cxr/metadata", Assert.Single(data.Tables).Table);
        Assert.DoesNotContain(data.Missing, m => m.Name == "cxr images");
    }

    [Fact]
    public void Radiographs_in_jpg_are_preferred_to_those_in_dicom()
    {
        _folder.Write("mimic-cxr/2.1.0/files/p10/p10000001/s50000001/a.dcm", [1]);
        _folder.Write("mimic-cxr-jpg/2.1.0/files/p10/p10000001/s50000001/a.jpg", [1]);
        _folder.Write("mimic-cxr-jpg/2.1.0/mimic-cxr-2.0.0-split.csv.gz", "dicom_id\n");
        Assert.EndsWith("2.1.0", MimicDataset.Open(_folder.Path).ImageRoot);
        Assert.Contains("mimic-cxr-jpg", MimicDataset.Open(_folder.Path).ImageRoot);
    }

    [Fact]
    public void What_is_missing_is_said_with_its_cost_and_the_command_that_gets_it()
    {
        _folder.Write("mimiciv/2.2/hosp/patients.csv.gz", "subject_id\n10000001\n");
        var missing = MimicDataset.Open(_folder.Path).Missing;
        Assert.Equal(["icu", "ed", "note", "cxr", "ecg"], missing.Take(5).Select(m => m.Name));
        Assert.Equal($"mimic data get mimiciv/2.2 --user NAME --into {_folder.Path} --tables icu", missing[0].Remedy);
        Assert.Equal($"mimic data get mimic-iv-ed/2.2 --user NAME --into {_folder.Path}", missing[1].Remedy);
        Assert.Contains("notebook 03", missing[3].Cost);
        var labs = Assert.Single(missing, m => m.Name == "hosp/labevents");
        Assert.EndsWith(" --tables hosp/labevents", labs.Remedy);
    }

    [Fact]
    public void A_table_that_is_a_saved_web_page_is_named_before_anything_is_read()
    {
        _folder.Write("hosp/patients.csv", "subject_id\n10000001\n");
        _folder.Write("hosp/labevents.csv.gz", "<html>Sign in"u8.ToArray());
        _folder.Write("hosp/omr.csv.gz", Array.Empty<byte>());
        var missing = MimicDataset.Open(_folder.Path).Missing;
        Assert.Contains("an HTML page", Assert.Single(missing, m => m.Name == "hosp/labevents").Cost);
        Assert.Contains("is empty", Assert.Single(missing, m => m.Name == "hosp/omr").Cost);
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("notes.txt", "holds no table of MIMIC-IV")]
    [InlineData("mimic.zip", "holds an archive")]
    public void A_folder_without_tables_is_one_clear_message(string? file, string expected)
    {
        if (file is not null)
        {
            _folder.Write(file, "x");
        }

        var problem = Assert.Throws<MimicException>(() => MimicDataset.Open(_folder.Path));
        Assert.Contains(expected, problem.Problem);
        Assert.Contains(_folder.Path, problem.Problem);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_offers_the_synthetic_hospital()
    {
        var problem = Assert.Throws<MimicException>(() => MimicDataset.Open(Path.Combine(_folder.Path, "nowhere")));
        Assert.Contains("There is no folder", problem.Problem);
        Assert.Contains("data-demo", problem.Remedy);
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_an_error_that_names_the_folder()
    {
        var file = _folder.Write("hosp/patients.csv", "subject_id\n");
        Assert.Contains(Path.GetDirectoryName(file)!, Assert.Throws<MimicException>(() => MimicDataset.Open(file)).Remedy);
    }

    [Fact]
    public void The_fingerprint_depends_on_the_tables_and_not_on_where_they_lie()
    {
        string[] texts = ["subject_id\n1\n", "subject_id\n1\n", "subject_id\n2\n"];
        var prints = texts.Select((text, i) =>
        {
            _folder.Write($"{i}/hosp/patients.csv.gz", text);
            return MimicDataset.Open(Path.Combine(_folder.Path, $"{i}")).Fingerprint;
        }).ToList();
        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
        Assert.Equal(64, prints[0].Length);
    }

    [Fact]
    public void The_overview_shows_modules_tables_and_what_is_missing()
    {
        _folder.Write("mimiciv/3.1/hosp/patients.csv.gz", "subject_id\n10000001\n");
        var data = MimicDataset.Open(_folder.Path);
        foreach (var view in new[] { data.ToString(), data.ToHtml() })
        {
            Assert.Contains("MIMIC-IV 3.1", view);
            Assert.Contains("Credentialed", view);
            Assert.Contains("patients.csv.gz", view);
            Assert.Contains("hosp/labevents", view);
        }
    }

    [Fact]
    public void The_overview_can_be_passed_on_without_the_place_on_this_machine()
    {
        _folder.Write("deep/mimiciv/3.1/hosp/patients.csv.gz", "subject_id\n10000001\n");
        var data = MimicDataset.Open(_folder["deep/mimiciv/3.1"]);
        foreach (var view in new[] { data.ToString(), data.ToHtml() })
        {
            Assert.DoesNotContain(_folder.Path, view);
            Assert.Contains("…", System.Net.WebUtility.HtmlDecode(view));
            Assert.Contains("/mimiciv/3.1", view);
        }
    }
}
