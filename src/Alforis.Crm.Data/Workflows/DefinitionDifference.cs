using System.Text.Json;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Compares definitions. Thread-safe.</summary>
internal static class DefinitionDifference
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The names of members that one has and the other has not, or has with another value; the order of members and how they are written say nothing.</summary>
    /// <param name="before">A definition.</param>
    /// <param name="after">Another.</param>
    /// <returns>In the order of the later definition, then what it has no more; <see langword="null"/> when one of them is no JSON object.</returns>
    public static IReadOnlyList<string>? Between(string before, string after)
    {
        try
        {
            using var old = JsonDocument.Parse(before, Lenient);
            using var recent = JsonDocument.Parse(after, Lenient);
            if (old.RootElement.ValueKind != JsonValueKind.Object || recent.RootElement.ValueKind != JsonValueKind.Object) return null;
            var changed = recent.RootElement.EnumerateObject().Where(m => !IsIn(old.RootElement, m)).Select(m => m.Name);
            var gone = old.RootElement.EnumerateObject().Where(m => !recent.RootElement.TryGetProperty(m.Name, out _)).Select(m => m.Name);
            return [.. changed.Concat(gone).Distinct(StringComparer.Ordinal)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsIn(JsonElement definition, JsonProperty member) =>
        definition.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(value, member.Value);
}
