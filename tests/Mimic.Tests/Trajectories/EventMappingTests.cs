using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

/// <summary>One row of every table of events, and each of its events field by field.</summary>
public class EventMappingTests
{
    private const int IcuStay = 70000001;
    private const int EdStay = 70000002;
    private static readonly string Subject = $"subject_id={Ada}";
    private static readonly string Hadm = $"hadm_id={Admission}";
    private static readonly DateTime Discharge = new(2150, 5, 4, 12, 0, 0);

    [Fact]
    public void A_patient_gives_facts_and_birth()
    {
        using var hospital = WithAdmission();
        Same(
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
        Same(
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
        Same(hospital, "hosp/transfers", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 10, 11), code));
    }

    [Fact]
    public void A_service_stands_at_its_transfertime()
    {
        using var hospital = WithAdmission().Row("hosp/services", Subject, Hadm, "transfertime=2150-05-01 09:00:00", "curr_service=MED");
        Same(hospital, "hosp/services", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 0, 0), "SERVICE//MED"));
    }

    [Fact]
    public void A_diagnosis_stands_at_the_discharge_and_is_known_then()
    {
        using var hospital = WithAdmission().Row("hosp/diagnoses_icd", Subject, Hadm, "seq_num=3", "icd_code=0388", "icd_version=9");
        Same(
            hospital, "hosp/diagnoses_icd", Admission,
            new TrajectoryEvent(Ada, Discharge, "DIAGNOSIS//ICD//9//0388", 3, AvailableTime: Discharge));
    }

    [Fact]
    public void A_procedure_code_stands_at_its_day_but_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("hosp/procedures_icd", Subject, Hadm, "seq_num=1", "chartdate=2150-05-02", "icd_code=3961", "icd_version=9");
        Same(
            hospital, "hosp/procedures_icd", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 2), "PROCEDURE_ICD//9//3961", 1, AvailableTime: Discharge));
    }

    [Fact]
    public void A_drg_keeps_its_severity_and_wording()
    {
        using var hospital = WithAdmission()
            .Row("hosp/drgcodes", Subject, Hadm, "drg_type=APR", "drg_code=0194", "description=Heart failure", "drg_severity=2");
        Same(
            hospital, "hosp/drgcodes", Admission,
            new TrajectoryEvent(Ada, Discharge, "DRG//APR//0194", 2, "Heart failure", AvailableTime: Discharge));
    }

    [Fact]
    public void A_hcpcs_code_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("hosp/hcpcsevents", Subject, Hadm, "chartdate=2150-05-03", "hcpcs_cd=93454", "seq_num=1", "short_description=Heart");
        Same(
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
        Same(
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
        Same(
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
        Same(
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
        Same(
            hospital, "hosp/prescriptions", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 1, 20, 0, 0), "PRESCRIPTION//Furosemide", number, text, number is null ? null : "mg"));
    }

    [Fact]
    public void A_pharmacy_order_without_starttime_stands_where_it_was_entered()
    {
        using var hospital = WithAdmission().Row(
            "hosp/pharmacy", Subject, Hadm, "entertime=2150-05-01 19:30:05", "medication=Heparin", "route=SC", "frequency=BID", "doses_per_24_hrs=2");
        var time = new DateTime(2150, 5, 1, 19, 30, 5);
        Same(hospital, "hosp/pharmacy", Admission, new TrajectoryEvent(Ada, time, "PHARMACY//Heparin", 2, "SC BID", AvailableTime: time));
    }

    [Fact]
    public void A_medication_says_what_was_done()
    {
        using var hospital = WithAdmission().Row(
            "hosp/emar", Subject, Hadm, "charttime=2150-05-02 08:00:00", "storetime=2150-05-02 08:05:00", "medication=Heparin", "event_txt=Administered");
        Same(
            hospital, "hosp/emar", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 2, 8, 0, 0), "MEDICATION//Heparin//Administered", AvailableTime: new(2150, 5, 2, 8, 5, 0)));
    }

    [Fact]
    public void An_order_keeps_its_subtype_as_text()
    {
        using var hospital = WithAdmission().Row(
            "hosp/poe", Subject, Hadm, "ordertime=2150-05-01 09:00:01", "order_type=Lab", "order_subtype=Blood", "transaction_type=New");
        Same(hospital, "hosp/poe", Admission, new TrajectoryEvent(Ada, new(2150, 5, 1, 9, 0, 1), "ORDER//Lab//New", TextValue: "Blood"));
    }

    [Fact]
    public void An_icu_stay_gives_its_length_only_at_its_end()
    {
        using var hospital = WithAdmission().Row(
            "icu/icustays", Subject, Hadm, $"stay_id={IcuStay}", "first_careunit=MICU", "last_careunit=SICU",
            "intime=2150-05-01 12:00:00", "outtime=2150-05-03 00:00:00", "los=1.5");
        Same(
            hospital, "icu/icustays", Admission,
            new(Ada, new(2150, 5, 1, 12, 0, 0), "ICU_ADMISSION//MICU", StayId: IcuStay),
            new(Ada, new(2150, 5, 3), "ICU_DISCHARGE//SICU", 1.5, Unit: "days", StayId: IcuStay));
    }

    [Fact]
    public void A_date_entry_keeps_the_date_as_text()
    {
        SameInIcu(
            "icu/datetimeevents", "charttime=2150-05-02 06:00:00;storetime=2150-05-02 06:10:00;itemid=225343;value=2150-04-27 00:00:00;valueuom=Date",
            new(Ada, new(2150, 5, 2, 6, 0, 0), "DATETIME//225343", TextValue: "2150-04-27 00:00:00", AvailableTime: new(2150, 5, 2, 6, 10, 0)));
    }

    [Theory]
    [InlineData("icu/inputevents", "INPUT//225158//ml")]
    [InlineData("icu/ingredientevents", "INGREDIENT//225158//ml")]
    public void An_amount_given_is_known_when_the_interval_is_over(string table, string code)
    {
        SameInIcu(
            table, "starttime=2150-05-02 06:00:00;endtime=2150-05-02 10:00:00;storetime=2150-05-02 06:05:00;itemid=225158;amount=400;amountuom=ml;"
                + "rate=100;rateuom=mL/hour",
            new(Ada, new(2150, 5, 2, 6, 0, 0), code, 400, "100 mL/hour", "ml", AvailableTime: new(2150, 5, 2, 10, 0, 0)));
    }

    [Fact]
    public void An_output_keeps_its_amount()
    {
        SameInIcu(
            "icu/outputevents", "charttime=2150-05-02 06:00:00;storetime=2150-05-02 06:30:00;itemid=226559;value=60;valueuom=ml",
            new(Ada, new(2150, 5, 2, 6, 0, 0), "OUTPUT//226559//ml", 60, Unit: "ml", AvailableTime: new(2150, 5, 2, 6, 30, 0)));
    }

    [Theory]
    [InlineData("min", "PROCEDURE//225792//min", "min")]
    [InlineData("None", "PROCEDURE//225792//UNK", null)]
    public void A_procedure_is_known_when_it_is_over_and_stored(string written, string code, string? unit)
    {
        SameInIcu(
            "icu/procedureevents", "starttime=2150-05-02 06:00:00;endtime=2150-05-02 08:00:00;storetime=2150-05-02 08:03:00.250;itemid=225792;value=120;"
                + $"valueuom={written};location=Left Arm",
            new(Ada, new(2150, 5, 2, 6, 0, 0), code, 120, "Left Arm", unit, AvailableTime: new(2150, 5, 2, 8, 3, 0, 250)));
    }

    [Fact]
    public void An_ed_stay_gives_arrival_race_and_departure()
    {
        using var hospital = WithEdStay();
        Same(
            hospital, "ed/edstays", Admission,
            new(Ada, new(2150, 5, 1, 4, 0, 0), "ED_ADMISSION//AMBULANCE", StayId: EdStay),
            new(Ada, new(2150, 5, 1, 4, 0, 0), "RACE//WHITE", StayId: EdStay),
            new(Ada, new(2150, 5, 1, 7, 30, 0), "ED_DISCHARGE//ADMITTED", StayId: EdStay));
    }

    [Fact]
    public void A_triage_takes_time_and_admission_from_its_stay()
    {
        using var hospital = WithEdStay().Row(
            "ed/triage", Subject, $"stay_id={EdStay}", "temperature=98.6", "heartrate=90", "pain=unable", "acuity=2", "chiefcomplaint=Chest pain, ___");
        var time = new DateTime(2150, 5, 1, 4, 0, 0);
        Same(
            hospital, "ed/triage", Admission,
            new(Ada, time, "ED_TRIAGE", 2, "Chest pain, ___", StayId: EdStay),
            new(Ada, time, "ED_TRIAGE//heartrate", 90, Unit: "bpm", StayId: EdStay),
            new(Ada, time, "ED_TRIAGE//pain", TextValue: "unable", StayId: EdStay),
            new(Ada, time, "ED_TRIAGE//temperature", 98.6, Unit: "°F", StayId: EdStay));
    }

    [Fact]
    public void Vital_signs_give_an_event_for_the_row_and_one_for_each_sign()
    {
        using var hospital = WithEdStay().Row(
            "ed/vitalsign", Subject, $"stay_id={EdStay}", "charttime=2150-05-01 05:00:00", "resprate=18", "o2sat=97", "sbp=120", "dbp=80",
            "rhythm=Sinus Rhythm", "pain=8.5");
        var time = new DateTime(2150, 5, 1, 5, 0, 0);
        Same(
            hospital, "ed/vitalsign", Admission,
            new(Ada, time, "ED_VITALSIGN", StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//dbp", 80, Unit: "mmHg", StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//o2sat", 97, Unit: "%", StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//pain", 8.5, StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//resprate", 18, Unit: "insp/min", StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//rhythm", TextValue: "Sinus Rhythm", StayId: EdStay),
            new(Ada, time, "ED_VITALSIGN//sbp", 120, Unit: "mmHg", StayId: EdStay));
    }

    [Theory]
    [InlineData("ed/diagnosis", "seq_num=1;icd_code=431;icd_version=9;icd_title=INTRACEREBRAL HEMORRHAGE", "ED_DIAGNOSIS//ICD//9//431", "07:30", 1.0,
        "INTRACEREBRAL HEMORRHAGE")]
    [InlineData("ed/medrecon", "charttime=2150-05-01 05:10:00;name=aspirin;etcdescription=Salicylates", "ED_MEDRECON//aspirin", "05:10", null, "Salicylates")]
    [InlineData("ed/pyxis", "charttime=2150-05-01 05:20:00;name=Aspirin", "ED_PYXIS//Aspirin", "05:20", null, null)]
    public void Diagnoses_and_drugs_of_the_ed_belong_to_its_stay(string table, string cells, string code, string time, double? number, string? text)
    {
        using var hospital = WithEdStay().Row(table, [Subject, $"stay_id={EdStay}", .. cells.Split(';')]);
        Same(
            hospital, table, Admission,
            new TrajectoryEvent(Ada, new DateTime(2150, 5, 1) + TimeSpan.Parse(time), code, number, text, StayId: EdStay));
    }

    [Fact]
    public void A_note_is_kept_word_for_word_and_known_when_stored()
    {
        const string Text = " \nName:  ___\n\n\"Quoted\", with comma\n ";
        using var hospital = WithAdmission()
            .Row("note/discharge", Subject, Hadm, "note_type=DS", "charttime=2150-05-04 00:00:00", "storetime=2150-05-06 09:00:00", $"text={Text}")
            .Row("note/radiology", Subject, "note_type=RR", "charttime=2150-05-02 10:00:00", "storetime=2150-05-02 11:00:00", "text=IMPRESSION: none");
        Same(
            hospital, "note/discharge", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 4), "NOTE//DISCHARGE//DS", TextValue: Text, AvailableTime: new(2150, 5, 6, 9, 0, 0)));
        Same(
            hospital, "note/radiology", null,
            new TrajectoryEvent(
                Ada, new(2150, 5, 2, 10, 0, 0), "NOTE//RADIOLOGY//RR", TextValue: "IMPRESSION: none", AvailableTime: new(2150, 5, 2, 11, 0, 0)));
    }

    [Fact]
    public void A_discharge_note_without_storetime_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("note/discharge", Subject, Hadm, "note_type=DS", "charttime=2150-05-04 00:00:00", "text=Well.");
        Same(
            hospital, "note/discharge", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 4), "NOTE//DISCHARGE//DS", TextValue: "Well.", AvailableTime: Discharge));
    }

    [Theory]
    [InlineData("21500502", "4522.5", "PA", "IMAGE//CXR//PA", "2150-05-02T00:45:22.500", null)]
    [InlineData("21500502.0", "134501.53100000002", "", "IMAGE//CXR//UNK", "2150-05-02T13:45:01.531", null)]
    [InlineData("21500502", "", "LATERAL", "IMAGE//CXR//LATERAL", "2150-05-02T00:00:00", "2150-05-02T23:59:59")]
    public void An_image_has_the_time_of_its_study_and_the_path_of_its_file(
        string date, string time, string view, string code, string expected, string? available)
    {
        using var hospital = WithAdmission().Row(
            "cxr/metadata", Subject, "study_id=80000001", "dicom_id=0a1b2c3d-00000000-00000000-00000000-00000001", $"StudyDate={date}",
            $"StudyTime={time}", $"ViewPosition={view}");
        Same(
            hospital, "cxr/metadata", null,
            new TrajectoryEvent(
                Ada, DateTime.Parse(expected), code, TextValue: "p90/p90000001/s80000001/0a1b2c3d-00000000-00000000-00000000-00000001.jpg",
                AvailableTime: available is null ? null : DateTime.Parse(available)));
    }

    private static MiniHospital WithEdStay() => WithAdmission().Row(
        "ed/edstays", Subject, Hadm, $"stay_id={EdStay}", "intime=2150-05-01 04:00:00", "outtime=2150-05-01 07:30:00", "gender=F", "race=WHITE",
        "arrival_transport=AMBULANCE", "disposition=ADMITTED");

    private static void SameInIcu(string table, string cells, TrajectoryEvent expected)
    {
        using var hospital = WithAdmission().Row(table, [Subject, Hadm, $"stay_id={IcuStay}", .. cells.Split(';')]);
        Same(hospital, table, Admission, expected with { StayId = IcuStay });
    }

    private static void Same(MiniHospital hospital, string table, int? hadm, params TrajectoryEvent[] expected)
    {
        var events = hospital.Build().Read(Ada).Where(e => e.Table == table);
        Assert.Equal(expected.Select(e => e with { Table = table, HadmId = hadm }), events);
    }
}
