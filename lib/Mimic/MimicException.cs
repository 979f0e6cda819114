namespace Mimic;

/// <summary>
/// An error a user can act on: it says what is wrong, where, what is allowed and what to do next.
/// The message never holds a value of a patient's row.
/// </summary>
public class MimicException : Exception
{
    /// <summary>An error with its remedy.</summary>
    /// <param name="message">What is wrong and where (file, line, column name), as one sentence.</param>
    /// <param name="remedy">What to do next, as one sentence; a command where there is one.</param>
    /// <param name="inner">The cause, if another exception is behind it.</param>
    public MimicException(string message, string remedy, Exception? inner = null)
        : base($"{message} {remedy}", inner)
    {
        Problem = message;
        Remedy = remedy;
    }

    /// <summary>What is wrong and where.</summary>
    public string Problem { get; }

    /// <summary>What to do next.</summary>
    public string Remedy { get; }
}
