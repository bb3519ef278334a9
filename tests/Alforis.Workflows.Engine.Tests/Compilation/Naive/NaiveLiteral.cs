using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>Converts a literal to the type of the field that it stands beside.</summary>
internal static class NaiveLiteral
{
    public static object Convert(JsonNode literal, NaiveType declared, TimeZoneInfo zone)
    {
        var text = literal.GetValueKind() == JsonValueKind.String ? (string)literal! : literal.ToJsonString();
        return declared.Kind switch
        {
            "number" => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            "boolean" => text == "true",
            "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            "moment" => Moment(text, zone),
            "enum" => declared.Values.Single(v => v == Plain(text)),
            "json" => Json(literal, text),
            _ => text,
        };
    }

    private static object Json(JsonNode literal, string text) => literal.GetValueKind() switch
    {
        JsonValueKind.Number => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => text,
    };

    private static DateTimeOffset Moment(string text, TimeZoneInfo zone)
    {
        if (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10) return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        var local = DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Lower case without accents, words joined by underscores.</summary>
    private static string Plain(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
    }
}
