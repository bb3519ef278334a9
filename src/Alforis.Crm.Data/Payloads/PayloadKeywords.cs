using System.Collections.Frozen;
using System.Text.Json;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Crm.Data.Payloads;

/// <summary>The keywords that payload schemas may have. What would be ignored is refused, so that nobody relies on it.</summary>
internal static class PayloadKeywords
{
    private const int MostSchemas = 5_000;

    private static readonly FrozenDictionary<string, Func<PayloadSchema, JsonElement, string?>> Known =
        new Dictionary<string, Func<PayloadSchema, JsonElement, string?>>(StringComparer.Ordinal)
        {
            ["type"] = (_, v) => IsTypes(v) ? null : "is one of string, number, integer, boolean, array, object, null, or a list of them",
            ["enum"] = (_, v) => v.ValueKind == JsonValueKind.Array && v.GetArrayLength() > 0 ? null : "is a list of values, at least one",
            ["const"] = (_, _) => null,
            ["required"] = (_, v) => IsTexts(v) ? null : "is a list of names",
            ["minimum"] = (_, v) => Number(v), ["maximum"] = (_, v) => Number(v), ["exclusiveMinimum"] = (_, v) => Number(v), ["exclusiveMaximum"] = (_, v) => Number(v),
            ["minLength"] = (_, v) => Count(v), ["maxLength"] = (_, v) => Count(v), ["minItems"] = (_, v) => Count(v), ["maxItems"] = (_, v) => Count(v),
            ["pattern"] = Pattern,
            ["format"] = (_, v) => v.ValueKind == JsonValueKind.String && v.GetString() is "date" or "date-time" ? null : "is \"date\" or \"date-time\" here; write a 'pattern' for others",
            ["$ref"] = (s, v) => v.ValueKind == JsonValueKind.String && s.Target(v.GetString()!) is not null ? null : "is a place in the schema, such as \"#/$defs/NAME\"",
            ["properties"] = Schemas, ["$defs"] = Schemas, ["definitions"] = Schemas,
            ["items"] = Schema, ["additionalProperties"] = Schema, ["not"] = Schema,
            ["anyOf"] = List, ["oneOf"] = List, ["allOf"] = List,
            ["$schema"] = Said, ["$id"] = Said, ["$comment"] = Said, ["title"] = Said, ["description"] = Said, ["default"] = Said, ["examples"] = Said, ["deprecated"] = Said,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object", "null"];

    /// <summary>What is wrong with a schema, as a sentence that says where.</summary>
    public static string? FindProblem(PayloadSchema schema)
    {
        var open = new Stack<(JsonElement Schema, string Pointer)>([(schema.Root, "")]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var current))
        {
            // A reference may lead to what is looked at anyway, or to itself.
            if (!seen.Add(current.Pointer)) continue;
            if (seen.Count > MostSchemas) return FormattableString.Invariant($"'payload_schema' has more than {MostSchemas} parts.");
            if (current.Schema.ValueKind is JsonValueKind.True or JsonValueKind.False) continue;
            if (current.Schema.ValueKind != JsonValueKind.Object) return Problem(current.Pointer, "a schema is an object, true or false.");
            foreach (var keyword in current.Schema.EnumerateObject())
            {
                var place = current.Pointer + JsonPlace.Step(keyword.Name);
                if (!Known.TryGetValue(keyword.Name, out var rule)) return Problem(place, $"'{keyword.Name}' is not supported. Supported are: {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.");
                if (rule(schema, keyword.Value) is { } form) return Problem(place, $"'{keyword.Name}' {form}.");
                foreach (var inner in Inner(schema, keyword.Name, keyword.Value, place)) open.Push(inner);
            }
        }

        return null;
    }

    private static IEnumerable<(JsonElement, string)> Inner(PayloadSchema schema, string keyword, JsonElement value, string place) => keyword switch
    {
        // What it leads to need not be where schemas stand: it may be an example, or a title.
        "$ref" => [(schema.Target(value.GetString()!)!.Value, PayloadSchema.Place(value.GetString()!))],
        "properties" or "$defs" or "definitions" => value.EnumerateObject().Select(p => (p.Value, place + JsonPlace.Step(p.Name))),
        "anyOf" or "oneOf" or "allOf" => value.EnumerateArray().Select((s, i) => (s, place + JsonPlace.Step(i))),
        "items" or "additionalProperties" or "not" => [(value, place)],
        _ => [],
    };

    private static string Problem(string pointer, string problem) => $"The schema cannot be used, at {(pointer.Length == 0 ? "its root" : pointer)}: {problem}";

    private static string? Said(PayloadSchema schema, JsonElement value) => null;

    private static string? Schema(PayloadSchema schema, JsonElement value) => null;

    private static string? Schemas(PayloadSchema schema, JsonElement value) => value.ValueKind == JsonValueKind.Object ? null : "is an object of schemas";

    private static string? List(PayloadSchema schema, JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? null : "is a list of schemas, at least one";

    private static string? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : "is a number";

    private static string? Count(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? null : "is a whole number from 0 on";

    private static string? Pattern(PayloadSchema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return "is a regular expression";
        var pattern = value.GetString()!;
        if (pattern.Length > ParseLimits.MaxPatternLength) return FormattableString.Invariant($"is a regular expression of at most {ParseLimits.MaxPatternLength} characters; this one has {pattern.Length}");
        try
        {
            if (PatternSize.Of(pattern) is not { } size) return "is a regular expression without comments and spaces that mean nothing, (?x)";
            if (size > ParseLimits.MaxPatternSize) return FormattableString.Invariant($"is too large: its counted repeats make more than {ParseLimits.MaxPatternSize} characters of it; repeat less, write + or *, or use 'maxLength'");
            schema.AddPattern(pattern, size);
            return schema.PatternsSize <= ParseLimits.MaxPatternsSize ? null : "is too large together with the other patterns of the schema; shorten them, or leave some out";
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return "is a regular expression without lookaround and back references; this one cannot be used";
        }
    }

    private static bool IsTypes(JsonElement value) =>
        (value.ValueKind == JsonValueKind.String && Types.Contains(value.GetString(), StringComparer.Ordinal))
        || (IsTexts(value) && value.GetArrayLength() > 0 && value.EnumerateArray().All(t => Types.Contains(t.GetString(), StringComparer.Ordinal)));

    private static bool IsTexts(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String);
}
