using Mimic.Access;

namespace Mimic.Tests.Access;

public sealed class EcgFilesTests : IDisposable
{
    private const string Header = "subject_id,study_id,file_name,ecg_time,path\n";
    private const string Release = Header + "10000032,40689238,40689238,2180-07-23 08:44:00,files/p1000/p10000032/s40689238/40689238\n";
    private const string Demo = Header + "10000032,107143276,107143276,2180-07-23 08:44:24,files/p10000032/s107143276/107143276\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_lists_are_found_where_the_release_has_them()
    {
        _folder.Write("mimic-iv-ecg/1.0/record_list.csv", Release);
        _folder.Write("mimic-iv-ecg/1.0/machine_measurements.csv", "subject_id,study_id,cart_id,ecg_time\n");
        _folder.Write("mimic-iv-ecg/1.0/waveform_note_links.csv", "subject_id,study_id,waveform_path,note_id\n");
        _folder.Write("mimic-iv-ecg/1.0/files/p1000/p10000032/s40689238/40689238.hea", "");
        var data = MimicDataset.Open(_folder.Path);
        Assert.Equal(["ecg/machine_measurements", "ecg/record_list", "ecg/waveform_note_links"], data.Tables.Select(t => t.Table));
        Assert.Empty(data.Notes);
        Assert.Null(data.ImageRoot);
        Assert.DoesNotContain(data.Missing, m => m.Name.StartsWith("ecg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("record_list.csv", "subject_id,study_id,dicom_id,path\n10000032,50414267,a,b\n")]
    [InlineData("record_list.csv", "name,band,year\nA,B,1999\n")]
    [InlineData("record_list.excerpt.csv", Release)]
    [InlineData("echo-record-list.csv", Release)]
    public void A_list_of_something_else_is_no_list_of_electrocardiograms(string file, string text)
    {
        _folder.Write("hosp/patients.csv", "subject_id\n10000032\n");
        _folder.Write(file, text);
        Assert.Equal("hosp/patients", Assert.Single(MimicDataset.Open(_folder.Path).Tables).Table);
    }

    [Fact]
    public void A_list_that_is_a_web_page_is_told_of()
    {
        _folder.Write("mimic-iv-ecg/1.0/record_list.csv", "<html>Sign in");
        Assert.Contains("an HTML page", Assert.Single(MimicDataset.Open(_folder.Path).Missing, m => m.Name == "ecg/record_list").Cost);
    }

    [Fact]
    public void The_demo_is_known_by_its_numbers_and_does_not_join()
    {
        _folder.Write("mimic-iv-ecg-demo/0.1/record_list.csv", Demo);
        var data = MimicDataset.Open(_folder.Path);
        Assert.NotNull(data.Find("ecg/record_list"));
        Assert.Contains("open demo 0.1", Assert.Single(data.Notes));
    }

    [Fact]
    public void Beside_the_release_the_list_of_the_demo_is_left_aside()
    {
        _folder.Write("mimic-iv-ecg-demo/0.1/record_list.csv", Demo);
        var release = _folder.Write("mimic-iv-ecg/1.0/record_list.csv", Release);
        var data = MimicDataset.Open(_folder.Path);
        Assert.Equal(release, data.Find("ecg/record_list")!.Path);
        Assert.Contains("left aside", Assert.Single(data.Notes));
    }

    [Fact]
    public void The_lists_of_the_dicom_release_are_known_and_not_missed()
    {
        _folder.Write("mimic-cxr/2.1.0/cxr-record-list.csv.gz", "subject_id,study_id,dicom_id,path\n10000032,50414267,a,b\n");
        _folder.Write("mimic-cxr/2.1.0/cxr-study-list.csv.gz", "subject_id,study_id,path\n10000032,50414267,b\n");
        var data = MimicDataset.Open(_folder.Path);
        Assert.Equal(["cxr/record_list", "cxr/study_list"], data.Tables.Select(t => t.Table));
        File.Delete(data.Find("cxr/study_list")!.Path);
        Assert.DoesNotContain(MimicDataset.Open(_folder.Path).Missing, m => m.Name == "cxr/study_list");
    }

    [Fact]
    public void What_is_missing_is_fetched_without_the_curves()
    {
        _folder.Write("hosp/patients.csv", "subject_id\n10000032\n");
        var missing = Assert.Single(MimicDataset.Open(_folder.Path).Missing, m => m.Name == "ecg");
        Assert.StartsWith("mimic data get mimic-iv-ecg/1.0 ", missing.Remedy);
        Assert.EndsWith(" --tables ecg/machine_measurements,ecg/record_list", missing.Remedy);
    }
}
