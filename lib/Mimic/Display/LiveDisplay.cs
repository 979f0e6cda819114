namespace Mimic.Display;

/// <summary>
/// Something that a notebook shows and that changes in its place: in our own kernel and in .NET Interactive. Elsewhere each state is
/// shown below the one before it.
/// </summary>
public sealed class LiveDisplay
{
    internal const string OurType = "Mimic.Kernel.CellDisplay";
    internal const string OurMethod = "Show";

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Action<object> _update;

    internal LiveDisplay(object value)
    {
        if (Notebook.Call(OurType, OurMethod, value, _id, false) is not false)
        {
            _update = next => Notebook.Call(OurType, OurMethod, next, _id, true);
            IsLive = true;
            return;
        }

        // .NET Interactive returns an object that is asked for changes.
        var shown = Notebook.Call("System.DisplayExtensions", "Display", value, Array.Empty<string>());
        if (shown?.GetType().GetMethod("Update", [typeof(object)]) is { } update)
        {
            _update = next => update.Invoke(shown, [next]);
            IsLive = true;
            return;
        }

        _update = Notebook.Show;
        Notebook.Show(value);
    }

    /// <summary>Whether the kernel can change what it has shown.</summary>
    public bool IsLive { get; }

    /// <summary>Shows another state in place of the last.</summary>
    /// <param name="value">The new state.</param>
    public void Update(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _update(value);
    }
}
