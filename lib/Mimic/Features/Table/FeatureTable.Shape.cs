using Mimic.Access;

namespace Mimic.Features;

/// <content>Joining, filtering, grouping and dividing.</content>
public sealed partial class FeatureTable
{
    /// <summary>This table with the columns of another one to the right; rows belong together by patient and prediction time.</summary>
    /// <param name="other">The columns to add.</param>
    /// <param name="kind">Which rows are kept.</param>
    /// <returns>Rows in the order of this table, then (outer) those that only the other one has, in its order.</returns>
    /// <exception cref="MimicException">
    /// A column name stands in both tables, a table has two rows of one patient and time, or a row has another outcome in either.
    /// </exception>
    public FeatureTable Join(FeatureTable other, TableJoin kind = TableJoin.Inner)
    {
        ArgumentNullException.ThrowIfNull(other);
        var clashes = other.Columns.Where(c => _byName.ContainsKey(c.Name)).Select(c => c.Name).ToArray();
        if (clashes.Length > 0)
        {
            throw new MimicException(
                $"The tables to join share {clashes.Length} column names, first {clashes[0]}.",
                "Keep each column in one of them: table.Without(names).");
        }

        Dictionary<(int, DateTime), int> left = Keys("first"), right = other.Keys("second");
        var pairs = new List<(int Left, int Right)>();
        for (var i = 0; i < RowCount; i++)
        {
            var match = right.GetValueOrDefault(Key(Samples[i]), -1);
            if (match >= 0 && Samples[i].Outcome is { } mine && other.Samples[match].Outcome is { } theirs && mine != theirs)
            {
                throw new MimicException(
                    $"Row {i + 1} of the first table and row {match + 1} of the second are of one patient and time, with different outcomes.",
                    "Build both tables from the same samples.");
            }

            if (match >= 0 || kind != TableJoin.Inner)
            {
                pairs.Add((i, match));
            }
        }

        if (kind == TableJoin.Outer)
        {
            pairs.AddRange(Enumerable.Range(0, other.RowCount).Where(j => !left.ContainsKey(Key(other.Samples[j]))).Select(j => (-1, j)));
        }

        Sample Chosen((int Left, int Right) pair) => pair.Left < 0 ? other.Samples[pair.Right]
            : pair.Right < 0 ? Samples[pair.Left]
            : Samples[pair.Left] with { Outcome = Samples[pair.Left].Outcome ?? other.Samples[pair.Right].Outcome };
        int[] ofThis = [.. pairs.Select(p => p.Left)], ofOther = [.. pairs.Select(p => p.Right)];
        return new(SourceTags.Stricter(Source, other.Source), [.. pairs.Select(Chosen)],
            [.. Columns.Select(c => c.TakeOrMissing(ofThis)), .. other.Columns.Select(c => c.TakeOrMissing(ofOther))])
        {
            Warnings = [.. Warnings.Union(other.Warnings)],
        };
    }

    /// <summary>The rows of some samples.</summary>
    /// <param name="wanted">Whether a row stays.</param>
    public FeatureTable Where(Func<Sample, bool> wanted) =>
        Rows([.. Enumerable.Range(0, RowCount).Where(i => wanted(Samples[i]))]);

    /// <summary>The same rows with some of the columns.</summary>
    /// <param name="wanted">Whether a column stays.</param>
    public FeatureTable Select(Func<FeatureColumn, bool> wanted) =>
        new(Source, Samples, [.. Columns.Where(wanted)]) { Warnings = Warnings };

    /// <summary>The same rows with the columns of the given names, in that order.</summary>
    /// <param name="names">Exactly as in <see cref="FeatureColumn.Name"/>.</param>
    /// <exception cref="MimicException">No column has a name.</exception>
    public FeatureTable Keep(params IReadOnlyCollection<string> names)
    {
        RequireColumns(names);
        return new(Source, Samples, [.. names.Select(n => this[n])]) { Warnings = Warnings };
    }

    /// <summary>The same rows without the columns of the given names.</summary>
    /// <param name="names">Exactly as in <see cref="FeatureColumn.Name"/>.</param>
    /// <exception cref="MimicException">No column has a name.</exception>
    public FeatureTable Without(params IReadOnlyCollection<string> names)
    {
        RequireColumns(names);
        var dropped = names.ToHashSet(StringComparer.Ordinal);
        return Select(c => !dropped.Contains(c.Name));
    }

    /// <summary>A table per modality, in the order of the enumeration.</summary>
    public IReadOnlyDictionary<Modality, FeatureTable> ByModality() =>
        new SortedDictionary<Modality, FeatureTable>(Modalities.ToDictionary(m => m, m => Only(m)));

    /// <summary>The same table with a number in place of the missing values of some columns.</summary>
    /// <param name="value">The number; MEDomicsLab offers 0.</param>
    /// <param name="names">Columns of numbers; all columns of numbers if none is named.</param>
    /// <exception cref="MimicException">No column of numbers has a name.</exception>
    public FeatureTable FillMissing(double value, params IReadOnlyCollection<string> names) => Replace(
        names, Invariant($"missing is {value:R}"), x => double.IsNaN(x) ? value : x);

    /// <summary>The same table with 1 in place of what is there and 0 in place of what is missing, in some columns.</summary>
    /// <param name="names">Columns of numbers; all columns of numbers if none is named.</param>
    /// <exception cref="MimicException">No column of numbers has a name.</exception>
    public FeatureTable ToPresence(params IReadOnlyCollection<string> names) => Replace(
        names, "1 if there is a value, 0 if it is missing", x => double.IsNaN(x) ? 0 : 1, hasUnit: false);

    /// <summary>
    /// Divides the table by patient, at random with a seed. Stratified: either part has its share of the patients with the outcome (at
    /// any of their rows) and of the values of the named columns (at their first row; missing counts as a value).
    /// </summary>
    /// <param name="share">The share of patients to hold out, above 0 and below 1; of each outcome at least one goes to either side.</param>
    /// <param name="seed">Same seed, same split; the order of the rows does not matter.</param>
    /// <param name="stratifyBy">Names of columns of categories or of numbers with few values.</param>
    /// <exception cref="MimicException">No column has a name, a column holds documents, or there are fewer than two patients.</exception>
    public TableSplit Split(double share, long seed, params IReadOnlyCollection<string> stratifyBy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        RequireColumns(stratifyBy);
        var heldOut = PatientStrata.Draw(this, share, seed, [.. stratifyBy.Select(n => this[n])]);
        return new(Where(s => !heldOut.Contains(s.SubjectId)), Where(s => heldOut.Contains(s.SubjectId)));
    }

    private static (int Subject, DateTime Time) Key(Sample sample) => (sample.SubjectId, sample.PredictionTime);

    private Dictionary<(int, DateTime), int> Keys(string which)
    {
        var keys = new Dictionary<(int, DateTime), int>();
        for (var i = 0; i < RowCount; i++)
        {
            if (!keys.TryAdd(Key(Samples[i]), i))
            {
                throw new MimicException(
                    $"Rows {keys[Key(Samples[i])] + 1} and {i + 1} of the {which} table to join are of one patient and prediction time.",
                    "Keep one of them, since a join would multiply them: table.Rows(positions).");
            }
        }

        return keys;
    }

    private void RequireColumns(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.FirstOrDefault(n => !_byName.ContainsKey(n)) is { } unknown)
        {
            throw new MimicException(
                $"The feature table has no column {unknown}.", $"Columns lists the {Columns.Count} that it has; names are case-sensitive.");
        }
    }

    private FeatureTable Replace(IReadOnlyCollection<string> names, string rule, Func<double, double> value, bool hasUnit = true)
    {
        RequireColumns(names);
        if (names.FirstOrDefault(n => this[n].Kind != ColumnKind.Number) is { } text)
        {
            throw new MimicException($"Column {text} holds {this[text].Kind} values.", "Fit a FeaturePipeline to make numbers of them first.");
        }

        bool Wanted(FeatureColumn c) => c.Kind == ColumnKind.Number && (names.Count == 0 || names.Contains(c.Name));
        FeatureColumn Replaced(FeatureColumn c) => new(
            c.Name, c.Modality,
            c.Origin with { Statistic = $"{c.Origin.Statistic}; {rule}", Unit = hasUnit ? c.Origin.Unit : null },
            Array.ConvertAll(c.Numbers.ToArray(), x => value(x)));
        return new(Source, Samples, [.. Columns.Select(c => Wanted(c) ? Replaced(c) : c)]) { Warnings = Warnings };
    }
}
