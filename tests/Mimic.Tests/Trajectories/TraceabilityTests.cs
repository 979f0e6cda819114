using System.Globalization;
using System.IO.Compression;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>
/// Every laboratory and charted number of the open demo is in the store, as an event with the row's patient, time, code, unit,
/// admission and stay, and no event has a number without such a row. The tables are read here a second time, in the plainest way.
/// </summary>
public sealed class TraceabilityTests
{
    private sealed record Number(
        int Subject, DateTime? Time, string Code, float Value, string? Unit, int? Admission, int? Stay, DateTime? Available, string Table);

    [Fact]
    public void Every_number_of_the_open_demo_has_its_row_and_every_row_its_number() =>
        Check(RealDemo.PathOrSkip(), labs: 107_727, charted: 668_862);

    [Fact]
    public void Every_number_of_the_synthetic_hospital_has_its_row_and_every_row_its_number() => Check(Repository.DataDemo);

    private static void Check(string folder, int? labs = null, int? charted = null)
    {
        using var output = new TemporaryFolder();
        var data = MimicDataset.Open(folder);
        var store = TrajectoryBuilder.Build(data, new() { Output = output.Path, Cpus = 2 });
        var wanted = new Dictionary<Number, int>();
        foreach (var (table, rows) in new[] { ("hosp/labevents", labs), ("icu/chartevents", charted) })
        {
            var read = 0;
            foreach (var row in Rows(data.Find(table)!.Path))
            {
                read++;
                if (NumberOf(table, row) is { } number)
                {
                    wanted[number] = wanted.GetValueOrDefault(number) + 1;
                }
            }

            Assert.Equal(rows ?? read, read);
        }

        Assert.NotEmpty(wanted);
        var without = 0;
        foreach (var e in store.ReadAll().SelectMany(t => t).Where(e => e is { NumericValue: not null, Table: "hosp/labevents" or "icu/chartevents" }))
        {
            var number = new Number(
                e.SubjectId, e.Time, e.Code, (float)e.NumericValue!.Value, e.Unit, e.HadmId, e.StayId, e.AvailableTime, e.Table);
            var left = wanted.GetValueOrDefault(number) - 1;
            without += left < 0 ? 1 : 0;
            wanted[number] = left;
        }

        // Counts only: a value of a patient belongs in no message.
        Assert.Equal((0, 0), (without, wanted.Values.Where(n => n > 0).Sum()));
    }

    /// <summary>What the row's event must be; null for a row without a number.</summary>
    private static Number? NumberOf(string table, Func<string, string?> row)
    {
        if (row("valuenum") is not { Length: > 0 } value)
        {
            return null;
        }

        var unit = row("valueuom") is var text and not ("" or "None") ? text : null;
        var (charted, stored) = (Time(row("charttime")), Time(row("storetime")));
        return new(
            Id(row("subject_id"))!.Value,
            charted ?? stored,
            $"{(table == "hosp/labevents" ? "LAB" : "CHART")}//{row("itemid")}//{unit ?? "UNK"}",
            (float)double.Parse(value, CultureInfo.InvariantCulture),
            unit,
            Id(row("hadm_id")),
            Id(row("stay_id")),
            stored,
            table);
    }

    private static int? Id(string? field) => string.IsNullOrEmpty(field) ? null : int.Parse(field, CultureInfo.InvariantCulture);

    private static DateTime? Time(string? field) =>
        string.IsNullOrEmpty(field) ? null : DateTime.ParseExact(field, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<Func<string, string?>> Rows(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var header = Row(text)!;
        var positions = header.Index().ToDictionary(c => c.Item, c => c.Index);
        while (Row(text) is { } fields)
        {
            Assert.Equal(header.Count, fields.Count);
            yield return column => positions.TryGetValue(column, out var position) ? fields[position].Trim() : null;
        }
    }

    // Character by character: fields between commas, in quotes where they hold commas, line ends or quotes (then doubled).
    private static List<string>? Row(StreamReader text)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            var c = (char)next;
            if (c == '"' && quoted && text.Peek() == '"')
            {
                field.Append((char)text.Read());
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c is ',' or '\n' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    return fields;
                }
            }
            else if (c != '\r' || quoted)
            {
                field.Append(c);
            }
        }

        return fields.Count > 0 || field.Length > 0 ? [.. fields, field.ToString()] : null;
    }
}
