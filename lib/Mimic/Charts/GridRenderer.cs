namespace Mimic.Charts;

/// <summary>Draws the panels of a figure in rows and columns, their edges in line.</summary>
internal sealed class GridRenderer(ChartGrid grid, int width, bool withTitle)
{
    private const double Gap = 14;

    public string Id { get; } = ChartRenderer.IdOf($"{width} {withTitle} {PlotlyJson.Of(grid)}");

    public string Draw()
    {
        var title = withTitle && grid.Title.Length > 0 ? TextMeasure.Wrap(grid.Title, width - 4, ChartLayout.FigureTitleSize * 1.1) : [];
        var note = withTitle && grid.Note.Length > 0 ? TextMeasure.Wrap(grid.Note, width - 4, ChartLayout.TextSize - 1, 4) : [];
        var (legend, top) = LegendLayout.Place(grid.Panels, width, title.Count * (ChartLayout.FigureTitleSize + 5));
        var panels = Layouts();
        var columns = grid.ColumnsFor(width);
        var rows = panels.Chunk(columns).Select(r => r.Max(p => p.Height)).ToList();
        var height = top + rows.Sum() + (Math.Max(0, rows.Count - 1) * Gap) + (note.Count * ChartLayout.LineHeight) + 6;
        var svg = new SvgWriter();
        ChartRenderer.Open(svg, Id, width, height, grid.Title, grid.ToString());
        svg.Lines(title, ChartLayout.FigureTitleSize + 1, ChartLayout.FigureTitleSize + 5, ChartLayout.FigureTitleSize, "font-weight=\"600\"");
        LegendRenderer.Draw(svg, legend);
        var y = top;
        for (var i = 0; i < panels.Count; i++)
        {
            var x = panels.Skip(i / columns * columns).Take(i % columns).Sum(p => p.Width + Gap);
            svg.Raw($"<g transform=\"translate({SvgWriter.Number(x)} {SvgWriter.Number(y)})\">");
            ChartRenderer.Draw(svg, panels[i], grid.Panels, Invariant($"{Id}-{i}"));
            svg.Raw("</g>");
            y += i % columns == columns - 1 ? rows[i / columns] + Gap : 0;
        }

        var end = height - (note.Count * ChartLayout.LineHeight) + 6;
        return svg.Lines(note, end, ChartLayout.LineHeight, ChartLayout.TextSize - 1, "fill-opacity=\"0.8\"").Raw("</svg>").ToString();
    }

    /// <summary>The panels, measured each by itself and then brought into line.</summary>
    private List<ChartLayout> Layouts()
    {
        var columns = grid.ColumnsFor(width);
        var bins = grid.Panels.Select(grid.BinsOf).ToList();
        var extents = grid.Panels.Select((p, i) => ChartExtents.Of(p, bins[i])).ToList();
        Extent allX = new(), allY = new();
        foreach (var (x, y) in extents)
        {
            allX.Include(x);
            allY.Include(y);
        }

        PanelPlace Place(int i, double left, double top) => new(
            grid.SharedX ? allX : extents[i].X,
            grid.SharedY ? allY : extents[i].Y,
            bins[i],
            left,
            top,
            Math.Clamp(((double)width / columns) * 0.62, 130, 220),
            !grid.SharedX || i + columns >= grid.Panels.Count,
            !grid.SharedY || i % columns == 0);
        var cell = (width - (Gap * (columns - 1))) / columns;
        var alone = grid.Panels.Select((p, i) => new ChartLayout(p, cell, true, Place(i, 0, 0))).ToList();
        var labels = alone.Select(p => p.Left).DefaultIfEmpty(0).Max();

        // Shared labels stand once per row; the room they need is then taken from all columns alike.
        var inner = grid.SharedY ? alone.Where((_, i) => i % columns > 0).Select(p => p.Left).DefaultIfEmpty(labels).Max() : labels;
        var less = (labels - inner) * (columns - 1) / columns;
        return
        [
            .. grid.Panels.Select((p, i) =>
            {
                var first = i % columns == 0;
                var top = alone.Skip(i / columns * columns).Take(columns).Max(l => l.Top);
                return new ChartLayout(p, cell + (first ? less : less - labels + inner), true, Place(i, first ? labels : inner, top));
            }),
        ];
    }
}
