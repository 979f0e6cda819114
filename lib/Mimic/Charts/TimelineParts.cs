namespace Mimic.Charts;

/// <summary>Something that lasted, on a timeline: a stay, an infusion, a ventilation.</summary>
/// <param name="Row">Its kind; all of one kind stand in one row.</param>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
public sealed record TimelineInterval(string Row, DateTime From, DateTime To);

/// <summary>A moment that concerns everything on a timeline: a death, the time of a prediction.</summary>
/// <param name="Label">A word or two, written above it.</param>
/// <param name="Time">The moment.</param>
public sealed record TimelineMark(string Label, DateTime Time);
