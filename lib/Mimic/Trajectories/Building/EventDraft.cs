namespace Mimic.Trajectories.Building;

/// <summary>An event between its table and its place in the trajectory of its patient. 40 bytes: there are many of them.</summary>
internal struct EventDraft
{
    /// <summary>In place of an absent number of an admission, a stay or a text.</summary>
    public const int None = -1;

    /// <summary>Microseconds since 1970; <see cref="EventBatch.NoTime"/> for a fact.</summary>
    public long Time;

    /// <summary>Microseconds since 1970; <see cref="EventBatch.NoTime"/> where the table does not say.</summary>
    public long Available;

    /// <summary>The place of the patient among all, ascending by subject_id.</summary>
    public int Patient;

    /// <summary>Its number in the <see cref="KindBook"/>: table, code and unit.</summary>
    public int Kind;

    /// <summary>The number; NaN for none.</summary>
    public float Number;

    /// <summary>A shared text, or a place among the texts of a chunk; <see cref="None"/> for none.</summary>
    public int Text;

    public int HadmId;

    public int StayId;
}
