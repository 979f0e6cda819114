using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimic.Access;

/// <summary>
/// Where data come from, and so what may be done with them. The tag travels from the data set to everything that is made
/// from it: trajectories, cohorts, feature tables, models, figures and pages.
/// </summary>
/// <remarks>The order is that of strictness. The default is the strictest: a tag that nobody set, or that a file lacks, is credentialed.</remarks>
[JsonConverter(typeof(SourceTagConverter))]
public enum SourceTag
{
    /// <summary>Invented by the generator of this project (see data-demo); free to share.</summary>
    Synthetic = -2,

    /// <summary>The open demo of MIMIC-IV (100 patients, Open Database License); may be shared under its licence.</summary>
    OpenDemo = -1,

    /// <summary>
    /// Under PhysioNet's credentialed data use agreement: neither rows nor what is derived from them may be passed on.
    /// Data of unknown origin count as credentialed.
    /// </summary>
    Credentialed = 0,
}

/// <summary>Writes the name of a tag, and reads whatever is no known name as the strictest.</summary>
internal sealed class SourceTagConverter : JsonConverter<SourceTag>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override SourceTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return SourceTags.Parse(reader.GetString());
        }

        reader.Skip();
        return SourceTag.Credentialed;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
