using System.Net;
using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>
/// The way from no account to credentialed access to MIMIC, what to do while waiting, and what the agreement forbids. It says in short
/// what PhysioNet's pages say at length; they count.
/// </summary>
[TypeFormatterSource]
public sealed class AccessGuide
{
    private const string Opening =
        "MIMIC is about real people, so PhysioNet gives it to those who prove who they are, took a course, and signed an agreement. "
        + "It costs nothing but patience: begin with what waits for others, steps 1 to 4, on one day.";

    private const string Caution =
        "Where a time is marked with ~ it varies a lot. Pages move and rules change: what the linked pages say counts, not this text.";

    private AccessGuide(IReadOnlyList<GuideEntry> steps, IReadOnlyList<GuideEntry> meanwhile, IReadOnlyList<GuideEntry> rules) =>
        (Steps, Meanwhile, Rules) = (steps, meanwhile, rules);

    /// <summary>The guide.</summary>
    public static AccessGuide Standard { get; } = Load();

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<GuideEntry> Steps { get; }

    /// <summary>What to work with while waiting.</summary>
    public IReadOnlyList<GuideEntry> Meanwhile { get; }

    /// <summary>What the agreement asks and forbids.</summary>
    public IReadOnlyList<GuideEntry> Rules { get; }

    /// <summary>The guide as HTML.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder($"<p>{Encode(Opening)}</p>");
        Html(html, "ol", Steps);
        html.Append("<p><b>Meanwhile</b></p>");
        Html(html, "ul", Meanwhile);
        html.Append("<p><b>What you sign</b></p>");
        Html(html, "ul", Rules);
        return html.Append($"<p><em>{Encode(Caution)}</em></p>").ToString();
    }

    /// <summary>The guide as text of at most 80 columns, addresses apart.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"Getting access to MIMIC\n\n{Paragraph.Wrap(Opening)}\n\n");
        for (var i = 0; i < Steps.Count; i++)
        {
            Text(text, $"{i + 1}. ", Steps[i]);
        }

        text.Append("Meanwhile\n\n");
        foreach (var entry in Meanwhile)
        {
            Text(text, "-  ", entry);
        }

        text.Append("What you sign\n\n");
        foreach (var entry in Rules)
        {
            Text(text, "-  ", entry);
        }

        return text.Append(Paragraph.Wrap(Caution)).ToString();
    }

    private static void Text(StringBuilder text, string mark, GuideEntry entry)
    {
        const string Indent = "   ";
        text.Append(mark).Append(Heading(entry)).Append('\n').Append(Paragraph.Wrap(entry.Text, Indent)).Append('\n');
        foreach (var line in entry.Commands.Select(c => $"$ {c}").Concat(entry.Links.Select(l => l.AbsoluteUri)))
        {
            text.Append(Indent).Append(line).Append('\n');
        }

        text.Append('\n');
    }

    private static void Html(StringBuilder html, string list, IReadOnlyList<GuideEntry> entries)
    {
        html.Append($"<{list}>");
        foreach (var entry in entries)
        {
            var links = string.Join(", ", entry.Links.Select(l =>
                $"<a href=\"{l.AbsoluteUri}\">{Encode((l.Host + l.AbsolutePath).TrimEnd('/'))}</a>"));
            html.Append($"<li><b>{Encode(Heading(entry))}</b><br>{Encode(entry.Text)}");
            html.Append(string.Concat(entry.Commands.Select(c => $"<br><code>{Encode(c)}</code>")));
            html.Append($"{(links.Length > 0 ? $"<br>{links}" : string.Empty)}</li>");
        }

        html.Append($"</{list}>");
    }

    private static string Heading(GuideEntry entry) =>
        entry.Time is { } time ? $"{entry.Title} ({(entry.TimeVaries ? "~ " : string.Empty)}{time})" : entry.Title;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static AccessGuide Load()
    {
        var entries = EmbeddedList.Rows("Mimic.Access.access-guide.csv", "part", "title", "time", "varies", "text", "commands", "links")
            .ToLookup(
                l => l[0],
                l => new GuideEntry(
                    l[1],
                    l[4],
                    l[2].Length > 0 ? l[2] : null,
                    l[3] == "yes",
                    l[5].Split("; ", StringSplitOptions.RemoveEmptyEntries),
                    [.. l[6].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(u => new Uri(u))]));
        return new([.. entries["step"]], [.. entries["meanwhile"]], [.. entries["rule"]]);
    }
}
