using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>JSON that the history keeps, as a line of text.</summary>
internal static class ValueText
{
    private const int MostLength = 200;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON; a long one is cut and ends in <c>…</c>.</summary>
    public static string Of(JsonElement value)
    {
        var text = VisibleText.Line(JsonEscapes.Readable(JsonSerializer.Serialize(value, Compact)));
        var elements = new StringInfo(text);
        return text.Length <= MostLength || elements.LengthInTextElements <= MostLength ? text : elements.SubstringByTextElements(0, MostLength) + "…";
    }

    /// <summary>A member of an object as JSON; <c>null</c> when it is not there.</summary>
    public static string Of(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? Of(value) : "null";

    /// <summary>A text that is a member of an object; <see langword="null"/> when there is none.</summary>
    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? VisibleText.Line(value.GetString()!) : null;

    /// <summary>The elements of a JSON list; none when there is no such list.</summary>
    public static IReadOnlyList<JsonElement> List(string? json)
    {
        if (json is null) return [];
        var list = JsonSerializer.Deserialize<JsonElement>(json);
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
    }
}
