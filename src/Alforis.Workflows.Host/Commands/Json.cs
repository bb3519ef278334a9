using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands;

/// <summary>How verbs write JSON: for people and for <c>jq</c>, never into a page, so letters with accents stay letters.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>A document to print: what a terminal would obey is escaped, also where JSON does not ask for it.</summary>
    public static string Print<T>(T document) => VisibleText.Lines(JsonSerializer.Serialize(document, Options));
}
