using System.Security.Cryptography;
using Mimic.Tables;

namespace Mimic.Tests.Tables.Checks;

public sealed class DatasetCheckTests : IDisposable
{
    private const string Services = "subject_id,hadm_id,transfertime,prev_service,curr_service\n10000001,20000001,,,MED\n";
    private const string Provider = "provider_id\nP00001\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_whose_files_all_have_their_sums_is_sound()
    {
        Release("mimiciv/3.1", ("hosp/services.csv.gz", Services), ("hosp/provider.csv.gz", Provider), ("LICENSE.txt", "free"));
        var check = DatasetCheck.Run(_folder.Path);
        Assert.Equal([FileState.AsListed, FileState.AsListed, FileState.AsListed], check.Files.Select(f => f.State));
        Assert.Equal("mimiciv/3.1", Assert.Single(check.Lists).Release!.Name);
        Assert.Empty(check.Extra);
        Assert.Equal(1, check.Files[2].Rows);
    }

    [Fact]
    public void Rows_that_are_not_those_of_the_release_are_a_problem_even_under_a_fitting_sum()
    {
        Release("mimiciv/3.1", ("hosp/services.csv.gz", Services));
        var check = DatasetCheck.Run(_folder.Path);
        Assert.False(check.IsSound);
        Assert.Contains("1 row where its release has 593,071 rows: is the list that of another release?", Assert.Single(check.Files).Detail);
        Assert.True(DatasetCheck.Run(_folder.Path, CheckDepth.Sums).IsSound);
    }

    [Fact]
    public void A_file_that_was_cut_is_named_with_its_cost_and_the_command_that_mends_it()
    {
        Release("mimic-iv-note/2.2", ("note/discharge_detail.csv.gz", "note_id,subject_id,field_name,field_value,field_ordinal\n"), ("README.txt", "x"));
        var path = _folder["mimic-iv-note/2.2/note/discharge_detail.csv.gz"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4]);
        var check = DatasetCheck.Run(_folder.Path);
        var file = Assert.Single(check.Files, f => f.IsProblem);
        Assert.Equal((FileState.Different, "mimic-iv-note/2.2/note/discharge_detail.csv.gz"), (file.State, file.Path));
        Assert.StartsWith("is not the published file: it is cut short", file.Detail);
        var root = Path.Combine(_folder.Path, "mimic-iv-note", "2.2");
        Assert.Equal([$"mimic data get mimic-iv-note/2.2 --user NAME --into {root} --tables note/discharge_detail"], check.NextCommands);
        Assert.Contains("authors of discharge summaries", Words(check));
        Assert.Contains("Delete the wrong mimic-iv-note/2.2/note/discharge_detail.csv.gz then", Words(check));
    }

    [Fact]
    public void Two_files_that_were_swapped_are_both_named()
    {
        Release("mimiciv/3.1", ("hosp/services.csv.gz", Services), ("hosp/provider.csv.gz", Provider));
        File.Move(_folder["mimiciv/3.1/hosp/services.csv.gz"], _folder["x"]);
        File.Move(_folder["mimiciv/3.1/hosp/provider.csv.gz"], _folder["mimiciv/3.1/hosp/services.csv.gz"]);
        File.Move(_folder["x"], _folder["mimiciv/3.1/hosp/provider.csv.gz"]);
        var check = DatasetCheck.Run(_folder.Path);
        Assert.All(check.Files, f => Assert.Equal(FileState.Different, f.State));
        Assert.Contains("column", check.Files[1].Detail);
        Assert.EndsWith("--tables hosp/provider,hosp/services", Assert.Single(check.NextCommands));
    }

    [Fact]
    public void A_saved_page_and_an_empty_file_are_seen_without_reading_on()
    {
        Release("mimiciv/3.1", ("hosp/services.csv.gz", Services), ("hosp/provider.csv.gz", Provider));
        _folder.Write("mimiciv/3.1/hosp/services.csv.gz", "<html>Sign in"u8.ToArray());
        _folder.Write("mimiciv/3.1/hosp/provider.csv.gz", Array.Empty<byte>());
        var check = DatasetCheck.Run(_folder.Path, CheckDepth.Glance);
        Assert.Equal("is empty (0 bytes)", check.Files[0].Detail);
        Assert.Contains("HTML page", check.Files[1].Detail);
        Assert.False(check.IsSound);
    }

    [Fact]
    public void A_missing_table_counts_if_a_notebook_reads_it_and_other_files_do_not()
    {
        Release("mimic-iv-ed/2.2", ("ed/medrecon.csv.gz", "x"), ("README.txt", "x"), ("LICENSE.txt", "free"));
        File.Delete(_folder["mimic-iv-ed/2.2/README.txt"]);
        File.Move(_folder["mimic-iv-ed/2.2/ed/medrecon.csv.gz"], _folder["mimic-iv-ed/2.2/README.md"]);
        var check = DatasetCheck.Run(_folder.Path);
        Assert.Equal([true, false], check.Files.Where(f => f.State == FileState.Missing).OrderByDescending(f => f.IsNeeded).Select(f => f.IsProblem));
        Assert.Contains("README.txt: README.md is there instead", Words(check));
        Assert.Contains("No drugs taken at home", Words(check));
        Assert.True(DatasetCheck.Run(_folder.Path, step: "03").IsSound);
    }

    [Fact]
    public void A_table_unpacked_in_its_place_is_said_to_be_that()
    {
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider), ("LICENSE.txt", "free"));
        File.Delete(_folder["mimiciv/3.1/hosp/provider.csv.gz"]);
        _folder.Write("mimiciv/3.1/hosp/provider.csv", Provider);
        var check = DatasetCheck.Run(_folder.Path);
        var file = Assert.Single(check.Files, f => f.State == FileState.Unpacked);
        Assert.Contains("the list has the sum of the packed file only; it has 1 row", file.Detail);
        Assert.Empty(check.Extra);
        Assert.True(check.IsSound);
    }

    [Fact]
    public void An_unpacked_table_with_rows_lost_is_a_problem()
    {
        Release("mimiciv/3.1", ("hosp/services.csv.gz", Services));
        File.Delete(_folder["mimiciv/3.1/hosp/services.csv.gz"]);
        _folder.Write("mimiciv/3.1/hosp/services.csv", Services);
        Assert.True(Assert.Single(DatasetCheck.Run(_folder.Path).Files).IsProblem);
    }

    [Fact]
    public void What_wget_and_a_cut_download_leave_is_named_apart_from_other_files()
    {
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider), ("hosp/omr.csv.gz", "x"));
        File.Move(_folder["mimiciv/3.1/hosp/omr.csv.gz"], _folder["mimiciv/3.1/hosp/omr.csv.gz.partial"]);
        _folder.Write("mimiciv/3.1/hosp/index.html", "<html>");
        _folder.Write("mimiciv/3.1/mimic-download.jsonl", "{}");
        _folder.Write("mimiciv/3.1/thesis.docx", "x");
        var check = DatasetCheck.Run(_folder.Path);
        Assert.Equal(["mimiciv/3.1/hosp/index.html", "mimiciv/3.1/hosp/omr.csv.gz.partial", "mimiciv/3.1/thesis.docx"], check.Extra);
        Assert.Equal("half of it is there, as .partial", Assert.Single(check.Files, f => f.State == FileState.Missing).Detail);
        Assert.Contains("pages that wget saved", Words(check));
        Assert.Contains("goes on with them", Words(check));
    }

    [Fact]
    public void A_list_of_another_release_shows_in_every_file()
    {
        Release("mimiciv/2.2", ("hosp/services.csv.gz", Services + Services), ("hosp/provider.csv.gz", Provider + "P00002\n"));
        _folder.Write("mimiciv/2.2/hosp/services.csv.gz", Services);
        _folder.Write("mimiciv/2.2/hosp/provider.csv.gz", Provider);
        var check = DatasetCheck.Run(_folder.Path);
        Assert.All(check.Files, f => Assert.Equal(FileState.Different, f.State));
        Assert.Contains("no file is as the list says: is it the list of another release?", Words(check));
    }

    [Fact]
    public void A_list_that_is_a_page_is_a_problem_and_the_command_gets_it_anew()
    {
        _folder.Write("mimiciv/3.1/SHA256SUMS.txt", "<!DOCTYPE html><html>Sign in");
        _folder.Write("mimiciv/3.1/hosp/provider.csv.gz", Provider);
        var check = DatasetCheck.Run(_folder.Path);
        Assert.False(check.IsSound);
        Assert.Contains("HTML", Assert.Single(check.Lists).Problem!.Problem);
        Assert.Contains("mimic data get mimiciv/3.1 --user NAME --into", check.NextCommands[0]);
    }

    [Fact]
    public void Without_a_list_the_rows_are_looked_at_and_nothing_vouches_for_the_rest()
    {
        _folder.Write("hosp/provider.csv.gz", Provider);
        var check = DatasetCheck.Run(_folder.Path);
        Assert.False(check.IsSound);
        Assert.Contains("nothing vouches for the files", Assert.Single(check.Problems).Problem);
        Assert.Equal(FileState.Unlisted, Assert.Single(check.Files, f => f.Table == "hosp/provider").State);
        Assert.Contains(check.Files, f => f is { Table: "hosp/patients", State: FileState.Missing, IsProblem: true });
        Assert.StartsWith("mimic data get mimiciv/3.1", check.NextCommands[0]);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_named()
    {
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider), ("LICENSE.txt", "free"));
        File.Delete(_folder["mimiciv/3.1/LICENSE.txt"]);
        Directory.CreateDirectory(_folder["mimiciv/3.1/LICENSE.txt"]);
        Assert.Equal("is a folder", Assert.Single(DatasetCheck.Run(_folder.Path).Files, f => f.IsProblem).Detail);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named_and_the_others_are_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider), ("hosp/omr.csv.gz", "x"), ("LICENSE.txt", "free"));
        foreach (var name in new[] { "mimiciv/3.1/hosp/omr.csv.gz", "mimiciv/3.1/LICENSE.txt" })
        {
            // A link that leads to itself can be opened by nobody, whatever their rights.
            File.Delete(_folder[name]);
            File.CreateSymbolicLink(_folder[name], _folder[name]);
        }

        foreach (var depth in Enum.GetValues<CheckDepth>())
        {
            var files = DatasetCheck.Run(_folder.Path, depth).Files;
            Assert.Equal(FileState.Unreadable, files[1].State);
            Assert.True(files[0].State is FileState.Unreadable || depth == CheckDepth.Glance);
            Assert.Contains(files[2].State, new[] { FileState.AsListed, FileState.NotRead });
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_searched_is_a_problem()
    {
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider), ("LICENSE.txt", "free"));
        var check = DatasetCheck.Run(_folder.Path);
        Assert.True(check.IsSound);
        var contents = FolderContents.Of(_folder["nowhere"]);
        Assert.Equal(".", Assert.Single(contents.Closed).Folder);
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Release("mimiciv/3.1", ("hosp/provider.csv.gz", Provider));
        Directory.CreateSymbolicLink(_folder["mimiciv/3.1/hosp/up"], _folder.Path);
        Assert.True(DatasetCheck.Run(_folder.Path).IsSound);
    }

    [Fact]
    public void Several_projects_beside_each_other_are_each_checked_by_their_list()
    {
        Release("physionet.org/files/mimiciv/3.1", ("hosp/provider.csv.gz", Provider));
        Release("physionet.org/files/mimic-iv-note/2.2", ("note/radiology_detail.csv.gz", "x"));
        var check = DatasetCheck.Run(_folder.Path);
        Assert.Equal(["mimic-iv-note/2.2", "mimiciv/3.1"], check.Lists.Select(l => l.Release!.Name));
        Assert.False(check.IsSound);
        Assert.Equal(
            $"mimic data get mimic-iv-note/2.2 --user NAME --into {_folder.Path} --tables note/radiology_detail", Assert.Single(check.NextCommands));
        Assert.DoesNotContain("comes to lie below", Words(check));
        Assert.Contains("SHA256SUMS.txt mimiciv/3.1 1 1 0 0", Words(check));
    }

    [Fact]
    public void Tables_of_MIMIC_III_are_not_taken_for_those_of_MIMIC_IV()
    {
        Release("physionet.org/files/mimiciii/1.4", ("SERVICES.csv.gz", "ROW_ID,SUBJECT_ID\n1,2\n"));
        var check = DatasetCheck.Run(_folder.Path);
        Assert.Equal("mimiciii/1.4", check.Lists[0].Release!.Name);
        Assert.StartsWith("MIMIC-III 1.4 in ", check.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MIMIC-IV", $"{check}{check.ToHtml()}", StringComparison.Ordinal);
        Assert.Equal((FileState.AsListed, null), (check.Files[0].State, check.Files[0].Table));
        Assert.True(check.IsSound, check.ToString());
    }

    [Theory]
    [InlineData("nowhere", null, "There is no folder")]
    [InlineData("file", null, "is a file, not a folder")]
    [InlineData("", "77", "no step '77'")]
    public void What_cannot_be_checked_is_one_clear_error(string name, string? step, string expected)
    {
        _folder.Write("file", "x");
        Assert.Contains(expected, Assert.Throws<MimicException>(() => DatasetCheck.Run(_folder[name], step: step)).Problem);
    }

    [Fact]
    public void An_empty_folder_is_not_sound() => Assert.Contains("is empty", Assert.Single(DatasetCheck.Run(_folder.Path).Problems).Problem);

    [Theory]
    [InlineData(CheckDepth.Glance)]
    [InlineData(CheckDepth.Sums)]
    [InlineData(CheckDepth.Rows)]
    public void The_synthetic_hospital_is_sound(CheckDepth depth)
    {
        var check = DatasetCheck.Run(Repository.DataDemo, depth);
        Assert.True(check.IsSound, check.ToString());
        Assert.Empty(check.Extra);
        Assert.Empty(check.NextCommands);
        Assert.Contains("<b>sound", check.ToHtml());
    }

    [Fact]
    public void Of_the_open_demo_exactly_the_one_file_that_differs_from_its_list_is_wrong()
    {
        var folder = RealDemo.PathOrSkip();
        var check = DatasetCheck.Run(folder);
        var wrong = Assert.Single(check.Files, f => f.IsProblem);
        Assert.Equal(("icu/chartevents.csv.gz", FileState.Different, 668_862L), (wrong.Path, wrong.State, wrong.Rows));
        Assert.Equal(["mimic-iv-ed-demo/2.2", "mimic-iv-demo/2.2"], check.Lists.Select(l => l.Release!.Name));
        Assert.Equal([$"mimic data get mimic-iv-demo/2.2 --into {folder} --tables icu/chartevents"], check.NextCommands);
        Assert.All(check.ToString().Split('\n').Where(l => !l.StartsWith("  mimic", StringComparison.Ordinal)), l => Assert.True(l.Length <= 90, l));
    }

    private static string Words(DatasetCheck check) => string.Join(' ', check.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Release(string root, params (string Path, string Text)[] files)
    {
        var sums = files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder.Write($"{root}/{f.Path}", f.Text))))} {f.Path}\n");
        _folder.Write($"{root}/SHA256SUMS.txt", string.Concat(sums));
    }
}
