using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mimic.Trajectories;

/// <summary>How a patient is written to a file.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated values with a header, UTF-8, one line per event (texts may hold line breaks, quoted).</summary>
    Csv,

    /// <summary>One JSON object with the patient's number, source, split and events.</summary>
    Json,
}

/// <summary>Writes one patient to CSV or JSON.</summary>
internal static class PatientExport
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.FFFFFF";

    public static int Write(Trajectory patient, Split split, string path, ExportFormat format, int? hadmId)
    {
        if (hadmId is { } admission && !patient.Any(e => e.HadmId == admission))
        {
            throw new MimicException(
                $"Patient {patient.SubjectId} has no events of admission {admission}.",
                $"The events of kind {EventCodes.Admission} carry the hadm_id of each admission of a patient.");
        }

        var events = patient.Where(e => hadmId is null || e.Time is null || e.HadmId == hadmId).ToList();
        try
        {
            WholeFile.Write(path, temporary =>
            {
                if (format == ExportFormat.Csv)
                {
                    WriteCsv(temporary, events);
                }
                else
                {
                    WriteJson(temporary, patient, split, hadmId, events);
                }
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{path} cannot be written: {e.Message}", "Choose another file, or make room.", e);
        }

        return events.Count;
    }

    private static void WriteCsv(string path, List<TrajectoryEvent> events)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.NewLine = "\n";
        writer.WriteLine("subject_id,time,code,numeric_value,text_value,unit,hadm_id,stay_id,table,available_time");
        foreach (var e in events)
        {
            writer.WriteLine(string.Join(
                ',',
                e.SubjectId, TimeText(e.Time), Quoted(e.Code), e.NumericValue?.ToString("R", CultureInfo.InvariantCulture),
                Quoted(e.TextValue), Quoted(e.Unit), e.HadmId, e.StayId, Quoted(e.Table), TimeText(e.AvailableTime)));
        }
    }

    private static string? TimeText(DateTime? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    // An absent text is nothing at all, an empty one a pair of quotes: so both can be told apart.
    private static string? Quoted(string? text) => text switch
    {
        null => null,
        "" => "\"\"",
        _ when text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text[0] == ' ' || text[^1] == ' ' =>
            $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => text,
    };

    private static void WriteJson(string path, Trajectory patient, Split split, int? hadmId, List<TrajectoryEvent> events)
    {
        using var file = File.Create(path);
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var json = new Utf8JsonWriter(file, options);
        json.WriteStartObject();
        json.WriteNumber("subject_id", patient.SubjectId);
        json.WriteString("source", JsonNamingPolicy.SnakeCaseLower.ConvertName(patient.Source.ToString()));
        json.WriteString("split", split.Name());
        WriteNumber(json, "hadm_id", hadmId);
        json.WriteStartArray("events");
        foreach (var e in events)
        {
            json.WriteStartObject();
            json.WriteString("time", TimeText(e.Time));
            json.WriteString("code", e.Code);
            if (e.NumericValue is { } number)
            {
                json.WriteNumber("numeric_value", number);
            }

            WriteText(json, "text_value", e.TextValue);
            WriteText(json, "unit", e.Unit);
            WriteNumber(json, "hadm_id", e.HadmId);
            WriteNumber(json, "stay_id", e.StayId);
            json.WriteString("table", e.Table);
            WriteText(json, "available_time", TimeText(e.AvailableTime));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } n)
        {
            json.WriteNumber(name, n);
        }
    }
}
