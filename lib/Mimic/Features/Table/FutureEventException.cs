namespace Mimic.Features;

/// <summary>
/// Something tried to make a feature of an event that nobody could have seen at the prediction time: the commonest way in
/// which a model looks good on paper and fails at the bedside.
/// </summary>
public sealed class FutureEventException : MimicException
{
    /// <summary>An event used too early.</summary>
    /// <param name="message">Which kind of event, and how far from the prediction time; no value of a row.</param>
    /// <param name="remedy">What to do instead.</param>
    public FutureEventException(string message, string remedy)
        : base(message, remedy)
    {
    }
}
