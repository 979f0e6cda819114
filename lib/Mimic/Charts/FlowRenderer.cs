namespace Mimic.Charts;

/// <summary>Draws a flow chart: what is left in boxes from top to bottom, what was left out at their side, groups at the end.</summary>
internal sealed class FlowRenderer
{
    private const double Size = ChartLayout.TextSize;
    private const double LineHeight = ChartLayout.LineHeight;
    private const double Padding = 9;
    private const double Gap = 44;
    private const string Border = "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.6\" rx=\"4\"";
    private const string Arrow = "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.7\" stroke-width=\"1.3\"";

    private readonly FlowTrace _flow;
    private readonly IReadOnlyList<string> _title;
    private readonly IReadOnlyList<string> _note;
    private readonly double _main;
    private readonly List<IReadOnlyList<string>> _steps;
    private readonly List<IReadOnlyList<string>> _groups;
    private readonly double _groupWidth;

    public FlowRenderer(Chart chart, FlowTrace flow, double width, bool withTitle)
    {
        _flow = flow;
        Width = width;
        _title = withTitle && chart.Title.Length > 0 ? TextMeasure.Wrap(chart.Title, width - 4, ChartLayout.FigureTitleSize * 1.1) : [];
        _note = withTitle && chart.Note.Length > 0 ? TextMeasure.Wrap(chart.Note, width - 4, Size - 1, 4) : [];
        _main = Math.Min(420, width * 0.62);
        _steps = [.. flow.Steps.Select(s => TextMeasure.Wrap(s.Name, _main - (2 * Padding), Size, 4))];
        _groupWidth = (_main - (12 * (flow.Groups.Count - 1))) / Math.Max(1, flow.Groups.Count);
        _groups = [.. flow.Groups.Select(g => TextMeasure.Wrap(g.Name, _groupWidth - (2 * Padding), Size, 4))];
        Height = (_title.Count * (ChartLayout.FigureTitleSize + 5)) + (_title.Count > 0 ? 8 : 2)
            + _steps.Sum(BoxHeight) + (Gap * Math.Max(0, _steps.Count - 1))
            + (_groups.Count > 0 ? Gap + _groups.Max(BoxHeight) : 0)
            + (_note.Count * LineHeight) + 8;
    }

    public double Width { get; }

    public double Height { get; }

    public void Draw(SvgWriter svg)
    {
        var y = 0.0;
        foreach (var line in _title)
        {
            svg.Text("start", 0, y += ChartLayout.FigureTitleSize + 1, line, ChartLayout.FigureTitleSize, "font-weight=\"600\"");
            y += 4;
        }

        y += _title.Count > 0 ? 8 : 2;
        for (var i = 0; i < _steps.Count; i++)
        {
            if (i > 0)
            {
                DrawArrow(svg, _main / 2, y, y + Gap);
                DrawLeftOut(svg, i, y + (Gap / 2));
                y += Gap;
            }

            DrawBox(svg, 1, y, _main - 2, BoxHeight(_steps[i]), _steps[i], _flow.Steps[i].Count);
            y += BoxHeight(_steps[i]);
        }

        if (_groups.Count > 0)
        {
            var height = _groups.Max(BoxHeight);
            for (var g = 0; g < _groups.Count; g++)
            {
                var x = g * (_groupWidth + 12);
                DrawArrow(svg, x + (_groupWidth / 2), y, y + Gap, _main / 2);
                DrawBox(svg, x + 1, y + Gap, _groupWidth - 2, height, _groups[g], _flow.Groups[g].Count);
            }

            y += Gap + height;
        }

        for (var i = 0; i < _note.Count; i++)
        {
            svg.Text("start", 0, y + 18 + (i * LineHeight), _note[i], Size - 1, "fill-opacity=\"0.8\"");
        }
    }

    private static double BoxHeight(IReadOnlyList<string> lines) => ((lines.Count + 1) * LineHeight) + (2 * Padding) - 3;

    private static void DrawBox(SvgWriter svg, double x, double y, double width, double height, IReadOnlyList<string> lines, long count)
    {
        svg.Rectangle(x, y, width, height, Border);
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Text("middle", x + (width / 2), y + Padding + 11 + (i * LineHeight), lines[i], Size);
        }

        var number = Invariant($"{count:#,0}");
        svg.Text("middle", x + (width / 2), y + Padding + 11 + (lines.Count * LineHeight), number, Size, "font-weight=\"600\"");
    }

    private static void DrawArrow(SvgWriter svg, double x, double from, double to, double? start = null)
    {
        var bend = start is { } s && s != x
            ? $"M{N(s)} {N(from)}V{N((from + to) / 2)}H{N(x)}V{N(to - 2)}"
            : $"M{N(x)} {N(from)}V{N(to - 2)}";
        svg.Path(bend, Arrow).Path($"M{N(x)} {N(to - 1)}l-4 -7h8z", "fill=\"currentColor\" fill-opacity=\"0.7\"");
    }

    private static string N(double value) => SvgWriter.Number(value);

    private void DrawLeftOut(SvgWriter svg, int step, double y)
    {
        long before = _flow.Steps[step - 1].Count, gone = before - _flow.Steps[step].Count;
        var share = before > 0 ? Invariant($" ({100.0 * gone / before:0.#} %)") : string.Empty;
        var x = _main + 8;
        svg.Line(_main / 2, y, x - 4, y, $"{Arrow} stroke-dasharray=\"3 3\"");
        var words = Invariant($"{gone:#,0} left out{share}");
        foreach (var line in TextMeasure.Wrap(words, Width - x, Size, 2).Select((Text, Row) => (Text, Row)))
        {
            svg.Text("start", x, y + 4.5 + (line.Row * LineHeight), line.Text, Size, $"fill-opacity=\"{(gone == 0 ? "0.6" : "1")}\"");
        }
    }
}
