using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// Takes the features of one sample from an extractor. A value can only be set together with the events it was made of, and
/// each of them must pass the guard: a value made of the future is an exception, not a value.
/// </summary>
public sealed class FeatureRow
{
    private readonly PatientAsOf _patient;
    private readonly IReadOnlyList<FeatureDefinition> _features;

    internal FeatureRow(PatientAsOf patient, IReadOnlyList<FeatureDefinition> features)
    {
        (_patient, _features) = (patient, features);
        Values = new(new double[features.Count], new string?[features.Count], [], []);
        Array.Fill(Numbers, double.NaN);
    }

    /// <summary>What was set.</summary>
    internal FeatureValues Values { get; }

    internal double[] Numbers => Values.Numbers;

    internal string?[] Texts => Values.Texts;

    internal List<string> Warnings => Values.Warnings;

    internal Dictionary<string, int> Dropped => Values.Dropped;

    /// <summary>Sets a number.</summary>
    /// <param name="feature">Position in the extractor's features.</param>
    /// <param name="value">The number; NaN for missing.</param>
    /// <param name="madeFrom">The event that it was made of.</param>
    /// <exception cref="FutureEventException">The event was not known at the prediction time.</exception>
    public void Set(int feature, double value, in TrajectoryEvent madeFrom)
    {
        _patient.Check(madeFrom);
        Numbers[Typed(feature, ColumnKind.Number)] = value;
    }

    /// <summary>Sets the numbers of consecutive features.</summary>
    /// <param name="first">Position of the first in the extractor's features.</param>
    /// <param name="values">The numbers; NaN for missing.</param>
    /// <param name="madeFrom">The events that they were made of; none if there are none to make them of.</param>
    /// <exception cref="FutureEventException">An event was not known at the prediction time.</exception>
    public void Set(int first, ReadOnlySpan<double> values, ReadOnlySpan<TrajectoryEvent> madeFrom)
    {
        _patient.Check(madeFrom);
        for (var i = 0; i < values.Length; i++)
        {
            Numbers[Typed(first + i, ColumnKind.Number)] = values[i];
        }
    }

    /// <summary>Sets a category or a document.</summary>
    /// <param name="feature">Position in the extractor's features.</param>
    /// <param name="text">The category or the whole text; null or empty for missing.</param>
    /// <param name="madeFrom">The events that it was made of.</param>
    /// <exception cref="FutureEventException">An event was not known at the prediction time.</exception>
    public void Set(int feature, string? text, params ReadOnlySpan<TrajectoryEvent> madeFrom)
    {
        _patient.Check(madeFrom);
        if (_features[feature].Kind == ColumnKind.Number)
        {
            throw new ArgumentException($"{_features[feature].Name} is a number, not a text.", nameof(feature));
        }

        Texts[feature] = string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Notes a trouble that leaves values missing; the table says how many samples had it.</summary>
    /// <param name="trouble">What, without a word about the patient: "an image file was not found".</param>
    public void Warn(string trouble) => Warnings.Add(trouble);

    /// <summary>Counts a measurement that is left out; the table says how many there were in all samples.</summary>
    /// <param name="what">What, without a word about the patient: "Heart Rate outside of 0 to 350 bpm".</param>
    public void Drop(string what) => Dropped[what] = Dropped.GetValueOrDefault(what) + 1;

    private int Typed(int feature, ColumnKind kind) => _features[feature].Kind == kind
        ? feature
        : throw new ArgumentException($"{_features[feature].Name} is no {kind}.", nameof(feature));
}

/// <summary>The features of one sample by one extractor.</summary>
/// <param name="Numbers">By position; NaN where missing.</param>
/// <param name="Texts">By position; null where missing.</param>
/// <param name="Warnings">What went wrong.</param>
/// <param name="Dropped">What was left out, and how often.</param>
internal sealed record FeatureValues(double[] Numbers, string?[] Texts, List<string> Warnings, Dictionary<string, int> Dropped)
{
    /// <summary>Whether a value is missing.</summary>
    public bool IsMissing(int feature, ColumnKind kind) => kind == ColumnKind.Number ? double.IsNaN(Numbers[feature]) : Texts[feature] is null;
}
