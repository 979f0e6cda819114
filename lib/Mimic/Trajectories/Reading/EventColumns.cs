namespace Mimic.Trajectories;

/// <summary>Columns of the events of a store, to be read alone or together. What is not asked for is neither read nor unpacked.</summary>
[Flags]
public enum EventColumns
{
    /// <summary>No column: only the number of events.</summary>
    None = 0,

    /// <summary><c>subject_id</c>.</summary>
    Subject = 1,

    /// <summary><c>time</c>.</summary>
    Time = 2,

    /// <summary><c>code</c>.</summary>
    Code = 4,

    /// <summary><c>numeric_value</c>.</summary>
    Number = 8,

    /// <summary><c>text_value</c>.</summary>
    Text = 16,

    /// <summary><c>unit</c>.</summary>
    Unit = 32,

    /// <summary><c>hadm_id</c>.</summary>
    Admission = 64,

    /// <summary><c>stay_id</c>.</summary>
    Stay = 128,

    /// <summary><c>table</c>.</summary>
    Table = 256,

    /// <summary><c>available_time</c>.</summary>
    Available = 512,

    /// <summary>All of them.</summary>
    All = 1023,
}
