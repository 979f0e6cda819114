namespace Mimic.Charts;

/// <content>What helps to read the data.</content>
public sealed partial class Chart
{
    /// <summary>Adds the line y = x, as chance in a ROC curve or agreement in a calibration.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddDiagonal(string name = "") => Add(new ReferenceTrace(name, ReferenceKind.Diagonal, 0), null, null);

    /// <summary>Adds a thin line across the chart at a height.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="y">Where it crosses the y axis.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddHorizontalLine(string name, double y) => Add(new ReferenceTrace(name, ReferenceKind.Horizontal, y), null, null);

    /// <summary>Adds a thin upright line.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="x">Where it crosses the x axis.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddVerticalLine(string name, double x) => Add(new ReferenceTrace(name, ReferenceKind.Vertical, x), null, null);

    /// <summary>Adds a thin upright line at a moment.</summary>
    /// <inheritdoc cref="AddVerticalLine(string, double)"/>
    public Chart AddVerticalLine(string name, DateTime x) =>
        Add(new ReferenceTrace(name, ReferenceKind.Vertical, Coordinates.Days(x)), AxisKind.Date, null);

    /// <summary>Adds an upright line whose name stands above it, as the admission, the time of a prediction, a death.</summary>
    /// <param name="label">A word or two, above the data; names of near marks stand in lines above one another.</param>
    /// <param name="x">Where it crosses the x axis.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The x axis shows something else already.</exception>
    public Chart AddMark(string label, double x)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Add(new MarkTrace(label, x), AxisKind.Number, null);
    }

    /// <summary>Adds an upright line at a moment, its name above it.</summary>
    /// <inheritdoc cref="AddMark(string, double)"/>
    public Chart AddMark(string label, DateTime x)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Add(new MarkTrace(label, Coordinates.Days(x)), AxisKind.Date, null);
    }

    /// <summary>Shades heights between two values, as the normal range of a laboratory value.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="low">Lower end; NaN for no end.</param>
    /// <param name="high">Upper end; NaN for no end.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddHorizontalRange(string name, double low, double high) =>
        Add(new RangeTrace(name, ReferenceKind.Horizontal, low, high), null, null);

    /// <summary>Shades what lies between two positions on the x axis.</summary>
    /// <inheritdoc cref="AddHorizontalRange(string, double, double)"/>
    public Chart AddVerticalRange(string name, double low, double high) =>
        Add(new RangeTrace(name, ReferenceKind.Vertical, low, high), AxisKind.Number, null);

    /// <summary>Shades the time between two moments, as a stay in the ICU behind a series.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last one.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The x axis shows something else already.</exception>
    public Chart AddVerticalRange(string name, DateTime from, DateTime to) =>
        Add(new RangeTrace(name, ReferenceKind.Vertical, Coordinates.Days(from), Coordinates.Days(to)), AxisKind.Date, null);

    /// <summary>Writes words beside a place, with a short line to it.</summary>
    /// <param name="text">A few words; up to three lines.</param>
    /// <param name="x">The place on the x axis.</param>
    /// <param name="y">The place on the y axis.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">An axis shows something else already.</exception>
    public Chart AddNote(string text, double x, double y) => AddNote(text, Coordinates.Of([x]), Coordinates.Of([y]));

    /// <summary>Writes words beside a moment.</summary>
    /// <inheritdoc cref="AddNote(string, double, double)"/>
    public Chart AddNote(string text, DateTime x, double y) => AddNote(text, Coordinates.Of([x]), Coordinates.Of([y]));

    /// <summary>Writes words beside a category.</summary>
    /// <inheritdoc cref="AddNote(string, double, double)"/>
    public Chart AddNote(string text, string x, double y) => AddNote(text, Coordinates.Of([x]), Coordinates.Of([y]));

    /// <summary>Writes words beside a row.</summary>
    /// <inheritdoc cref="AddNote(string, double, double)"/>
    public Chart AddNote(string text, double x, string y) => AddNote(text, Coordinates.Of([x]), Coordinates.Of([y]));

    private Chart AddNote(string text, Coordinates x, Coordinates y)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(new NoteTrace(text, x, y), x.Kind, y.Kind);
    }
}
