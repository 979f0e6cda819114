using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

public sealed class EcgEventTests
{
    private const string Subject = "subject_id=90000001";
    private static readonly DateTime Taken = new(2150, 5, 1, 9, 30, 0);

    [Fact]
    public void A_record_is_an_event_with_the_path_of_its_curve()
    {
        using var hospital = WithAdmission().Row(
            "ecg/record_list", Subject, "study_id=900000001", "file_name=900000001", "ecg_time=2150-05-01 09:30:00",
            "path=files/p9000/p90000001/s900000001/900000001");
        EventAssert.Same(
            hospital, "ecg/record_list", null, new TrajectoryEvent(Ada, Taken, "ECG", TextValue: "files/p9000/p90000001/s900000001/900000001"));
    }

    [Fact]
    public void The_lines_of_a_reading_are_one_text_whatever_blanks_stand_between_them()
    {
        using var hospital = Measured("report_0=Sinus rhythm", "report_2= Borderline ECG ", "report_17=Last line");
        EventAssert.Same(
            hospital, "ecg/machine_measurements", null,
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE", TextValue: "Sinus rhythm\nBorderline ECG\nLast line"));
    }

    [Fact]
    public void Each_measurement_is_an_event_with_its_unit_known_at_once()
    {
        using var hospital = Measured("rr_interval=659", "qrs_onset=170", "t_axis=-67");
        EventAssert.Same(
            hospital, "ecg/machine_measurements", null,
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE"),
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE//qrs_onset", 170, Unit: "ms"),
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE//rr_interval", 659, Unit: "ms"),
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE//t_axis", -67, Unit: "degrees"));
    }

    [Fact]
    public void What_the_machine_could_not_measure_is_no_event()
    {
        using var hospital = Measured("rr_interval=769", "p_onset=29999", "p_end=29999.0", "p_axis=29999");
        EventAssert.Same(
            hospital, "ecg/machine_measurements", null,
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE"),
            new TrajectoryEvent(Ada, Taken, "ECG_MACHINE//rr_interval", 769, Unit: "ms"));
    }

    [Fact]
    public void Every_code_is_described()
    {
        using var hospital = Measured("rr_interval=769", "qrs_axis=12");
        var report = BuildReport.Of(hospital.Build())!;
        Assert.Equal(report.Codes, report.DescribedCodes);
    }

    private static MiniHospital Measured(params string[] cells) => WithAdmission().Row(
        "ecg/machine_measurements", [Subject, "study_id=900000001", "cart_id=9100001", "ecg_time=2150-05-01 09:30:00", .. cells]);
}
