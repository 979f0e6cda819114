using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>
/// Where the values of a column come from, in parts that a reader can check against the tables. It travels with the column and stands
/// in the codebook beside each CSV file.
/// </summary>
[JsonConverter(typeof(FeatureOriginJson))]
[TypeFormatterSource]
public sealed record FeatureOrigin
{
    /// <summary>The <see cref="Table"/> of a column whose origin was stored as one text, as files of earlier versions have it.</summary>
    public const string TableInText = "(named in the text)";

    /// <summary>The table or tables, as <c>hosp/labevents</c>.</summary>
    public required string Table { get; init; }

    /// <summary>The items, columns or kinds of rows, as <c>Platelet Count (itemid 51265, 51704)</c>; null if the whole table counts.</summary>
    public string? Items { get; init; }

    /// <summary>
    /// The time that the values were taken from, with its ends, as <c>known by the prediction time (included)</c>. An extractor may leave
    /// it null if it reads <see cref="PatientAsOf.Recent"/>: the builder then states the window of its options.
    /// </summary>
    public string? Window { get; init; }

    /// <summary>The statistic or the rule, in words: <c>valuenum by charttime, largest value</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>The unit of the numbers; null if they have none or the table does not fix one.</summary>
    public string? Unit { get; init; }

    /// <summary>The learned model that made numbers of texts, images or categories, with its settings; null if a formula did.</summary>
    public string? Encoder { get; init; }

    /// <summary>The SHA-256 of the encoder's file, hexadecimal; null if it has no file.</summary>
    public string? EncoderHash { get; init; }

    /// <summary>All parts in one sentence.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Table);
        text.Append(Items is null ? string.Empty : $", {Items}").Append(": ").Append(Statistic)
            .Append(Unit is null ? string.Empty : $", in {Unit}")
            .Append(Window is null ? string.Empty : $"; {Window}")
            .Append(Encoder is null ? string.Empty : $"; encoder: {Encoder}")
            .Append(EncoderHash is null ? string.Empty : $" (SHA-256 {EncoderHash})");
        return text.ToString();
    }

    /// <summary>The same sentence as HTML.</summary>
    public string ToHtml() => $"<p style=\"margin:0.2em 0\">{WebUtility.HtmlEncode(ToString())}</p>";
}

/// <summary>An origin as a JSON object; the plain texts of earlier versions are read too.</summary>
internal sealed class FeatureOriginJson : JsonConverter<FeatureOrigin>
{
    public override FeatureOrigin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new() { Table = FeatureOrigin.TableInText, Statistic = reader.GetString()! };
        }

        var parts = JsonSerializer.Deserialize<Parts>(ref reader);
        return parts is { Table.Length: > 0, Statistic.Length: > 0 }
            ? new()
            {
                Table = parts.Table,
                Items = parts.Items,
                Window = parts.Window,
                Statistic = parts.Statistic,
                Unit = parts.Unit,
                Encoder = parts.Encoder,
                EncoderHash = parts.EncoderHash,
            }
            : throw new JsonException("An origin needs Table and Statistic.");
    }

    public override void Write(Utf8JsonWriter writer, FeatureOrigin value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Part(nameof(value.Table), value.Table);
        Part(nameof(value.Items), value.Items);
        Part(nameof(value.Window), value.Window);
        Part(nameof(value.Statistic), value.Statistic);
        Part(nameof(value.Unit), value.Unit);
        Part(nameof(value.Encoder), value.Encoder);
        Part(nameof(value.EncoderHash), value.EncoderHash);
        writer.WriteEndObject();

        void Part(string name, string? text)
        {
            if (text is not null)
            {
                writer.WriteString(name, text);
            }
        }
    }

    private sealed record Parts(
        string? Table, string? Items, string? Window, string? Statistic, string? Unit, string? Encoder, string? EncoderHash);
}
