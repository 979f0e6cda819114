namespace Mimic.Charts;

/// <summary>Writes words beside places of a chart, each with a short line to its place.</summary>
internal static class NoteRenderer
{
    private const double Size = ChartLayout.TextSize - 1;
    private const double Away = 10;

    public static void Draw(SvgWriter svg, ChartLayout layout)
    {
        var taken = new List<(double Left, double Right, double Top, double Bottom)>();
        foreach (var note in layout.Chart.Traces.OfType<NoteTrace>())
        {
            double x = layout.AtX(layout.X.Value(note.X, 0)), y = layout.AtY(layout.Y.Value(note.Y, 0));
            if (!(x >= layout.Left - 1 && x <= layout.Right + 1 && y >= layout.Top - 1 && y <= layout.Bottom + 1))
            {
                continue;
            }

            var lines = TextMeasure.Wrap(note.Text, Math.Min(layout.PlotWidth * 0.45, 200), Size);
            double width = lines.Max(l => TextMeasure.Width(l, Size)), height = lines.Count * 15;
            var places = new (double X, double Y)[]
            {
                (x + Away, y - Away - height), (x - Away - width, y - Away - height),
                (x + Away, y + Away), (x - Away - width, y + Away),
                (x - (width / 2), y - (3 * Away) - height), (x - (width / 2), y + (3 * Away)),
            };
            var inside = places.Where(p =>
                p.X >= layout.Left && p.X + width <= layout.Right && p.Y >= layout.Top - 2 && p.Y + height <= layout.Bottom).ToList();
            var free = inside.Where(p => taken.TrueForAll(t =>
                p.X + width < t.Left || p.X > t.Right || p.Y + height < t.Top || p.Y > t.Bottom)).ToList();
            var (left, top) = free.Count > 0 ? free[0] : inside.Count > 0 ? inside[0]
                : (Math.Clamp(x, layout.Left, Math.Max(layout.Left, layout.Right - width)), Math.Max(layout.Top, y - Away - height));
            taken.Add((left, left + width, top, top + height));
            double nearX = Math.Clamp(x, left, left + width), nearY = Math.Clamp(y, top, top + height);
            svg.Line(x, y, nearX, nearY, "stroke=\"currentColor\" stroke-opacity=\"0.6\" fill=\"none\"");
            for (var i = 0; i < lines.Count; i++)
            {
                svg.Text("start", left, top + 11.5 + (i * 15), lines[i], Size);
            }
        }
    }
}
