using Mimic.Features;

namespace Mimic.Models;

/// <summary>What a model says about a sample.</summary>
/// <param name="Sample">For whom and when.</param>
/// <param name="Probability">Of the outcome, from 0 to 1.</param>
public readonly record struct Prediction(Sample Sample, double Probability);
