namespace Mimic.Synthetic.Hospital;

/// <summary>Invented people who order, enter and administer.</summary>
internal static class Staff
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

    /// <summary>Provider identifiers: P and five characters.</summary>
    public static readonly string[] Providers = Make();

    /// <summary>Caregiver identifiers.</summary>
    public static readonly int[] Caregivers = [.. Enumerable.Range(0, 60).Select(i => 100_003 + (i * 37))];

    private static string[] Make()
    {
        var random = new SeededRandom(20240115);
        return [.. Enumerable.Range(0, 120).Select(_ => "P" + string.Concat(Enumerable.Range(0, 5).Select(_ => random.Next(Letters.Length))
            .Select(k => Letters[k]))).Distinct()];
    }
}
