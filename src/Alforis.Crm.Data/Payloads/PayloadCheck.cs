using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Payloads;

/// <summary>What is not as a schema wants it.</summary>
/// <param name="Pointer">Where in the payload.</param>
/// <param name="Message">What is wanted, as a sentence.</param>
internal sealed record PayloadMismatch(string Pointer, string Message);

/// <summary>One check of a payload against a schema, whose keywords are all known. Not thread-safe.</summary>
internal sealed class PayloadCheck(PayloadSchema schema)
{
    /// <summary>Choices within choices, or references that lead to themselves, could go on for very long.</summary>
    private const int MostSteps = 100_000;

    private const int MostDepth = 200;

    /// <summary>Characters of texts times sizes of the patterns that they are held against: about a tenth of a second.</summary>
    private const long MostMatching = 25_000_000;

    private int steps;
    private long matching;
    private int depth;
    private PayloadMismatch? givenUp;

    /// <summary>The first mismatch of a payload, or <see langword="null"/>. What is given up on is one, also below <c>not</c>.</summary>
    public PayloadMismatch? Run(JsonElement payload)
    {
        var found = Find(schema.Root, payload, "");
        return givenUp ?? found;
    }

    private PayloadMismatch? Find(JsonElement wanted, JsonElement value, string pointer)
    {
        if (givenUp is not null) return givenUp;
        if (wanted.ValueKind == JsonValueKind.True) return null;
        if (wanted.ValueKind == JsonValueKind.False) return new(pointer, "nothing may stand here.");
        if (++steps > MostSteps || depth >= MostDepth) return GiveUp(pointer);
        depth++;
        PayloadMismatch? found = null;
        foreach (var keyword in wanted.EnumerateObject())
        {
            found = Ask(keyword.Name, keyword.Value, wanted, value, pointer);
            if (found is not null) break;
        }

        depth--;
        return found;
    }

    private PayloadMismatch? Ask(string keyword, JsonElement rule, JsonElement wanted, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "$ref":
                return Find(schema.Target(rule.GetString()!)!.Value, value, pointer);
            case "allOf":
                return rule.EnumerateArray().Select(s => Find(s, value, pointer)).FirstOrDefault(m => m is not null);
            case "anyOf":
                return rule.EnumerateArray().Any(s => Find(s, value, pointer) is null) ? null : new(pointer, "it is none of what 'anyOf' allows.");
            case "oneOf":
                return rule.EnumerateArray().Count(s => Find(s, value, pointer) is null) == 1 ? null : new(pointer, "it is not exactly one of what 'oneOf' allows.");
            case "not":
                return Find(rule, value, pointer) is null ? new(pointer, "it is what 'not' excludes.") : null;
            case "type":
                return IsOf(rule, value) ? null : new(pointer, $"it is {Describe(value)}; it must be {string.Join(" or ", Texts(rule))}.");
            case "enum":
                steps += rule.GetArrayLength();
                return rule.EnumerateArray().Any(v => IsSame(v, value)) ? null : new(pointer, $"it must be one of {rule.GetRawText()}.");
            case "const":
                return IsSame(rule, value) ? null : new(pointer, $"it must be {rule.GetRawText()}.");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => AskObject(keyword, rule, wanted, value, pointer),
            JsonValueKind.Array => AskList(keyword, rule, value, pointer),
            JsonValueKind.String => AskText(keyword, rule, value.GetString()!, pointer),
            JsonValueKind.Number => PayloadScalars.AskNumber(keyword, rule, value.GetDecimal()) is { } problem ? new(pointer, problem) : null,
            _ => null,
        };
    }

    private PayloadMismatch GiveUp(string pointer) => givenUp = new(pointer, "it would take too long to find out.");

    private PayloadMismatch? AskText(string keyword, JsonElement rule, string text, string pointer)
    {
        if (keyword == "pattern") return AskPattern(schema.Pattern(rule.GetString()!), rule, text, pointer);
        return PayloadScalars.AskText(keyword, rule, text) is { } problem ? new(pointer, problem) : null;
    }

    private PayloadMismatch? AskPattern(PayloadPattern pattern, JsonElement rule, string text, string pointer)
    {
        matching += (long)pattern.Size * text.Length;
        if (matching > MostMatching) return GiveUp(pointer);
        return pattern.Regex.IsMatch(text) ? null : new(pointer, $"it does not match {rule.GetRawText()}.");
    }

    private PayloadMismatch? AskObject(string keyword, JsonElement rule, JsonElement wanted, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "required":
                return rule.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _))
                    .Select(n => new PayloadMismatch(pointer, $"'{n.GetString()}' is missing.")).FirstOrDefault();
            case "properties":
                return rule.EnumerateObject().Where(p => value.TryGetProperty(p.Name, out _))
                    .Select(p => Find(p.Value, value.GetProperty(p.Name), pointer + JsonPlace.Step(p.Name))).FirstOrDefault(m => m is not null);
            case "additionalProperties":
                var isNamed = wanted.TryGetProperty("properties", out var named);
                return value.EnumerateObject().Where(p => !(isNamed && named.TryGetProperty(p.Name, out _)) && !IsAdded(p.Name, pointer))
                    .Select(p => Find(rule, p.Value, pointer + JsonPlace.Step(p.Name))).FirstOrDefault(m => m is not null);
            default:
                return null;
        }
    }

    /// <summary>The sender need not have sent it: what the event is may say the hook.</summary>
    private static bool IsAdded(string name, string pointer) => pointer.Length == 0 && name == HookPayload.EventMember;

    private PayloadMismatch? AskList(string keyword, JsonElement rule, JsonElement value, string pointer) => keyword switch
    {
        "minItems" when value.GetArrayLength() < rule.GetInt32() => new(pointer, $"it must have at least {rule.GetRawText()} elements."),
        "maxItems" when value.GetArrayLength() > rule.GetInt32() => new(pointer, $"it must have at most {rule.GetRawText()} elements."),
        "items" => value.EnumerateArray().Select((e, i) => Find(rule, e, pointer + JsonPlace.Step(i))).FirstOrDefault(m => m is not null),
        _ => null,
    };

    private static bool IsSame(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other);

    private static bool IsOf(JsonElement types, JsonElement value) => Texts(types).Any(type => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.Null,
    });

    private static IEnumerable<string> Texts(JsonElement types) =>
        types.ValueKind == JsonValueKind.String ? [types.GetString()!] : types.EnumerateArray().Select(t => t.GetString()!);

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + value.GetRawText(),
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        _ => value.GetBoolean().ToString(CultureInfo.InvariantCulture).ToLowerInvariant(),
    };
}
