using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Alforis.Crm.Data.Json;

/// <summary>Turns an action's rendered settings into its settings record.</summary>
public static class SettingsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new TextOrNumberConverter() },
    };

    /// <summary>The settings, or what is wrong with them: a placeholder can bring a value of another type only at run time.</summary>
    /// <typeparam name="T">The settings record.</typeparam>
    /// <param name="settings">The settings, every placeholder filled in.</param>
    /// <returns>The record, or a sentence for people that names the setting.</returns>
    public static (T? Settings, string? Problem) Read<T>(JsonObject settings)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return (settings.Deserialize<T>(Options), null);
        }
        catch (JsonException e)
        {
            var path = e.Path is null or "$" ? "The settings" : $"The setting '{e.Path.TrimStart('$', '.')}'";
            return (null, $"{path} cannot be used: {e.InnerException?.Message ?? "a value has the wrong type or is missing."}");
        }
    }

    /// <summary>Reads ids that definitions and placeholders give as numbers.</summary>
    private sealed class TextOrNumberConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.Number) return reader.GetString();
            using var number = JsonDocument.ParseValue(ref reader);
            return number.RootElement.GetRawText();
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
