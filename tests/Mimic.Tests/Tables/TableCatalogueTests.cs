using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public sealed class TableCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Labevents_has_its_sixteen_columns_in_the_published_order()
    {
        var labs = TableCatalogue.Get("hosp/labevents");
        Assert.Equal(16, labs.Columns.Count);
        Assert.Equal(("labevent_id", "comments"), (labs.ColumnNames[0], labs.ColumnNames[^1]));
        Assert.Equal((ColumnType.Number, true), (labs.Find("VALUENUM")!.Type, labs.Find("valuenum")!.Nullable));
        Assert.Contains("charttime", labs.ToHtml());
    }

    [Fact]
    public void Every_table_that_a_data_set_looks_for_has_columns() =>
        Assert.All(KnownTables.All, t => Assert.NotEmpty(TableCatalogue.Get(t.Table).Columns));

    [Fact]
    public void An_unknown_table_is_an_error_that_names_it() =>
        Assert.Contains("hosp/labs", Assert.Throws<MimicException>(() => TableCatalogue.Get("hosp/labs")).Problem);

    [Fact]
    public void Headers_of_the_demo_are_those_of_the_catalogue()
    {
        var data = MimicDataset.Open(RealDemo.PathOrSkip());
        foreach (var table in data.Tables)
        {
            using var text = new StreamReader(TableStream.Open(table.Path));
            Assert.Equal(TableCatalogue.Get(table.Table).ColumnNames, text.ReadLine()!.Split(','));
        }
    }

    [Fact]
    public void Small_tables_are_read_as_typed_rows()
    {
        _folder.Write("hosp/patients.csv", "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod\n90000001,F,60,2150,2011 - 2013,2152-03-04\n");
        _folder.Write(
            "hosp/admissions.csv",
            string.Join(',', TableCatalogue.Get("hosp/admissions").ColumnNames)
            + "\n90000001,60000001,2151-01-02 03:04:05,2151-01-09 12:00:00,,URGENT,P00001,CLINIC,,Other,ENGLISH,,WHITE,,,0\n");
        _folder.Write("hosp/d_icd_diagnoses.csv", "icd_code,icd_version,long_title\n0388,9,\"Other, septicemia\"\n0388,10,Another\n");
        var data = MimicDataset.Open(_folder.Path);
        var patient = Assert.Single(SmallTables.ReadPatients(data));
        Assert.Equal((90_000_001, "F", new DateTime(2152, 3, 4), 62), (patient.SubjectId, patient.Gender, patient.Dod, patient.AgeAt(patient.Dod!.Value)));
        var admission = Assert.Single(SmallTables.ReadAdmissions(data));
        Assert.Equal((new DateTime(2151, 1, 2, 3, 4, 5), null, false), (admission.AdmitTime, admission.DischargeLocation, admission.HospitalExpireFlag));
        var titles = SmallTables.ReadDiagnosisTitles(data);
        Assert.Equal("Other, septicemia", titles[new IcdCode("0388", 9)]);
        Assert.Equal("Another", titles[new IcdCode("0388", 10)]);
    }

    [Fact]
    public void A_small_table_that_is_missing_is_an_error_with_the_way_to_get_it()
    {
        _folder.Write("hosp/patients.csv", "subject_id\n1\n");
        var problem = Assert.Throws<MimicException>(() => SmallTables.ReadIcuStays(MimicDataset.Open(_folder.Path)));
        Assert.Contains("no table icu/icustays", problem.Problem);
        Assert.StartsWith("mimic data get mimiciv/3.1 --user NAME --into", problem.Remedy);
        Assert.EndsWith("--tables icu", problem.Remedy);
    }

    [Fact]
    public void Small_tables_of_the_demo_have_their_published_rows()
    {
        var data = MimicDataset.Open(RealDemo.PathOrSkip());
        Assert.Equal(100, SmallTables.ReadPatients(data).Count);
        Assert.Equal(31, SmallTables.ReadPatients(data).Count(p => p.Dod is not null));
        Assert.Equal(15, SmallTables.ReadAdmissions(data).Count(a => a.HospitalExpireFlag));
        Assert.Equal(140, SmallTables.ReadIcuStays(data).Count);
        Assert.Equal(222, SmallTables.ReadEdStays(data).Count);
        Assert.Equal(1622, SmallTables.ReadLabItems(data).Count);
        Assert.Equal(4014, SmallTables.ReadChartItems(data).Count);
        Assert.Equal(109_775, SmallTables.ReadDiagnosisTitles(data).Count);
        Assert.Equal(85_257, SmallTables.ReadProcedureTitles(data).Count);
    }
}
