using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>Compares the events that a table gives with those that it should give.</summary>
internal static class EventAssert
{
    /// <summary>Builds, and compares the first patient's events of a table, field by field and in order.</summary>
    /// <param name="hospital">The tables.</param>
    /// <param name="table">The table in question.</param>
    /// <param name="hadm">The admission that all its events name.</param>
    /// <param name="expected">The events; table and admission are filled in.</param>
    public static void Same(MiniHospital hospital, string table, int? hadm, params TrajectoryEvent[] expected)
    {
        var events = hospital.Build().Read(MiniHospital.Ada).Where(e => e.Table == table);
        Assert.Equal(expected.Select(e => e with { Table = table, HadmId = hadm }), events);
    }
}
