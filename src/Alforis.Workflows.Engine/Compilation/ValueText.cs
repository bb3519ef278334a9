using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>How values of the context are written: as text in a template, as JSON where the type is kept. Culture-invariant.</summary>
internal static class ValueText
{
    /// <summary>Text without trailing zeros for numbers, ISO 8601 for dates and moments (in the workflow's time zone), lists joined by commas.</summary>
    public static string ToText(object? value, TimeZoneInfo zone) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        DateTime moment => ToText(Moments.FromDateTime(moment), zone),
        JsonElement json => json.ValueKind == JsonValueKind.String ? JsonScalars.Text(json) : json.GetRawText(),
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(item => ToText(item, zone))),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A node of its own. Not for lists.</summary>
    public static JsonNode? ToJson(object? value, TimeZoneInfo zone) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        decimal number => JsonValue.Create(number),
        JsonElement json => JsonNode.Parse(json.GetRawText()),
        float or double => double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture))
            ? JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture))
            : null,
        ulong number => JsonValue.Create(number),
        byte or sbyte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        DateOnly or DateTimeOffset => JsonValue.Create(ToText(value, zone)),
        _ => JsonValue.Create(ToText(value, zone)),
    };
}
