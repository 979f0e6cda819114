namespace Mimic.Charts;

/// <summary>A drawing as an HTML figure with its title and note, for wide and narrow pages, on light and dark ground.</summary>
internal static class FigureHtml
{
    public static string Of(string title, string note, string mark, Func<int, (string Id, string Svg)> draw)
    {
        var (id, wide) = draw(ChartRenderer.Wide);
        var narrow = draw(ChartRenderer.Narrow).Svg;
        var below = note.Length > 0
            ? $"<div dir=\"auto\" style=\"font-size:0.88em;opacity:0.8;max-width:{ChartRenderer.Wide}px\">{SvgWriter.Escape(note)}</div>"
            : string.Empty;

        // The style swaps the two drawings and keeps print dark on white; where a front end strips it, the wide drawing stays.
        var style = $"@media (max-width:560px){{.w{id}{{display:none!important}}.n{id}{{display:block!important}}}}"
            + $"@media print{{.f{id}{{color:#000!important;break-inside:avoid}}}}";
        return $"<figure{mark} class=\"f{id}\" style=\"margin:0.8em 0 1.4em;font-family:{ChartRenderer.Fonts}\"><style>{style}</style>"
            + $"<figcaption dir=\"auto\" style=\"font-weight:600;margin-bottom:0.3em\">{SvgWriter.Escape(title)}</figcaption>"
            + $"<div class=\"w{id}\">{wide}</div><div class=\"n{id}\" style=\"display:none\">{narrow}</div>{below}</figure>";
    }
}
