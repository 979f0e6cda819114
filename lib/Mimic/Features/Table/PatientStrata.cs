using System.Globalization;

namespace Mimic.Features;

/// <summary>Draws patients so that each stratum gives its share.</summary>
internal static class PatientStrata
{
    /// <summary>The patients of a share.</summary>
    public static HashSet<int> Draw(FeatureTable table, double share, long seed, IReadOnlyList<FeatureColumn> columns)
    {
        if (columns.FirstOrDefault(c => c.Kind == ColumnKind.Document) is { } document)
        {
            throw new MimicException(
                $"Column {document.Name} holds documents, which make no strata.", "Stratify by categories or by numbers with few values.");
        }

        var patients = Enumerable.Range(0, table.RowCount).GroupBy(i => table.Samples[i].SubjectId).OrderBy(g => g.Key).ToArray();
        if (patients.Length < 2)
        {
            throw new MimicException(
                $"The feature table has rows of {patients.Length} patient{(patients.Length == 1 ? string.Empty : "s")}; a split needs two.",
                "Choose a larger cohort.");
        }

        var random = new SeededRandom(seed);
        var drawn = new HashSet<int>();
        // One generator per outcome: without further columns this is the split of PatientSplit.HeldOut with the same seed.
        foreach (var outcome in new[] { 1, 0, 2 })
        {
            var own = patients.Where(p => Outcome(table, p) == outcome).ToArray();
            var strata = own.GroupBy(p => Stratum(columns, p.MinBy(i => table.Samples[i].PredictionTime)), StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
            var count = own.Length < 2 ? 0
                : Math.Clamp((int)Math.Round(share * own.Length, MidpointRounding.AwayFromZero), 1, own.Length - 1);
            var generator = random.Fork(outcome);
            long before = 0;
            foreach (var stratum in strata)
            {
                var shuffled = stratum.Select(p => p.Key).ToArray();
                generator.Shuffle<int>(shuffled);
                // What the strata give adds up to the count of the outcome, however small they are.
                var upTo = before + shuffled.Length;
                drawn.UnionWith(shuffled.Take((int)((upTo * count / own.Length) - (before * count / own.Length))));
                before = upTo;
            }
        }

        return drawn;
    }

    private static int Outcome(FeatureTable table, IEnumerable<int> rows)
    {
        var outcomes = rows.Select(i => table.Samples[i].Outcome).ToArray();
        return outcomes.Contains(true) ? 1 : outcomes.Contains(false) ? 0 : 2;
    }

    private static string Stratum(IReadOnlyList<FeatureColumn> columns, int row) => string.Join('\n', columns.Select(c =>
        c.IsMissing(row) ? "missing" : c.Kind == ColumnKind.Number ? c.Numbers[row].ToString("R", CultureInfo.InvariantCulture) : $"={c.Texts[row]}"));
}
