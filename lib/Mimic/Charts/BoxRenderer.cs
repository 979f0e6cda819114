namespace Mimic.Charts;

/// <summary>Draws boxes with whiskers.</summary>
internal static class BoxRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout, bool horizontal, BoxTrace trace)
    {
        if (BoxSummary.Of(trace.Values) is not { } box)
        {
            return;
        }

        var axis = horizontal ? layout.Y : layout.X;
        var slot = (horizontal ? layout.PlotHeight : layout.PlotWidth) / axis.Categories.Count;
        var half = Math.Min(slot * 0.32, 26);
        var middle = horizontal ? layout.AtY(axis.Position(trace.Name)) : layout.AtX(axis.Position(trace.Name));
        double At(double value) => horizontal ? layout.AtX(value) : layout.AtY(value);
        string Point(double along, double across) => horizontal
            ? $"{SvgWriter.Number(At(along))} {SvgWriter.Number(middle + across)}"
            : $"{SvgWriter.Number(middle + across)} {SvgWriter.Number(At(along))}";
        var colour = Palette.Colour(0);
        var quartiles = $"quartiles {NumberLabel.Of(box.Lower)} to {NumberLabel.Of(box.Upper)}";
        var tip = Invariant($"{trace.Name}: median {NumberLabel.Of(box.Median)}, {quartiles}, {box.Count:#,0} values");
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
        var outside = box.Outside.Select(v => Math.Round(At(v), 1)).Distinct();
        var dots = outside.Select(at => horizontal ? Palette.Marker(0, at, middle, 2.4) : Palette.Marker(0, middle, at, 2.4));
        svg.Path(string.Concat(dots), $"fill=\"{colour}\" fill-opacity=\"0.6\"");
    }
}
