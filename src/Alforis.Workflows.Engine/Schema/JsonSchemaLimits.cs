using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Derives what a field can hold from the keywords that bound values; others restrict in ways that actions are not checked for.</summary>
internal static class JsonSchemaLimits
{
    public static FieldLimits Of(JsonSchemaNode schema, JsonSchemaType type, ValueKind? itemKind)
    {
        var texts = itemKind is null ? schema : schema["items"] is { ValueKind: JsonValueKind.Object } items ? schema.At(items, "items") : schema;
        var limits = new FieldLimits
        {
            Minimum = Number(schema, "minimum"),
            Maximum = Number(schema, "maximum"),
            ExclusiveMinimum = Number(schema, "exclusiveMinimum"),
            ExclusiveMaximum = Number(schema, "exclusiveMaximum"),
            Decimals = type.IsWhole ? 0 : null,
            MaxLength = Count(texts, "maxLength"),
            MaxItems = Count(schema, "maxItems"),
            NotBlank = Count(texts, "minLength") > 0,
        };
        return limits == FieldLimits.None ? FieldLimits.None : limits;
    }

    private static decimal? Number(JsonSchemaNode schema, string keyword) => schema[keyword] switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.Number } => null,
        _ => throw new JsonSchemaException($"{schema.Pointer}/{keyword}", $"'{keyword}' is a number."),
    };

    private static int? Count(JsonSchemaNode schema, string keyword) => schema[keyword] switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= 0 => value,
        _ => throw new JsonSchemaException($"{schema.Pointer}/{keyword}", $"'{keyword}' is a whole number from 0."),
    };
}
