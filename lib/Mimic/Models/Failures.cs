using System.Runtime.ExceptionServices;

namespace Mimic.Models;

/// <summary>Errors of parallel work as the errors that a user can read.</summary>
internal static class Failures
{
    /// <summary>Runs parallel work; of several errors the first is thrown as itself.</summary>
    /// <param name="work">What may throw an <see cref="AggregateException"/>.</param>
    public static void Unwrap(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
