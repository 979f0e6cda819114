namespace Mimic.Access;

/// <summary>A step, a suggestion or a rule of the <see cref="AccessGuide"/>.</summary>
/// <param name="Title">What to do, or what not.</param>
/// <param name="Text">How.</param>
/// <param name="Time">How long it takes, in words; null where that says nothing.</param>
/// <param name="TimeVaries">Whether others report times far from it.</param>
/// <param name="Commands">Commands of this project that go with it.</param>
/// <param name="Links">The pages that say it at length and count if they differ.</param>
public sealed record GuideEntry(string Title, string Text, string? Time, bool TimeVaries, IReadOnlyList<string> Commands, IReadOnlyList<Uri> Links);
