using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Says in the file's own words why a value does not fit the type that it is to be read into.</summary>
internal static class ContextFileMismatch
{
    /// <summary>The first value that does not fit, in the order of the text; <see langword="null"/> when all do.</summary>
    /// <param name="element">What is to be read.</param>
    /// <param name="type">The type that it is to be read into.</param>
    /// <param name="pointer">The pointer of <paramref name="element"/>.</param>
    /// <param name="isWhole">Whether members that the type requires must be there.</param>
    public static ContextFileProblem? Find(JsonElement element, Type type, string pointer, bool isWhole = true)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(JsonElement)) return null;
        var info = ContextFileJson.Options.GetTypeInfo(type);
        return (info.Kind, element.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FindInMembers(element, info, pointer) ?? (isWhole ? FindMissing(element, info, pointer) : null),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => FindInList(element, info.ElementType!, pointer),
            (JsonTypeInfoKind.None, _) when Fits(element, type) => null,
            _ => Wrong(element, info, pointer),
        };
    }

    private static ContextFileProblem? FindInMembers(JsonElement element, JsonTypeInfo info, string pointer)
    {
        foreach (var member in element.EnumerateObject())
        {
            var place = pointer + JsonPlace.Step(member.Name);
            var property = info.Properties.FirstOrDefault(p => string.Equals(p.Name, member.Name, StringComparison.Ordinal));
            var problem = property is null ? Unknown(info, member.Name, place) : FindInMember(member.Value, property, place);
            if (problem is not null) return problem;
        }

        return null;
    }

    private static ContextFileProblem? FindInMember(JsonElement value, JsonPropertyInfo property, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null && MayBeNull(property)) return null;
        if (ContextFileJson.EnumValues(property) is not { } choices || value.ValueKind != JsonValueKind.String)
            return Find(value, property.PropertyType, pointer);
        return choices.Contains(value.GetString(), StringComparer.Ordinal)
            ? null
            : ContextFileProblem.Value(pointer, $"{value.GetRawText()} is not one of the values.", $"Allowed are: {string.Join(", ", choices)}.");
    }

    private static bool MayBeNull(JsonPropertyInfo property) =>
        property.IsSetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);

    private static ContextFileProblem? FindInList(JsonElement element, Type item, string pointer)
    {
        var index = 0;
        foreach (var value in element.EnumerateArray())
        {
            if (Find(value, item, pointer + JsonPlace.Step(index++)) is { } problem) return problem;
        }

        return null;
    }

    private static ContextFileProblem? FindMissing(JsonElement element, JsonTypeInfo info, string pointer)
    {
        var missing = info.Properties.Where(p => p.IsRequired && !element.TryGetProperty(p.Name, out _)).Select(p => $"'{p.Name}'").ToList();
        return missing.Count == 0 ? null : ContextFileProblem.Value(pointer, $"Missing here: {string.Join(", ", missing)}.");
    }

    private static bool Fits(JsonElement element, Type type)
    {
        if (element.ValueKind == JsonValueKind.Null) return false;
        try
        {
            return element.Deserialize(type, ContextFileJson.Options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ContextFileProblem Wrong(JsonElement element, JsonTypeInfo info, string pointer) =>
        ContextFileProblem.Value(pointer, $"This must be {Expected(info)}, not {Found(element)}.");

    private static ContextFileProblem Unknown(JsonTypeInfo info, string name, string pointer)
    {
        var allowed = info.Properties.Where(p => p.Set is not null).Select(p => p.Name).Order(StringComparer.Ordinal);
        return new(CrmDiagnosticCodes.ContextUnknownMember, pointer, $"There is no member '{name}' here.", $"Allowed are: {string.Join(", ", allowed)}.");
    }

    private static string Expected(JsonTypeInfo info)
    {
        var type = info.Type;
        if (type == typeof(string)) return "a string";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(long)) return "a whole number";
        if (type == typeof(decimal)) return "a number";
        if (type == typeof(DateOnly)) return "a date such as \"2026-03-31\"";
        if (type == typeof(DateTimeOffset)) return "a moment with its offset, such as \"2026-03-02T09:15:00+01:00\"";
        return info.Kind == JsonTypeInfoKind.Enumerable ? "a list" : "an object";
    }

    private static string Found(JsonElement element)
    {
        const int longest = 40;
        return element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => element.GetRawText() is { Length: > longest } text ? string.Concat(text.AsSpan(0, longest), "…") : element.GetRawText(),
        };
    }
}
