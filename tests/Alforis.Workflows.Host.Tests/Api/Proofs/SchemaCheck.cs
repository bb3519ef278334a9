using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Host.Tests.Api.Document;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Holds values to the part of JSON Schema that the document uses. A keyword that it does not know is an error, too.</summary>
internal sealed class SchemaCheck(ApiDocumentText document)
{
    private static readonly HashSet<string> Annotations = new(
        ["description", "default", "example", "examples", "externalDocs", "title", "deprecated", "discriminator", "readOnly", "writeOnly"], StringComparer.Ordinal);

    /// <summary>What is wrong with a value, each with its place.</summary>
    public IEnumerable<string> Errors(JsonNode? value, JsonNode schema, string at = "")
    {
        var node = document.Resolve(schema);
        return node.Where(k => !Annotations.Contains(k.Key)).SelectMany(k => Keyword(k.Key, k.Value!, node, value, at));
    }

    private IEnumerable<string> Keyword(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at)
    {
        switch (keyword)
        {
            case "type":
                var types = rule is JsonArray several ? several.Select(t => (string)t!).ToArray() : [(string)rule!];
                if (!types.Any(t => Is(t, value))) yield return $"{at} is {Kind(value)}, not {string.Join('|', types)}";
                break;
            case "enum":
                if (!rule.AsArray().Any(v => JsonNode.DeepEquals(v, value)) && value is not null) yield return $"{at} is {value}, none of {rule.ToJsonString()}";
                break;
            case "const":
                if (!JsonNode.DeepEquals(rule, value)) yield return $"{at} is not {rule.ToJsonString()}";
                break;
            case "required" when value is JsonObject o:
                foreach (var name in rule.AsArray().Select(n => (string)n!).Where(n => !o.ContainsKey(n))) yield return $"{at}/{name} lacks";
                break;
            case "properties" when value is JsonObject o:
                foreach (var (name, member) in rule.AsObject())
                    if (o.TryGetPropertyValue(name, out var v))
                        foreach (var error in Errors(v, member!, $"{at}/{name}")) yield return error;
                break;
            case "additionalProperties" when value is JsonObject o:
                foreach (var (name, v) in o.Where(m => schema["properties"]?.AsObject().ContainsKey(m.Key) != true))
                {
                    if (rule is JsonObject other)
                        foreach (var error in Errors(v, other, $"{at}/{name}")) yield return error;
                    else if (rule.GetValueKind() == JsonValueKind.False) yield return $"{at}/{name} is not in the schema";
                }

                break;
            case "items" when value is JsonArray a:
                for (var i = 0; i < a.Count; i++)
                    foreach (var error in Errors(a[i], rule, $"{at}/{i}")) yield return error;
                break;
            case "oneOf" or "anyOf":
                var branches = rule.AsArray().Select(branch => Errors(value, branch!, at).ToList()).ToList();
                if (branches.All(b => b.Count > 0)) yield return $"{at} is none of {branches.Count}: {string.Join("; ", branches.Select(b => b[0]))}";
                break;
            case "allOf":
                foreach (var error in rule.AsArray().SelectMany(part => Errors(value, part!, at))) yield return error;
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                if (Number(value) is { } number && Number(rule) is { } bound && !Fits(keyword, number, bound)) yield return $"{at} is {number}: {keyword} {bound}";
                break;
            case "minLength" or "maxLength":
                if (Text(value) is { } text && (keyword == "minLength" ? text.Length < (int)rule! : text.Length > (int)rule!)) yield return $"{at} is {text.Length} long: {keyword} {rule}";
                break;
            case "minItems" or "maxItems":
                if (value is JsonArray list && (keyword == "minItems" ? list.Count < (int)rule! : list.Count > (int)rule!)) yield return $"{at} has {list.Count} items: {keyword} {rule}";
                break;
            case "pattern":
                if (Text(value) is { } matched && !Regex.IsMatch(matched, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(1))) yield return $"{at} does not match {rule}";
                break;
            case "format":
                if (Text(value) is { } formatted && !HasFormat((string)rule!, formatted)) yield return $"{at} is '{formatted}', no {rule}";
                break;
            case "required" or "properties" or "additionalProperties" or "items":
                break;
            default:
                yield return $"{at}: the test does not know the keyword '{keyword}'";
                break;
        }
    }

    private static bool Fits(string keyword, decimal number, decimal bound) => keyword switch
    {
        "minimum" => number >= bound,
        "maximum" => number <= bound,
        "exclusiveMinimum" => number > bound,
        _ => number < bound,
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "uuid" => Guid.TryParse(text, out _),
        "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        _ => false,
    };

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "integer" => Number(value) is { } number && decimal.IsInteger(number),
        "number" => Kind(value) == "number",
        _ => Kind(value) == type,
    };

    private static string Kind(JsonNode? value) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string? Text(JsonNode? value) => Kind(value) == "string" ? (string)value! : null;

    private static decimal? Number(JsonNode? value) =>
        Kind(value) == "number" && decimal.TryParse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
