namespace Mimic.Features;

/// <summary>One prediction to be made: for whom, when, and what came of it.</summary>
/// <param name="SubjectId">The patient; splits never separate the samples of one patient.</param>
/// <param name="PredictionTime">The moment of the prediction: nothing that became known later may be used.</param>
/// <param name="Outcome">What was to be predicted (true = died); null where it is unknown.</param>
public sealed record Sample(int SubjectId, DateTime PredictionTime, bool? Outcome);
