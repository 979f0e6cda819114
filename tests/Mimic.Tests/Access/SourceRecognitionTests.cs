using System.IO.Compression;
using Mimic.Access;

namespace Mimic.Tests.Access;

public sealed class SourceRecognitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_outside_the_ranges_of_mimic_with_the_generators_mark_are_synthetic()
    {
        WriteSynthetic();
        Assert.Equal((SourceTag.Synthetic, "Synthetic hospital"), (Open().Source, Open().Name));
    }

    [Fact]
    public void Without_the_mark_synthetic_numbers_count_as_credentialed()
    {
        WriteSynthetic();
        File.Delete(Path.Combine(_folder.Path, DatasetSearch.SyntheticMarker));
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void One_patient_with_a_number_of_mimic_makes_a_marked_folder_credentialed()
    {
        WriteSynthetic();
        _folder.Write("hosp/patients.csv", "subject_id,gender\n90000001,F\n10000001,M\n");
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Theory]
    [InlineData("note/discharge.csv.gz", "note_id,subject_id,text\n10000001-DS-1,10000001,\"a\nb\"\n")]
    [InlineData("ed/edstays.csv", "subject_id\nunreadable\n")]
    [InlineData("icu/icustays.csv.gz", "subject_id,stay_id\n10000001,30000001\n")]
    public void A_real_module_beside_a_synthetic_hospital_makes_all_of_it_credentialed(string file, string text)
    {
        WriteSynthetic();
        _folder.Write(file, text);
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void A_damaged_table_proves_nothing()
    {
        WriteSynthetic();
        _folder.Write("hosp/labevents.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]);
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void Unknown_rows_are_credentialed()
    {
        _folder.Write("hosp/patients.csv", "subject_id\n10000001\n");
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void Dictionaries_alone_prove_nothing()
    {
        _folder.Write(DatasetSearch.SyntheticMarker, "{}");
        _folder.Write("hosp/d_labitems.csv", "itemid,label\n1,a\n");
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void The_demo_is_known_by_its_patients_whatever_its_folder_is_called()
    {
        CopyDemo("hosp/patients.csv.gz");
        Assert.Equal(SourceTag.OpenDemo, Open().Source);
        Assert.Contains(Open().Missing, m => m.Name == "note" && m.Remedy.Contains("no open edition"));
    }

    [Fact]
    public void The_emergency_module_of_the_demo_is_known_without_the_rest()
    {
        CopyDemo("ed/edstays.csv.gz");
        Assert.Equal(SourceTag.OpenDemo, Open().Source);
    }

    [Fact]
    public void The_demo_with_one_patient_more_is_credentialed()
    {
        CopyDemo("hosp/patients.csv.gz");
        using var packed = new GZipStream(File.OpenRead(Path.Combine(_folder.Path, "hosp/patients.csv.gz")), CompressionMode.Decompress);
        var text = new StreamReader(packed).ReadToEnd();
        _folder.Write("hosp/patients.csv.gz", text + "19999999,F,50,2150,2011 - 2013,\n");
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void The_demo_beside_notes_or_radiographs_is_credentialed()
    {
        CopyDemo("hosp/patients.csv.gz");
        _folder.Write("note/discharge.csv", "note_id,subject_id\n");
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void The_demo_with_electrocardiograms_of_its_own_patients_stays_the_demo()
    {
        CopyDemo("hosp/patients.csv.gz");
        WriteEcgs(10_000_032, 10_000_032);
        Assert.Equal(SourceTag.OpenDemo, Open().Source);
    }

    [Fact]
    public void The_demo_beside_electrocardiograms_of_one_patient_more_is_credentialed()
    {
        CopyDemo("hosp/patients.csv.gz");
        WriteEcgs(10_000_032, 10_000_635);
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    [Fact]
    public void Electrocardiograms_alone_are_credentialed()
    {
        WriteEcgs(10_000_032);
        Assert.Equal(SourceTag.Credentialed, Open().Source);
    }

    private void WriteEcgs(params int[] subjects) => _folder.Write(
        "mimic-iv-ecg/1.0/record_list.csv",
        "subject_id,study_id,file_name,ecg_time,path\n" + string.Concat(subjects.Select((s, i) => $"{s},4000000{i},4000000{i},2150-01-01 00:00:00,files/a\n")));

    private MimicDataset Open() => MimicDataset.Open(_folder.Path);

    private void CopyDemo(string file)
    {
        var from = Path.Combine(RealDemo.PathOrSkip(), file);
        _folder.Write(file, File.ReadAllBytes(from));
    }

    private void WriteSynthetic()
    {
        _folder.Write(DatasetSearch.SyntheticMarker, "{}");
        _folder.Write("hosp/patients.csv", "subject_id,gender\n90000001,F\n90000002,M\n");
        _folder.Write("hosp/d_labitems.csv.gz", "itemid,label\n1,a\n");
        _folder.Write("hosp/omr.csv.gz", "subject_id\n");
        _folder.Write("hosp/labevents.csv.gz", "labevent_id,subject_id\n1,90000001\n");
    }
}
