using System.Text;
using System.Text.Json.Nodes;

namespace Mimic.Charts;

/// <summary>Numbers, dates and names as JSON holds them.</summary>
internal static class PlotlyValues
{
    public static JsonArray Array(Coordinates values) => values.Kind switch
    {
        AxisKind.Category => Array(values.Names),
        AxisKind.Date => new JsonArray([.. values.Numbers.Select(Iso)]),
        _ => Array(values.Numbers),
    };

    public static JsonArray Array(double[] values) => new([.. values.Select(Number)]);

    public static JsonArray Array(string[] values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(Text(v)))]);

    /// <summary>JSON has no NaN and no infinity; Plotly takes null for a gap.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonNode? Iso(double days) =>
        double.IsFinite(days) ? JsonValue.Create(Invariant($"{Coordinates.Date(days):yyyy-MM-ddTHH:mm:ss}")) : null;

    /// <summary>A position on an axis.</summary>
    public static JsonNode? At(double value, AxisKind? kind) => kind == AxisKind.Date ? Iso(value) : Number(value);

    /// <summary>The first of some coordinates.</summary>
    public static JsonNode? First(Coordinates values) => Array(values)[0]?.DeepClone();

    /// <summary>Lone surrogates, which JSON cannot hold, replaced.</summary>
    public static string Text(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
