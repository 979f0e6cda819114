namespace Mimic;

/// <summary>Does two things at once that do not need each other.</summary>
internal static class Together
{
    /// <inheritdoc cref="Run{T}(Func{T}, Action, int)"/>
    public static void Run(Action first, Action second, int cpus = 2)
    {
        Run<object?>(
            () =>
            {
                first();
                return null;
            },
            second,
            cpus);
    }

    /// <summary>Both have ended when this returns or throws. If both fail, the first one's exception is thrown.</summary>
    /// <param name="first">Done by this thread.</param>
    /// <param name="second">Done by another thread, or by this one before the first where there is one processor only.</param>
    /// <param name="cpus">How many processors may be used.</param>
    /// <returns>What the first one gives.</returns>
    public static T Run<T>(Func<T> first, Action second, int cpus = 2)
    {
        var other = new Task(second);
        if (cpus > 1)
        {
            other.Start();
        }
        else
        {
            other.RunSynchronously();
        }

        T result;
        try
        {
            result = first();
        }
        finally
        {
            // Without a throw, which would hide that of the first.
            _ = Task.WaitAny(other);
        }

        other.GetAwaiter().GetResult();
        return result;
    }
}
