using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Says in the file's own words why a value does not fit the type that it is read into.</summary>
internal static class ContextFileMismatch
{
    /// <summary>Explains a failed conversion.</summary>
    /// <param name="root">What was read.</param>
    /// <param name="type">The type that it was read into.</param>
    /// <param name="prefix">The pointer of <paramref name="root"/>.</param>
    /// <param name="failure">The serializer's exception; only its path is used.</param>
    public static ContextFileProblem Explain(JsonElement root, Type type, string prefix, JsonException failure)
    {
        var (element, pointer) = (root, new StringBuilder(prefix));
        IReadOnlyList<string>? choices = null;
        foreach (var token in Tokens(failure.Path ?? "$"))
        {
            var info = ContextFileJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            pointer.Append('/').Append(token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            if (info.Kind == JsonTypeInfoKind.Enumerable)
            {
                (type, choices) = (info.ElementType!, null);
                element = element[int.Parse(token, CultureInfo.InvariantCulture)];
                continue;
            }

            var property = info.Properties.FirstOrDefault(p => string.Equals(p.Name, token, StringComparison.Ordinal));
            if (property is null) return Unknown(info, token, pointer.ToString());
            (type, choices) = (property.PropertyType, ContextFileJson.EnumValues(property));
            element = element.GetProperty(token);
        }

        return Describe(element, Nullable.GetUnderlyingType(type) ?? type, choices, pointer.ToString());
    }

    private static ContextFileProblem Describe(JsonElement element, Type type, IReadOnlyList<string>? choices, string pointer)
    {
        var info = ContextFileJson.Options.GetTypeInfo(type);
        if (element.ValueKind == JsonValueKind.Object && info.Kind == JsonTypeInfoKind.Object)
        {
            // An object that is one, with members that all fit: one that it must have is not there.
            var missing = info.Properties.Where(p => p.IsRequired && !element.TryGetProperty(p.Name, out _)).Select(p => $"'{p.Name}'");
            return ContextFileProblem.Value(pointer, $"Missing here: {string.Join(", ", missing)}.");
        }

        if (choices is not null && element.ValueKind == JsonValueKind.String)
            return ContextFileProblem.Value(pointer, $"{element.GetRawText()} is not one of the values.", $"Allowed are: {string.Join(", ", choices)}.");
        return ContextFileProblem.Value(pointer, $"This must be {Expected(type, info)}, not {Found(element)}.");
    }

    private static ContextFileProblem Unknown(JsonTypeInfo info, string name, string pointer)
    {
        var allowed = info.Properties.Where(p => p.Set is not null).Select(p => p.Name).Order(StringComparer.Ordinal);
        return new(CrmDiagnosticCodes.ContextUnknownMember, pointer, $"There is no member '{name}' here.", $"Allowed are: {string.Join(", ", allowed)}.");
    }

    private static string Expected(Type type, JsonTypeInfo info)
    {
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

    /// <summary>The steps of a path such as <c>$.deal.tags[0]</c> or <c>$['odd name']</c>.</summary>
    private static IEnumerable<string> Tokens(string path)
    {
        for (var i = 1; i < path.Length;)
        {
            var (start, end, next) = path.AsSpan(i) switch
            {
                ['[', '\'', ..] when path.IndexOf("']", i, StringComparison.Ordinal) is >= 0 and var close => (i + 2, close, close + 2),
                ['[', ..] when path.IndexOf(']', i) is >= 0 and var close => (i + 1, close, close + 1),
                _ when path.AsSpan(i + 1).IndexOfAny('.', '[') is >= 0 and var length => (i + 1, i + 1 + length, i + 1 + length),
                _ => (i + 1, path.Length, path.Length),
            };
            yield return path[start..end];
            i = next;
        }
    }
}
