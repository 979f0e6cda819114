namespace Mimic.Trajectories.Building;

/// <summary>An event on its way from its table to its patient; codes and units are numbers of the <see cref="CodeBook"/>.</summary>
internal struct SpilledEvent
{
    public int SubjectId;
    public int Table;
    public int Code;
    public DateTime? Time;
    public DateTime? Available;
    public double? Number;
    public int Unit; // -1: none
    public int? HadmId;
    public int? StayId;
    public string? Text; // set on the way back only; on the way out the text goes along as bytes
}
