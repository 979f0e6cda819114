namespace Mimic.Charts;

/// <summary>Draws boxes with whiskers.</summary>
internal static class BoxRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout, BoxTrace trace, int group)
    {
        var horizontal = layout.Chart.Horizontal;
        var logarithmic = (horizontal ? layout.X : layout.Y).Logarithmic;
        if (BoxSummary.Of(trace.Values.Where(v => Extent.IsUsable(v, logarithmic))) is not { } box)
        {
            return;
        }

        var groups = BarRenderer.Groups(layout.Chart);
        var axis = horizontal ? layout.Y : layout.X;
        var slot = (horizontal ? layout.PlotHeight : layout.PlotWidth) / axis.Categories.Count;
        var thick = Math.Min(slot * 0.8 / groups.Count, 62);
        var half = thick * 0.4;
        var position = axis.Position(trace.Category);
        var middle = (horizontal ? layout.AtY(position) : layout.AtX(position))
            + ((groups.IndexOf(trace.Name) - ((groups.Count - 1) / 2.0)) * thick);
        double At(double value) => horizontal ? layout.AtX(value) : layout.AtY(value);
        string Point(double along, double across) => horizontal
            ? $"{SvgWriter.Number(At(along))} {SvgWriter.Number(middle + across)}"
            : $"{SvgWriter.Number(middle + across)} {SvgWriter.Number(At(along))}";
        var index = trace.Name.Length > 0 ? group : 0;
        var colour = Palette.Colour(index);
        var name = trace.Name.Length > 0 ? $"{trace.Category}, {trace.Name}" : trace.Category;
        var quartiles = $"quartiles {NumberLabel.Of(box.Lower)} to {NumberLabel.Of(box.Upper)}";
        var tip = Invariant($"{name}: median {NumberLabel.Of(box.Median)}, {quartiles}, {box.Count:#,0} values");
        var outline = $"M{Point(box.Lower, -half)}L{Point(box.Upper, -half)}L{Point(box.Upper, half)}L{Point(box.Lower, half)}Z";
        svg.Raw($"<g stroke=\"{colour}\" stroke-width=\"1.5\" fill=\"none\"><title>{SvgWriter.Escape(tip)}</title>")
            .Path(outline, $"fill=\"{colour}\" fill-opacity=\"0.25\"")
            .Path(
                $"M{Point(box.LowWhisker, 0)}L{Point(box.Lower, 0)}M{Point(box.Upper, 0)}L{Point(box.HighWhisker, 0)}"
                + $"M{Point(box.LowWhisker, -half / 2)}L{Point(box.LowWhisker, half / 2)}"
                + $"M{Point(box.HighWhisker, -half / 2)}L{Point(box.HighWhisker, half / 2)}",
                string.Empty)
            .Path($"M{Point(box.Median, -half)}L{Point(box.Median, half)}", "stroke-width=\"3\"")
            .Raw("</g>");
        var outside = box.Outside.Select(v => Math.Round(At(v), 1)).Where(double.IsFinite).Distinct();
        var dots = outside.Select(at => horizontal ? Palette.Marker(index, at, middle, 2.4) : Palette.Marker(index, middle, at, 2.4));
        svg.Path(string.Concat(dots), $"fill=\"{colour}\" fill-opacity=\"0.6\"");
    }
}
