using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel;

/// <summary>
/// Shows something in the middle of a cell. <see cref="Display.Notebook.Show"/> finds this class by its name, as it finds the
/// displays of other kernels, so that the library does not depend on any of them.
/// </summary>
public static class CellDisplay
{
    /// <summary>Shows a value in the cell that runs on the present flow of execution, in all its forms.</summary>
    /// <param name="value">The value.</param>
    /// <param name="displayId">A name under which it can be shown anew in its place; null if it is not to be.</param>
    /// <param name="update">Whether to show it in the place of what was shown under that name.</param>
    /// <returns>False when no cell of this engine is running here; the caller then tries another display.</returns>
    public static bool Show(object value, string? displayId, bool update)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (RunningCell.Current is not { } cell)
        {
            return false;
        }

        cell.Outputs.Add(new DisplayOutput(ValueFormatter.Format(value)) { DisplayId = displayId, IsUpdate = update });
        return true;
    }

    /// <summary>Shows a text in the cell that runs on the present flow of execution.</summary>
    /// <param name="text">The text, as HTML or SVG.</param>
    /// <param name="mimeType">What the text is, as <c>text/html</c>.</param>
    /// <returns>False when no cell of this engine is running here; the caller then tries another display.</returns>
    public static bool DisplayAs(string text, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        if (RunningCell.Current is not { } cell)
        {
            return false;
        }

        cell.Outputs.Add(new DisplayOutput(new Dictionary<string, string>(StringComparer.Ordinal) { [mimeType] = text }));
        return true;
    }
}
