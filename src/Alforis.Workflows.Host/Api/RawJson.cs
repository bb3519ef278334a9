using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alforis.Workflows.Host.Api;

/// <summary>JSON that is stored as text and answered as it is, however deep it is nested.</summary>
/// <param name="Utf8">The text, known to be JSON.</param>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The JSON of a text; <see langword="null"/> of none.</summary>
    public static RawJson? Of(string? text) => text is null ? null : new RawJson(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A list that was not recorded is one without elements.</summary>
    public static RawJson List(string? text) => Of(text) ?? new RawJson("[]"u8.ToArray());

    /// <summary>The values of some members of the object that a text is; those that it does not have are left out.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="names">The members.</param>
    public static Dictionary<string, RawJson> Members(ReadOnlyMemory<byte> utf8, params IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, RawJson>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (wanted.Contains(name)) found[name] = new RawJson(utf8[start..(int)reader.BytesConsumed]);
        }

        return found;
    }

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new RawJson(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
