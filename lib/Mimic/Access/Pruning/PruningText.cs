using System.Net;
using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>Puts a <see cref="PruningRecord"/> into words.</summary>
internal static class PruningText
{
    private const int FingerprintShown = 12;

    /// <summary>What those who are kept by a step have in common.</summary>
    public static string Kept(PruningStep step) => step.Kind == PruningKind.Inclusion ? step.Criterion : $"Not: {step.Criterion}";

    public static string Paragraph(PruningRecord r)
    {
        var text = new StringBuilder(Invariant($"{r.Result}, from {Words(r.Source)}. Population: {r.Population} ({r.Count:#,0} {r.Unit}). "));
        if (r.Steps.Count == 0)
        {
            text.Append("Nothing was left out. ");
        }

        Criteria(text, "Included, in this order: ", r.Steps, PruningKind.Inclusion);
        Criteria(text, "Left out: ", r.Steps, PruningKind.Exclusion);
        if (r.Steps.Count > 0)
        {
            text.Append(Invariant($"{r.Left:#,0} of {r.Count:#,0} {r.Unit} are left{Percent(r.Left, r.Count)}. "));
        }

        foreach (var note in r.Notes)
        {
            text.Append(note).Append(' ');
        }

        if (r.Parameters.Count > 0)
        {
            text.Append("Settings: ").AppendJoin("; ", r.Parameters.Select(p => $"{p.Key}: {p.Value}")).Append(". ");
        }

        if (r.Seed is { } seed)
        {
            text.Append(Invariant($"Seed {seed}. "));
        }

        if (r.Inputs.Count > 0)
        {
            text.Append("Inputs: ").AppendJoin(
                ", ", r.Inputs.Select(i => $"{i.Key} (fingerprint {i.Value[..Math.Min(i.Value.Length, FingerprintShown)]})")).Append(". ");
        }

        return text.Append($"Made with {r.Library}.").ToString();
    }

    public static Table ToTable(PruningRecord r)
    {
        var table = new Table("criterion", "kind", "left", "left out", "left out (%)") { Caption = $"{r.Result}: {r.Unit}" };
        table.Add(r.Population, string.Empty, r.Count, null, null);
        foreach (var s in r.Steps)
        {
            var kind = s.Kind == PruningKind.Inclusion ? "included" : "left out";
            table.Add(s.Criterion, kind, s.After, s.LeftOut, s.Before > 0 ? Math.Round(100.0 * s.LeftOut / s.Before, 1) : null);
        }

        return table;
    }

    public static string ToHtml(PruningRecord record) => string.Concat(
        Chain(record).Select(r => $"<p>{WebUtility.HtmlEncode(r.Paragraph)}</p>{(r.Steps.Count > 0 ? r.ToTable().ToHtml() : string.Empty)}"));

    public static string ToText(PruningRecord record) => string.Join(
        "\n\n", Chain(record).Select(r => Display.Paragraph.Wrap(r.Paragraph) + (r.Steps.Count > 0 ? $"\n\n{r.ToTable()}" : string.Empty)));

    private static IEnumerable<PruningRecord> Chain(PruningRecord record)
    {
        var chain = new Stack<PruningRecord>();
        for (var r = record; r is not null; r = r.Earlier)
        {
            chain.Push(r);
        }

        return chain;
    }

    private static void Criteria(StringBuilder text, string opening, IReadOnlyList<PruningStep> steps, PruningKind kind)
    {
        var chosen = steps.Where(s => s.Kind == kind).ToList();
        if (chosen.Count > 0)
        {
            text.Append(opening).AppendJoin("; ", chosen.Select(s => kind == PruningKind.Inclusion
                ? Invariant($"{s.Criterion} ({s.After:#,0} of {s.Before:#,0})")
                : Invariant($"{s.Criterion} ({s.LeftOut:#,0})"))).Append(". ");
        }
    }

    private static string Percent(long part, long whole) => whole > 0 ? Invariant($" ({100.0 * part / whole:0.0} %)") : string.Empty;

    private static string Words(SourceTag source) => source switch
    {
        SourceTag.Synthetic => "synthetic data",
        SourceTag.OpenDemo => "the open demo of MIMIC-IV",
        _ => "credentialed data",
    };
}
