namespace Mimic.Trajectories;

/// <summary>The part of a data set that a patient belongs to, for all uses alike; the names are those of MEDS.</summary>
public enum Split
{
    /// <summary>For training, about 80 % of the patients: <c>train</c>.</summary>
    Train,

    /// <summary>For choosing between models, about 10 %: <c>tuning</c>.</summary>
    Tuning,

    /// <summary>For the final evaluation alone, about 10 %: <c>held_out</c>.</summary>
    HeldOut,
}

/// <summary>Which patient goes where, and how MEDS spells it.</summary>
internal static class Splits
{
    /// <summary>All splits, in their order.</summary>
    public static readonly Split[] All = [Split.Train, Split.Tuning, Split.HeldOut];

    /// <summary>
    /// The split of a patient. It depends on the seed and the patient alone, so adding patients or tables moves nobody to
    /// another split.
    /// </summary>
    public static Split Of(int subjectId, long seed) => new SeededRandom(seed).Fork(subjectId).NextDouble() switch
    {
        < 0.8 => Split.Train,
        < 0.9 => Split.Tuning,
        _ => Split.HeldOut,
    };

    /// <summary>The name in MEDS.</summary>
    public static string Name(this Split split) => split switch
    {
        Split.Train => "train",
        Split.Tuning => "tuning",
        _ => "held_out",
    };

    /// <summary>The split of a name; null if it is none.</summary>
    public static Split? Parse(string name) => Array.FindIndex(All, s => s.Name() == name) is var i and >= 0 ? All[i] : null;
}
