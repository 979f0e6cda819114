namespace Mimic.Trajectories.Building;

/// <summary>The codes and units that a build has met, and what the rows themselves call some of the codes.</summary>
internal sealed class CodeBook
{
    private readonly Dictionary<int, string> _labels = [];

    public NameTable Codes { get; } = new();

    public NameTable Units { get; } = new();

    /// <summary>Words for a code. Rows may differ; the first in ordinal order counts, so that the order of rows does not.</summary>
    public void AddLabel(int code, string label)
    {
        lock (_labels)
        {
            if (!_labels.TryGetValue(code, out var other) || string.CompareOrdinal(label, other) < 0)
            {
                _labels[code] = label;
            }
        }
    }

    public string? LabelOf(int code) => _labels.GetValueOrDefault(code);
}
