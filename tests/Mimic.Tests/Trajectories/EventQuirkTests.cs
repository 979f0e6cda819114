using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

/// <summary>The quirks of MIMIC's rows, and the rows that are refused.</summary>
public class EventQuirkTests
{
    private static readonly string Subject = $"subject_id={Ada}";
    private static readonly string Hadm = $"hadm_id={Admission}";

    [Theory]
    [InlineData("value=15.40;valuenum=15.4", 15.4, null)]
    [InlineData("value=___;valuenum=110", 110.0, null)]
    [InlineData("value=;valuenum=7;comments=___", 7.0, null)]
    [InlineData("value=NEG", null, "NEG")]
    [InlineData("value=>300", null, ">300")]
    [InlineData("value=0-2", null, "0-2")]
    [InlineData("value=;comments=<0.2.  ", null, "<0.2.")]
    [InlineData("value=___;comments=NEGATIVE.", null, "NEGATIVE.")]
    [InlineData("value=___", null, "___")]
    [InlineData("value=-2;valuenum=-2", -2.0, null)]
    [InlineData("value=HEMOLYZED;valuenum=4.1", 4.1, "HEMOLYZED")]
    public void A_lab_keeps_its_number_and_a_text_that_says_more(string cells, double? number, string? text)
    {
        var lab = Single("hosp/labevents", ["charttime=2150-05-01 09:00:00", "storetime=2150-05-01 10:00:00", "itemid=50912", "valueuom=mg/dL", .. cells.Split(';')]);
        Assert.Equal(
            new(
                Ada, new(2150, 5, 1, 9, 0, 0), "LAB//50912//mg/dL", number, text, number is null ? null : "mg/dL", Admission, null,
                "hosp/labevents", new(2150, 5, 1, 10, 0, 0)),
            lab);
    }

    [Fact]
    public void A_unit_of_one_blank_is_no_unit()
    {
        var lab = Single("hosp/labevents", "charttime=2150-05-01 09:00:00", "itemid=51237", "value=1.1", "valuenum=1.1", "valueuom= ");
        Assert.Equal("LAB//51237//UNK", lab.Code);
        Assert.Null(lab.Unit);
    }

    [Fact]
    public void A_lab_outside_of_any_admission_has_none()
    {
        using var hospital = WithAdmission().Row("hosp/labevents", Subject, "charttime=2149-01-01 09:00:00", "itemid=50912", "valuenum=1");
        Assert.Null(hospital.Build().Read(Ada).Single(e => e.Table == "hosp/labevents").HadmId);
    }

    [Fact]
    public void A_score_keeps_its_number_and_its_wording()
    {
        var score = Single("icu/chartevents", "charttime=2150-05-01 09:00:00", "itemid=220739", "value=Spontaneously", "valuenum=4");
        Assert.Equal(("CHART//220739//UNK", 4.0, "Spontaneously"), (score.Code, score.NumericValue, score.TextValue));
    }

    [Fact]
    public void A_unit_may_hold_letters_beyond_ascii()
    {
        var chart = Single("icu/chartevents", "charttime=2150-05-01 09:00:00", "itemid=223761", "value=98.6", "valuenum=98.6", "valueuom=°F");
        Assert.Equal("CHART//223761//°F", chart.Code);
    }

    [Fact]
    public void Death_is_the_time_in_hospital_where_it_is_known()
    {
        using var hospital = new MiniHospital()
            .Row("hosp/patients", Subject, "gender=F", "anchor_age=50", "anchor_year=2150", "dod=2150-05-04")
            .Row("hosp/admissions", Subject, Hadm, "admittime=2150-05-01 08:00:00", "dischtime=2150-05-04 12:00:00", "deathtime=2150-05-04 11:45:00");
        var death = Assert.Single(hospital.Build().Read(Ada), e => e.Code == EventCodes.Death);
        Assert.Equal(new DateTime(2150, 5, 4, 11, 45, 0), death.Time);
    }

    [Fact]
    public void Death_with_only_a_date_is_the_last_second_of_that_day()
    {
        using var hospital = new MiniHospital().Row("hosp/patients", Subject, "gender=F", "anchor_age=50", "anchor_year=2150", "dod=2150-08-01");
        Assert.Equal(new DateTime(2150, 8, 1, 23, 59, 59), hospital.Build().Read(Ada).Death);
    }

    [Fact]
    public void Death_comes_once_and_first_when_a_donor_account_repeats_it()
    {
        using var hospital = new MiniHospital()
            .Row("hosp/patients", Subject, "gender=F", "anchor_age=50", "anchor_year=2150", "dod=2150-05-04")
            .Row("hosp/admissions", Subject, Hadm, "admittime=2150-05-01 08:00:00", "dischtime=2150-05-04 12:00:00", "deathtime=2150-05-04 11:45:00")
            .Row("hosp/admissions", Subject, "hadm_id=60000002", "admittime=2150-05-04 13:00:00", "dischtime=2150-05-04 12:30:00", "deathtime=2150-05-04 12:30:00");
        var death = Assert.Single(hospital.Build().Read(Ada), e => e.Code == EventCodes.Death);
        Assert.Equal(new DateTime(2150, 5, 4, 11, 45, 0), death.Time);
    }

    [Fact]
    public void A_patient_without_a_known_death_has_none()
    {
        using var hospital = WithAdmission();
        Assert.Null(hospital.Build().Read(Ada).Death);
    }

    [Fact]
    public void An_age_above_89_is_taken_as_it_stands()
    {
        using var hospital = new MiniHospital().Row("hosp/patients", Subject, "gender=F", "anchor_age=91", "anchor_year=2150");
        Assert.Equal(new DateTime(2059, 1, 1), hospital.Build().Read(Ada).Birth);
    }

    [Theory]
    [InlineData("hosp/labevents", "charttime=2150-05-01 09:00:00;valuenum=1", "the row does not say what happened (item, code or name is empty)")]
    [InlineData("hosp/labevents", "itemid=50912;valuenum=1", "the row has no readable time")]
    [InlineData("hosp/labevents", "subject_id=;charttime=2150-05-01 09:00:00;itemid=50912", "the row has no subject_id")]
    [InlineData("hosp/labevents", "subject_id=90000099;charttime=2150-05-01 09:00:00;itemid=50912", "the patient is not in hosp/patients")]
    [InlineData("hosp/diagnoses_icd", "hadm_id=60000009;icd_code=I509;icd_version=10",
        "the admission is not in hosp/admissions, or is another patient's")]
    [InlineData("hosp/diagnoses_icd", "subject_id=90000002;icd_code=I509;icd_version=10",
        "the admission is not in hosp/admissions, or is another patient's")]
    [InlineData("ed/triage", "stay_id=70000009;acuity=2", "the stay is not in ed/edstays, or is another patient's, or has no such time")]
    [InlineData("cxr/metadata", "study_id=80000001;dicom_id=x;StudyDate=21501332;StudyTime=1", "the row has no readable time")]
    public void A_row_that_cannot_become_an_event_is_refused_with_its_reason(string table, string cells, string reason)
    {
        string[] known = table is "ed/triage" or "cxr/metadata" ? [Subject] : [Subject, Hadm];
        var given = cells.Split(';');
        using var hospital = WithAdmission()
            .Row(table, [.. known.Where(k => !given.Any(g => g.StartsWith(k.Split('=')[0], StringComparison.Ordinal))), .. given]);
        var count = BuildReport.Of(hospital.Build())!.Tables.Single(t => t.Table == table);
        Assert.Equal((1L, 0L, 1L, 0L), (count.Rows, count.RowEvents, count.Refused, count.DerivedEvents));
        Assert.Equal(reason, Assert.Single(count.RefusedByReason).Key);
    }

    [Fact]
    public void A_diagnosis_of_an_admission_that_has_not_ended_is_refused()
    {
        using var hospital = new MiniHospital()
            .Row("hosp/patients", Subject, "gender=F", "anchor_age=50", "anchor_year=2150")
            .Row("hosp/admissions", Subject, Hadm, "admittime=2150-05-01 08:00:00")
            .Row("hosp/diagnoses_icd", Subject, Hadm, "icd_code=I509", "icd_version=10");
        var count = BuildReport.Of(hospital.Build())!.Tables.Single(t => t.Table == "hosp/diagnoses_icd");
        Assert.Equal("the admission has no dischtime", Assert.Single(count.RefusedByReason).Key);
    }

    [Fact]
    public void At_one_moment_arrival_comes_first_and_death_last()
    {
        const string Time = "2150-05-01 08:00:00";
        using var hospital = new MiniHospital()
            .Row("hosp/patients", Subject, "gender=F", "anchor_age=50", "anchor_year=2150")
            .Row("hosp/admissions", Subject, Hadm, $"admittime={Time}", $"dischtime={Time}", $"deathtime={Time}")
            .Row("hosp/labevents", Subject, Hadm, $"charttime={Time}", "itemid=50912", "valuenum=1");
        var codes = hospital.Build().Read(Ada).Where(e => e.Time == DateTime.Parse(Time)).Select(e => e.Code);
        Assert.Equal(["HOSPITAL_ADMISSION//UNK//UNK", "LAB//50912//UNK", "HOSPITAL_DISCHARGE//UNK", "MEDS_DEATH"], codes);
    }

    private static TrajectoryEvent Single(string table, params string[] cells)
    {
        using var hospital = WithAdmission().Row(table, [Subject, Hadm, .. cells]);
        return hospital.Build().Read(Ada).Single(e => e.Table == table);
    }
}
