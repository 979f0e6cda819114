namespace Mimic.Tests.Synthetic;

public sealed class KeyTests
{
    [Theory]
    [InlineData("hosp/labevents", "hadm_id", "hosp/admissions", "hadm_id")]
    [InlineData("hosp/labevents", "itemid", "hosp/d_labitems", "itemid")]
    [InlineData("hosp/emar", "poe_id", "hosp/poe", "poe_id")]
    [InlineData("hosp/emar", "pharmacy_id", "hosp/pharmacy", "pharmacy_id")]
    [InlineData("hosp/emar_detail", "emar_id", "hosp/emar", "emar_id")]
    [InlineData("hosp/prescriptions", "pharmacy_id", "hosp/pharmacy", "pharmacy_id")]
    [InlineData("hosp/prescriptions", "poe_id", "hosp/poe", "poe_id")]
    [InlineData("hosp/poe", "discontinue_of_poe_id", "hosp/poe", "poe_id")]
    [InlineData("hosp/poe", "discontinued_by_poe_id", "hosp/poe", "poe_id")]
    [InlineData("hosp/poe_detail", "poe_id", "hosp/poe", "poe_id")]
    [InlineData("icu/icustays", "stay_id", "hosp/transfers", "transfer_id")]
    [InlineData("ed/edstays", "stay_id", "hosp/transfers", "transfer_id")]
    [InlineData("ed/edstays", "hadm_id", "hosp/admissions", "hadm_id")]
    [InlineData("ed/triage", "stay_id", "ed/edstays", "stay_id")]
    [InlineData("ed/edstays", "stay_id", "ed/triage", "stay_id")]
    [InlineData("icu/chartevents", "stay_id", "icu/icustays", "stay_id")]
    [InlineData("icu/chartevents", "itemid", "icu/d_items", "itemid")]
    [InlineData("icu/chartevents", "caregiver_id", "icu/caregiver", "caregiver_id")]
    [InlineData("icu/procedureevents", "itemid", "icu/d_items", "itemid")]
    [InlineData("icu/inputevents", "itemid", "icu/d_items", "itemid")]
    [InlineData("icu/outputevents", "itemid", "icu/d_items", "itemid")]
    [InlineData("hosp/diagnoses_icd", "icd_code", "hosp/d_icd_diagnoses", "icd_code")]
    [InlineData("hosp/procedures_icd", "icd_code", "hosp/d_icd_procedures", "icd_code")]
    [InlineData("hosp/hcpcsevents", "hcpcs_cd", "hosp/d_hcpcs", "code")]
    [InlineData("hosp/admissions", "admit_provider_id", "hosp/provider", "provider_id")]
    [InlineData("note/discharge", "hadm_id", "hosp/admissions", "hadm_id")]
    [InlineData("note/discharge_detail", "note_id", "note/discharge", "note_id")]
    [InlineData("note/radiology_detail", "note_id", "note/radiology", "note_id")]
    [InlineData("cxr/mimic-cxr-2.0.0-metadata", "study_id", "cxr/mimic-cxr-2.0.0-chexpert", "study_id")]
    [InlineData("cxr/mimic-cxr-2.0.0-split", "dicom_id", "cxr/mimic-cxr-2.0.0-metadata", "dicom_id")]
    public void Every_key_leads_to_a_row(string table, string column, string target, string key)
    {
        var known = CsvFile.Read(Repository.DataDemo, target, key).Select(r => r[0]).ToHashSet();
        var missing = CsvFile.Read(Repository.DataDemo, table, column).Where(r => r[0].Length > 0 && !known.Contains(r[0])).Take(3).ToList();
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("hosp/labevents", "labevent_id")]
    [InlineData("hosp/admissions", "hadm_id")]
    [InlineData("hosp/transfers", "transfer_id")]
    [InlineData("hosp/pharmacy", "pharmacy_id")]
    [InlineData("hosp/poe", "poe_id")]
    [InlineData("hosp/emar", "emar_id")]
    [InlineData("hosp/microbiologyevents", "microevent_id")]
    [InlineData("icu/icustays", "stay_id")]
    [InlineData("note/radiology", "note_id")]
    [InlineData("note/discharge", "note_id")]
    [InlineData("cxr/mimic-cxr-2.0.0-metadata", "dicom_id")]
    public void Identifiers_are_unique(string table, string column)
    {
        var ids = CsvFile.Read(Repository.DataDemo, table, column).Select(r => r[0]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_image_of_the_metadata_is_a_file()
    {
        foreach (var r in CsvFile.Read(Repository.DataDemo, "cxr/mimic-cxr-2.0.0-metadata", "dicom_id", "subject_id", "study_id"))
        {
            Assert.True(File.Exists(Path.Combine(Repository.DataDemo, "cxr", "files", $"p{r[1][..2]}", $"p{r[1]}", $"s{r[2]}", $"{r[0]}.jpg")));
        }
    }

    [Theory]
    [InlineData("hosp/labevents")]
    [InlineData("icu/chartevents")]
    [InlineData("note/radiology")]
    public void Nothing_is_stored_before_it_was_charted(string table) =>
        Assert.All(CsvFile.Read(Repository.DataDemo, table, "charttime", "storetime").Where(r => r[1].Length > 0), r =>
            Assert.True(string.CompareOrdinal(r[0], r[1]) <= 0));
}
