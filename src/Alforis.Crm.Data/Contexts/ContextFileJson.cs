using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Contexts;

/// <summary>How context files are read: strictly, into the types that conditions are evaluated over.</summary>
internal static class ContextFileJson
{
    public static JsonDocumentOptions ReaderOptions { get; } = new() { MaxDepth = 64 };

    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The values of an enumeration, or <see langword="null"/> when the property is none.</summary>
    public static IReadOnlyList<string>? EnumValues(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(EnumValuesAttribute), inherit: false) is [EnumValuesAttribute found] ? found.Values : null;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.Strict,
            Converters = { new OffsetConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { CloseEnumerations } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void CloseEnumerations(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (EnumValues(property) is { } values) property.CustomConverter = new EnumConverter(values);
        }
    }

    /// <summary>Without its offset a moment would depend on the machine that reads it.</summary>
    private sealed class OffsetConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var value)) throw new JsonException();
            var text = reader.GetString()!;
            return text[^1] is 'Z' || (text.Length > 6 && text[^6] is '+' or '-') ? value : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class EnumConverter(IReadOnlyList<string> values) : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && values.Contains(text, StringComparer.Ordinal)
                ? text
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
