using Mimic.Synthetic.Patients;

namespace Mimic.Synthetic.Hospital;

/// <summary>Results in words, limits of the body, and what chronic conditions do to results.</summary>
internal static class LabText
{
    /// <summary>A urine dipstick result.</summary>
    public static (string Value, double? Number, string Comment) Urine(int item, SeededRandom random) => item switch
    {
        51487 => (random.Pick(["NEG", "NEG", "POS"]), null, string.Empty),
        51516 => (random.Pick(["0-2", "3-5", "6-10", "11-20"]), null, string.Empty),
        _ => random.Chance(0.6) ? ("NEG", null, string.Empty) : random.Chance(0.3) ? ("TR", null, string.Empty) : Number(random.Pick([30,
            100])),
    };

    /// <summary>Keeps a result where a living body can have it.</summary>
    public static double Limit(int item, double value) => item switch
    {
        50931 => Math.Clamp(value, 38, 780),
        50971 => Math.Clamp(value, 2.4, 7.4),
        50983 => Math.Clamp(value, 116, 160),
        50902 => Math.Clamp(value, 80, 125),
        50912 => Math.Clamp(value, 0.3, 12),
        51222 => Math.Clamp(value, 5, 18.5),
        51221 => Math.Clamp(value, 15, 56),
        51279 => Math.Clamp(value, 1.7, 6.5),
        51277 => Math.Clamp(value, 11, 28),
        50882 => Math.Clamp(value, 8, 42),
        50868 => Math.Clamp(value, 4, 33),
        50862 => Math.Clamp(value, 1.3, 5.2),
        50820 => Math.Clamp(value, 6.9, 7.65),
        50821 => Math.Clamp(value, 32, 420),
        51256 => Math.Clamp(value, 20, 97),
        51244 => Math.Clamp(value, 1, 60),
        51254 => Math.Clamp(value, 0, 20),
        51498 => Math.Clamp(value, 1.001, 1.04),
        51491 => Math.Clamp(value, 5, 9),
        50802 => Math.Clamp(value, -22, 18),
        _ => Math.Max(value, 0.1),
    };

    /// <summary>What chronic conditions add to a result, in standard deviations between patients.</summary>
    public static double ConditionShift(int item, Conditions conditions)
    {
        double If(Conditions condition, double shift) => (conditions & condition) != 0 ? shift : 0;
        return item switch
        {
            50931 => If(Conditions.Diabetes, 2.6),
            50912 => If(Conditions.KidneyDisease, 2.4),
            51006 => If(Conditions.KidneyDisease, 1.2),
            50971 => If(Conditions.KidneyDisease, 0.5),
            50970 => If(Conditions.KidneyDisease, 0.5),
            51222 or 51221 or 51279 => If(Conditions.KidneyDisease, -0.5) + If(Conditions.Cancer, -0.5),
            51265 => If(Conditions.Cirrhosis, -1.4),
            50885 => If(Conditions.Cirrhosis, 2.2),
            50862 => If(Conditions.Cirrhosis, -0.8),
            51237 or 51274 => If(Conditions.Cirrhosis, 1.2) + If(Conditions.AtrialFibrillation, 2.0),
            50882 or 50818 => If(Conditions.Copd, 0.8),
            50963 => If(Conditions.HeartFailure, 1.5),
            _ => 0,
        };
    }

    private static (string Value, double? Number, string Comment) Number(int value) => ($"{value}", value, string.Empty);
}
