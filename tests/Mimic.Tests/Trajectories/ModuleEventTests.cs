using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

/// <summary>One row of every table of the other modules, and each of its events field by field.</summary>
public class ModuleEventTests
{
    private const int IcuStay = 70000001;
    private const int EdStay = 70000002;
    private static readonly string Subject = $"subject_id={Ada}";
    private static readonly string Hadm = $"hadm_id={Admission}";
    private static readonly DateTime Discharge = new(2150, 5, 4, 12, 0, 0);

    [Fact]
    public void An_icu_stay_gives_its_length_only_at_its_end()
    {
        using var hospital = WithAdmission().Row(
            "icu/icustays", Subject, Hadm, $"stay_id={IcuStay}", "first_careunit=MICU", "last_careunit=SICU",
            "intime=2150-05-01 12:00:00", "outtime=2150-05-03 00:00:00", "los=1.5");
        EventAssert.Same(
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
        EventAssert.Same(
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
        EventAssert.Same(
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
        EventAssert.Same(
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
        EventAssert.Same(
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
        EventAssert.Same(
            hospital, "note/discharge", Admission,
            new TrajectoryEvent(Ada, new(2150, 5, 4), "NOTE//DISCHARGE//DS", TextValue: Text, AvailableTime: new(2150, 5, 6, 9, 0, 0)));
        EventAssert.Same(
            hospital, "note/radiology", null,
            new TrajectoryEvent(
                Ada, new(2150, 5, 2, 10, 0, 0), "NOTE//RADIOLOGY//RR", TextValue: "IMPRESSION: none", AvailableTime: new(2150, 5, 2, 11, 0, 0)));
    }

    [Fact]
    public void A_discharge_note_without_storetime_is_known_at_the_discharge()
    {
        using var hospital = WithAdmission()
            .Row("note/discharge", Subject, Hadm, "note_type=DS", "charttime=2150-05-04 00:00:00", "text=Well.");
        EventAssert.Same(
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
        EventAssert.Same(
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
        EventAssert.Same(hospital, table, Admission, expected with { StayId = IcuStay });
    }
}
