using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mimic.Display;

namespace Mimic.Access;

/// <content>What was found, for people and for programs.</content>
public sealed partial class DataUseScan
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The findings as a table, those of the open demo last.</summary>
    public Table ToTable()
    {
        var table = new Table("where", "kind", "shape", "why", "times", "what to do") { Caption = Summary };
        foreach (var finding in Findings.Concat(OpenDemo))
        {
            table.Add(
                finding.Location, finding.IsOpenDemo ? $"{finding.KindName} (open demo)" : finding.KindName, finding.Shape, finding.Why, finding.Count, finding.Remedy);
        }

        return table;
    }

    /// <summary>The findings as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The findings as JSON, for programs.</summary>
    public string ToJson()
    {
        object Plain(DataUseFinding f) => new { f.File, f.Place, f.Line, f.Column, Kind = f.KindName, f.IsOpenDemo, f.Shape, f.Why, f.Remedy, f.Count };
        return JsonSerializer.Serialize(
            new { IsClean, Files, Characters, Allowed, Pictures, Findings = Findings.Select(Plain), OpenDemo = OpenDemo.Select(Plain) }, Layout);
    }

    /// <summary>A line per finding, and the counts at the end.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var finding in Findings)
        {
            text.Append(finding).Append('\n');
        }

        if (OpenDemo.Count > 0)
        {
            var files = OpenDemo.Select(f => f.File).Distinct().ToList();
            text.Append(Invariant($"Open demo: {files.Count:#,0} {(files.Count == 1 ? "file holds" : "files hold")} rows of the open demo or what was made from it, which may be shared under the Open Database License: "))
                .Append(string.Join(", ", files.Take(5))).Append(files.Count > 5 ? Invariant($" and {files.Count - 5:#,0} more") : string.Empty).Append(".\n");
        }

        if (Pictures > 0)
        {
            text.Append(Invariant($"{Pictures:#,0} {(Pictures == 1 ? "picture" : "pictures")} in notebooks cannot be read by a program; look at them yourself.\n"));
        }

        return text.Append(Summary).ToString();
    }

    private string Summary
    {
        get
        {
            var alarms = Findings;
            var kinds = alarms.GroupBy(f => f.KindName).OrderByDescending(g => g.Count()).Select(g => Invariant($"{g.Count():#,0} {g.Key}"));
            var result = alarms.Count == 0
                ? "Nothing that must not be shared"
                : Invariant($"{alarms.Count:#,0} {(alarms.Count == 1 ? "finding" : "findings")} in {alarms.Select(f => f.File).Distinct().Count():#,0} of the files ({string.Join(", ", kinds)})");
            var allowed = Allowed > 0 ? Invariant($", {Allowed:#,0} allowed") : string.Empty;
            return Invariant($"{result}{allowed}: {Files:#,0} {(Files == 1 ? "file" : "files")}, {Characters / 1e6:#,0.0} million characters, {Time.TotalSeconds:0.0} s.");
        }
    }
}
