using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables.Radiographs;

public sealed class RadiographIndexTests : IDisposable
{
    internal const string Metadata = "cxr/mimic-cxr-2.0.0-metadata.csv";
    internal const string Header = "dicom_id,subject_id,study_id,ViewPosition,Rows,Columns,StudyDate,StudyTime";
    private static readonly string[] Ids = [.. Enumerable.Range(1, 9).Select(i => $"0a1b2c3d-00000000-00000000-00000000-{i:x8}")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Films_of_a_study_come_together_in_order_of_time_whatever_the_order_of_rows()
    {
        Films(
            $"{Ids[2]},90000002,80000201,PA,10,20,21600101,90000.0",
            $"{Ids[1]},90000001,80000001,LATERAL,12,10,21500502,4632.531",
            $"{Ids[0]},90000001,80000001,PA,10,20,21500502.0,4522.53100000002");
        var study = RadiographIndex.Read(Data()).Find(80_000_001)!;
        Assert.Equal((90_000_001, 2), (study.SubjectId, study.Images.Count));
        Assert.Equal(new DateTime(2150, 5, 2, 0, 45, 22, 531), study.Time);
        var first = study.Images[0];
        Assert.Equal((Ids[0], "PA", 10, 20, true), (first.DicomId, first.ViewPosition, first.Rows, first.Columns, first.HasTimeOfDay));
        Assert.Equal([RadiographView.Frontal, RadiographView.Lateral], study.Images.Select(i => i.View));
        Assert.Equal([first], study.Frontal);
    }

    [Fact]
    public void A_patient_has_its_own_studies_and_an_unknown_one_has_none()
    {
        Films(
            $"{Ids[0]},90000001,80000002,PA,1,1,21500502,0", $"{Ids[1]},90000003,80000301,PA,1,1,21500502,0", $"{Ids[2]},90000001,80000001,AP,1,1,21500502,0");
        var index = RadiographIndex.Read(Data());
        Assert.Equal([80_000_001, 80_000_002], index.OfPatient(90_000_001).Select(s => s.StudyId));
        Assert.Equal([80_000_301], index.OfPatient(90_000_003).Select(s => s.StudyId));
        Assert.Empty(index.OfPatient(90_000_002));
        Assert.Empty(index.OfPatient(99_999_999));
        Assert.Null(index.Find(1));
    }

    [Fact]
    public void View_size_and_time_may_be_unknown()
    {
        Films($"{Ids[0]},90000001,80000001,,,,,", $"{Ids[1]},90000001,80000002, ,,,21500502,");
        var studies = RadiographIndex.Read(Data()).Studies.ToList();
        Assert.Equal((null, null, null, null), (studies[0].Time, studies[0].Images[0].ViewPosition, studies[0].Images[0].Rows, studies[0].Images[0].Columns));
        Assert.Equal(RadiographView.Unknown, studies[1].Images[0].View);
        Assert.Equal((new DateTime(2150, 5, 2), false), (studies[1].Time!.Value, studies[1].Images[0].HasTimeOfDay));
    }

    [Fact]
    public void A_repeated_exposure_is_counted_and_is_no_other_picture()
    {
        Films(
            $"{Ids[0]},90000001,80000001,PA,1,1,21500502,90000", $"{Ids[1]},90000001,80000001,PA,1,1,21500502,90000",
            $"{Ids[2]},90000001,80000001,LL,1,1,21500502,90000", $"{Ids[3]},90000001,80000002,AP,1,1,21500502,90000");
        var index = RadiographIndex.Read(Data());
        Assert.Equal(1, index.Find(80_000_001)!.RepeatedExposures);
        Assert.Matches(@"repeated exposures .* 1\b", index.ToString());
        Assert.Matches(@"same moment .* 1\b", index.ToString());
    }

    [Fact]
    public void Labels_are_those_of_the_study_and_empty_is_not_absent()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[1]},90000001,80000002,PA,1,1,21500503,0");
        Labels("chexpert", "90000001,80000001,1.0,0.0,-1.0,,,,,,,,,,,1", "90000009,80000900,1.0,,,,,,,,,,,,,");
        var index = RadiographIndex.Read(Data());
        var labels = index.Find(80_000_001)!.Chexpert!;
        Assert.Equal(
            (LabelValue.Positive, LabelValue.Negative, LabelValue.Uncertain, LabelValue.NotMentioned),
            (labels["Atelectasis"], labels["cardiomegaly"], labels["Consolidation"], labels["Edema"]));
        Assert.Equal(["Atelectasis", "Support Devices"], labels.Present);
        Assert.Equal(4, labels.Mentioned);
        Assert.Null(index.Find(80_000_002)!.Chexpert);
        Assert.Null(index.Find(80_000_001)!.NegBio);
        Assert.Matches(@"studies without labels of CheXpert +1\b", index.ToString());
        Assert.Matches(@"labels of CheXpert without a film +1\b", index.ToString());
        Assert.Throws<MimicException>(() => labels["Flu"]);
    }

    [Fact]
    public void The_split_is_that_of_the_study()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[1]},90000002,80000201,PA,1,1,21500502,0");
        Split($"{Ids[0]},80000001,90000001,validate");
        var index = RadiographIndex.Read(Data());
        Assert.Equal("validate", index.Find(80_000_001)!.Split);
        Assert.Null(index.Find(80_000_201)!.Split);
    }

    [Fact]
    public void Without_metadata_the_list_of_the_dicom_release_tells_which_films_there_are()
    {
        _folder.Write("mimic-cxr/cxr-record-list.csv", $"subject_id,study_id,dicom_id,path\n90000001,80000001,{Ids[0]},x\n");
        var dicom = _folder.Write($"mimic-cxr/files/p90/p90000001/s80000001/{Ids[0]}.dcm", [1]);
        var index = RadiographIndex.Read(Data());
        var image = Assert.Single(Assert.Single(index.Studies).Images);
        Assert.Equal((null, RadiographView.Unknown), (image.Time, image.View));
        Assert.Equal(dicom, index.FileOf(image));
    }

    [Fact]
    public void The_jpg_is_found_before_the_dicom_file_and_what_is_not_there_is_null()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[1]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[2]},90000001,80000001,PA,1,1,21500502,0");
        const string Study = "files/p90/p90000001/s80000001/";
        _folder.Write($"a-dicom/{Study}{Ids[0]}.dcm", [1]);
        var only = _folder.Write($"a-dicom/{Study}{Ids[1]}.dcm", [1]);
        var jpeg = _folder.Write($"cxr/{Study}{Ids[0]}.jpg", [1]);
        var index = RadiographIndex.Read(Data());
        Assert.Equal([jpeg, only, null], index.Find(80_000_001)!.Images.Select(index.FileOf));
    }

    [Fact]
    public void Reports_are_read_from_files_or_from_the_archive()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[1]},90000001,80000002,PA,1,1,21500502,0", $"{Ids[2]},90000001,80000003,PA,1,1,21500502,0");
        _folder.Write("reports/files/p90/p90000001/s80000001.txt", " FINAL REPORT\n No acute process.\n");
        using (var zip = System.IO.Compression.ZipFile.Open(_folder["cxr/mimic-cxr-reports.zip"], System.IO.Compression.ZipArchiveMode.Create))
        using (var text = new StreamWriter(zip.CreateEntry("files/p90/p90000001/s80000002.txt").Open()))
        {
            text.Write("From the archive.");
        }

        var data = Data();
        using var reports = RadiographReports.Open(data);
        Assert.Equal(
            [" FINAL REPORT\n No acute process.\n", "From the archive.", null], RadiographIndex.Read(data).OfPatient(90_000_001).Select(reports.Read));
    }

    [Fact]
    public void A_damaged_archive_of_reports_is_one_clear_error()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0");
        _folder.Write("cxr/mimic-cxr-reports.zip", "<html>"u8.ToArray());
        Assert.Contains("not a ZIP archive", Assert.Throws<MimicException>(() => RadiographReports.Open(Data())).Problem);
    }

    [Theory]
    [InlineData("dicom_id", 3, "0,90000001,80000001,PA,1,1,21500502,0")]
    [InlineData("dicom_id", 3, "not-an-id,90000001,80000001,PA,1,1,21500502,0")]
    [InlineData("subject_id", 3, "1,90000002,80000001,PA,1,1,21500502,0")]
    [InlineData("StudyDate", 3, "1,90000001,80000001,PA,1,1,21501302,0")]
    [InlineData("StudyDate", 3, "1,90000001,80000001,PA,1,1,May 2150,0")]
    [InlineData("Rows", 3, "1,90000001,80000001,PA,-4,1,21500502,0")]
    public void A_row_that_cannot_be_is_an_error_with_file_line_and_column(string column, int line, string row)
    {
        var fields = row.Split(',', 2);
        var id = int.TryParse(fields[0], out var place) ? Ids[place] : fields[0];
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{id},{fields[1]}");
        Refused(column, line, Metadata, row.Split(',')[^2]);
    }

    [Theory]
    [InlineData("Atelectasis", "90000001,80000001,0.5,,,,,,,,,,,,,")]
    [InlineData("Edema", "90000001,80000001,,,,2,,,,,,,,,,")]
    [InlineData("subject_id", "90000002,80000001,1,,,,,,,,,,,,,")]
    public void Labels_that_cannot_be_are_errors(string column, string row)
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0");
        Labels("negbio", row);
        Refused(column, 2, "cxr/mimic-cxr-2.0.0-negbio.csv", "0.5");
    }

    [Fact]
    public void A_study_that_is_labelled_twice_is_an_error()
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0");
        Labels("chexpert", "90000001,80000001,1,,,,,,,,,,,,,", "90000001,80000001,1,,,,,,,,,,,,,");
        Refused("study_id", 3, "cxr/mimic-cxr-2.0.0-chexpert.csv", "80000001,");
    }

    [Theory]
    [InlineData("split", "1,80000001,90000001,test")]
    [InlineData("split", "1,80000001,90000001,holdout")]
    [InlineData("dicom_id", "0,80000001,90000001,train")]
    [InlineData("study_id", "1,80000002,90000001,train")]
    [InlineData("subject_id", "1,80000001,90000002,train")]
    public void A_split_that_cannot_be_is_an_error(string column, string row)
    {
        Films($"{Ids[0]},90000001,80000001,PA,1,1,21500502,0", $"{Ids[1]},90000001,80000001,LL,1,1,21500502,0");
        var fields = row.Split(',', 2);
        Split($"{Ids[0]},80000001,90000001,train", $"{Ids[int.Parse(fields[0])]},{fields[1]}");
        Refused(column, 3, "cxr/mimic-cxr-2.0.0-split.csv", "holdout");
    }

    [Fact]
    public void The_synthetic_hospital_has_the_studies_that_its_page_states()
    {
        var index = RadiographIndex.Read(MimicDataset.Open(Repository.DataDemo));
        Assert.Equal((1594, 1393, SourceTag.Synthetic), (index.ImageCount, index.StudyCount, index.Source));
        Assert.All(index.Studies, s => Assert.All(s.Images, i => Assert.NotNull(index.FileOf(i))));
        Assert.All(index.Studies, s => Assert.True(s.Chexpert is not null && s.NegBio is not null && s.Split is not null));
        Assert.Contains("1,594 films in 1,393 studies", index.ToHtml());
    }

    private MimicDataset Data() => MimicDataset.Open(_folder.Path);

    private void Films(params string[] rows) => _folder.Write(Metadata, $"{Header}\n{string.Join('\n', rows)}\n");

    private void Labels(string labeller, params string[] rows) =>
        _folder.Write($"cxr/mimic-cxr-2.0.0-{labeller}.csv", $"{string.Join(',', TableCatalogue.Get("cxr/chexpert").ColumnNames)}\n{string.Join('\n', rows)}\n");

    private void Split(params string[] rows) => _folder.Write("cxr/mimic-cxr-2.0.0-split.csv", $"dicom_id,study_id,subject_id,split\n{string.Join('\n', rows)}\n");

    private void Refused(string column, int line, string file, string value)
    {
        var problem = Assert.Throws<MimicException>(() => RadiographIndex.Read(Data()));
        Assert.StartsWith($"{_folder[file]}, line {line}, column {column}: ", problem.Problem);
        Assert.DoesNotContain(value, problem.Message);
        Assert.NotEmpty(problem.Remedy);
    }
}
