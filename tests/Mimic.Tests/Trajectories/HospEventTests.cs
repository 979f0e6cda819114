using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

/// <summary>One row of every table of the hospital module, and each of its events field by field.</summary>
public class HospEventTests
{
    private static readonly string Subject = $"subject_id={Ada}";
    private static readonly string Hadm = $"hadm_id={Admission}";
    private static readonly DateTime Discharge = new(2150, 5, 4, 12, 0, 0);

    [Fact]
    public void A_patient_gives_facts_and_birth()
    {
        using var hospital = WithAdmission();
        EventAssert.Same(
            hospital, "hosp/patients", null,
            new(Ada, null, "ANCHOR_AGE", 50, Unit: "years"),
            new(Ada, null, "ANCHOR_YEAR", 2150),
            new(Ada, null, "ANCHOR_YEAR_GROUP//2011 - 2013"),
            new(Ada, null, "GENDER//F"),
            new(Ada, new(2100, 1, 1), "MEDS_BIRTH"));
    }

    [Fact]
    public void An_admission_gives_what_was_recorded_then_and_the_discharge()
    {
        using var hospital = WithAdmission();
        var start = new DateTime(2150, 5, 1, 8, 0, 0);
        EventAssert.Same(
            hospital, "hosp/admissions", Admission,
            new(Ada, start, "HOSPITAL_ADMISSION//URGENT//EMERGENCY ROOM"),
            new(Ada, start, "INSURANCE//Medicare"),
            new(Ada, start, "LANGUAGE//ENGLISH"),
            new(Ada, start, "MARITAL_STATUS//MARRIED"),
            new(Ada, start, "RACE//WHITE"),
            new(Ada, Discharge, "HOSPITAL_DISCHARGE//HOME"));
    }

    [Theory]
    [InlineData("eventtype=admit;careunit=Medicine", "TRANSFER//admit//Medicine")]
    [InlineData("eventtype=discharge;careunit=", "TRANSFER//discharge//UNK")]
    public void A_transfer_stands_at_its_intime(string cells, string code)
    {
        using var hospital = WithAdmission().Row("hosp/transfers", [Subject, Hadm, "intime=2150-05-01 09:10:11", .. cells.Split(';')]);
        EventAssert.Same(hospital, "hosp/transfers", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 10, 11), code));
    }

    [Fact]
    public void A_service_stands_at_its_transfertime()
    {
        using var hospital = WithAdmission().Row("hosp/services", Subject, Hadm, "transfertime=2150-05-01 09:00:00", "curr_service=MED");
        EventAssert.Same(hospital, "hosp/services", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 0, 0), "SERVICE//MED"));
    }

    [Fact]
    public void A_diagnosis_stands_at_the_discharge_and_is_known_then()
    {
        using var hospital = WithAdmission().Row("hosp/diagnoses_icd", Subject, Hadm, "seq_num=3", "icd_code=0388", "icd_version=9");
        EventAssert.Same(
            hospital, "hosp/diagnoses_icd", Admission,
            new TrajectoryEvent(Ada, Discharge, "DIAGNOSIS//ICD//9//0388", 3, AvailableTime: Discharge));
    }

    [Fact]
    public void A_procedure_code_stands_at_its_day_but_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("hosp/procedures_icd", Subject, Hadm, "seq_num=1", "chartdate=2150-05-02", "icd_code=3961", "icd_version=9");
        EventAssert.Same(
            hospital, "hosp/procedures_icd", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 2), "PROCEDURE_ICD//9//3961", 1, AvailableTime: Discharge));
    }

    [Fact]
    public void A_drg_keeps_its_severity_and_wording()
    {
        using var hospital = WithAdmission()
            .Row("hosp/drgcodes", Subject, Hadm, "drg_type=APR", "drg_code=0194", "description=Heart failure", "drg_severity=2");
        EventAssert.Same(
            hospital, "hosp/drgcodes", Admission,
            new TrajectoryEvent(Ada, Discharge, "DRG//APR//0194", 2, "Heart failure", AvailableTime: Discharge));
    }

    [Fact]
    public void A_hcpcs_code_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("hosp/hcpcsevents", Subject, Hadm, "chartdate=2150-05-03", "hcpcs_cd=93454", "seq_num=1", "short_description=Heart");
        EventAssert.Same(
            hospital, "hosp/hcpcsevents", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 3), "HCPCS//93454", 1, AvailableTime: Discharge));
    }

    [Fact]
    public void A_culture_names_organism_antibiotic_and_result()
    {
        using var hospital = WithAdmission().Row(
            "hosp/microbiologyevents", Subject, Hadm, "chartdate=2150-05-01 00:00:00", "charttime=2150-05-01 10:00:00",
            "storetime=2150-05-03 07:00:00", "test_itemid=90012", "org_name=ESCHERICHIA COLI", "ab_name=CIPROFLOXACIN",
            "interpretation=R", "dilution_text=>=4", "dilution_comparison==>       ", "dilution_value=4");
        EventAssert.Same(
            hospital, "hosp/microbiologyevents", Admission,
            new TrajectoryEvent(
                Ada, new(2150, 5, 1, 10, 0, 0), "MICROBIOLOGY//90012", 4, "ESCHERICHIA COLI: CIPROFLOXACIN R (>=4)",
                AvailableTime: new(2150, 5, 3, 7, 0, 0)));
    }

    [Fact]
    public void A_culture_with_only_a_day_is_known_when_its_storedate_is_over()
    {
        using var hospital = WithAdmission().Row(
            "hosp/microbiologyevents", Subject, "chartdate=2150-05-01 00:00:00", "storedate=2150-05-02 00:00:00", "test_itemid=90115",
            "comments=No VRE isolated.  ");
        EventAssert.Same(
            hospital, "hosp/microbiologyevents", null,
            new TrajectoryEvent(
                Ada, new(2150, 5, 1), "MICROBIOLOGY//90115", TextValue: "No VRE isolated.", AvailableTime: new(2150, 5, 2, 23, 59, 59)));
    }

    [Theory]
    [InlineData("result_name=Weight (Lbs);result_value=127.5", "OMR//Weight (Lbs)", 127.5, null)]
    [InlineData("result_name=Blood Pressure;result_value=120/80", "OMR//Blood Pressure", null, "120/80")]
    [InlineData("result_name=eGFR;result_value=>60", "OMR//eGFR", null, ">60")]
    public void An_outpatient_measurement_is_a_number_or_a_text(string cells, string code, double? number, string? text)
    {
        using var hospital = WithAdmission().Row("hosp/omr", [Subject, "chartdate=2150-04-01", "seq_num=1", .. cells.Split(';')]);
        EventAssert.Same(
            hospital, "hosp/omr", null,
            new TrajectoryEvent(Ada, new(2150, 4, 1), code, number, text, AvailableTime: new(2150, 4, 1, 23, 59, 59)));
    }

    [Theory]
    [InlineData("40", 40.0, null)]
    [InlineData("5,000", 5000.0, null)]
    [InlineData("1-2", null, "1-2")]
    public void A_prescription_keeps_its_dose_as_number_or_text(string dose, double? number, string? text)
    {
        using var hospital = WithAdmission()
            .Row("hosp/prescriptions", Subject, Hadm, "starttime=2150-05-01 20:00:00", "drug=Furosemide ", $"dose_val_rx={dose}", "dose_unit_rx=mg");
        EventAssert.Same(
            hospital, "hosp/prescriptions", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 1, 20, 0, 0), "PRESCRIPTION//Furosemide", number, text, number is null ? null : "mg"));
    }

    [Fact]
    public void A_pharmacy_order_without_starttime_stands_where_it_was_entered()
    {
        using var hospital = WithAdmission().Row(
            "hosp/pharmacy", Subject, Hadm, "entertime=2150-05-01 19:30:05", "medication=Heparin", "route=SC", "frequency=BID", "doses_per_24_hrs=2");
        var time = new DateTime(2150, 5, 1, 19, 30, 5);
        EventAssert.Same(hospital, "hosp/pharmacy", Admission, new TrajectoryEvent(Ada, time, "PHARMACY//Heparin", 2, "SC BID", AvailableTime: time));
    }

    [Fact]
    public void A_medication_says_what_was_done()
    {
        using var hospital = WithAdmission().Row(
            "hosp/emar", Subject, Hadm, "charttime=2150-05-02 08:00:00", "storetime=2150-05-02 08:05:00", "medication=Heparin", "event_txt=Administered");
        EventAssert.Same(
            hospital, "hosp/emar", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 2, 8, 0, 0), "MEDICATION//Heparin//Administered", AvailableTime: new(2150, 5, 2, 8, 5, 0)));
    }

    [Fact]
    public void An_order_keeps_its_subtype_as_text()
    {
        using var hospital = WithAdmission().Row(
            "hosp/poe", Subject, Hadm, "ordertime=2150-05-01 09:00:01", "order_type=Lab", "order_subtype=Blood", "transaction_type=New");
        EventAssert.Same(hospital, "hosp/poe", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 0, 1), "ORDER//Lab//New", TextValue: "Blood"));
    }
}
