namespace Mimic.Tables;

/// <summary>What a labeller found in a report about one finding.</summary>
public enum LabelValue
{
    /// <summary>Not mentioned (empty in the table): nobody said that it is absent.</summary>
    NotMentioned,

    /// <summary>Mentioned as absent (0).</summary>
    Negative,

    /// <summary>Mentioned as uncertain (-1).</summary>
    Uncertain,

    /// <summary>Mentioned as present (1).</summary>
    Positive,
}

/// <summary>
/// The 14 labels of a study by one labeller, CheXpert or NegBio. They were read from the report by rules, not from the films, and
/// speak of the study, not of one image.
/// </summary>
public sealed class RadiographLabels
{
    private readonly LabelValue[] _values;

    internal RadiographLabels(LabelValue[] values) => _values = values;

    /// <summary>The findings, in the order of the tables: Atelectasis to Support Devices, among them No Finding.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TableCatalogue.Get("cxr/chexpert").ColumnNames.Skip(2)];

    /// <summary>What is said of a finding.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <exception cref="MimicException">There is no such finding.</exception>
    public LabelValue this[string name] => _values[IndexOf(name)];

    /// <summary>The findings that are present, in the order of <see cref="Names"/>.</summary>
    public IEnumerable<string> Present => Names.Where((_, i) => _values[i] == LabelValue.Positive);

    /// <summary>How many findings are mentioned.</summary>
    public int Mentioned => _values.Count(v => v != LabelValue.NotMentioned);

    /// <summary>How many findings are present: a patient's findings themselves belong in no log.</summary>
    public override string ToString() => Invariant($"{Present.Count()} of {Names.Count} findings present");

    /// <summary>The place of a finding in <see cref="Names"/>.</summary>
    internal static int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new MimicException($"There is no label '{name}'.", $"The labels are {string.Join(", ", Names)}.");
    }
}
