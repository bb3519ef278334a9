using System.Collections.Immutable;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>What a JSON Schema says about one value's type.</summary>
/// <param name="Kind">The kind; free JSON where there is more than one, or none.</param>
/// <param name="IsWhole">Whether a number is whole.</param>
/// <param name="AllowsNull">Whether null is a value.</param>
/// <param name="EnumValues">The values of an enumeration of texts.</param>
internal readonly record struct JsonSchemaType(ValueKind Kind, bool IsWhole, bool AllowsNull, ImmutableArray<string> EnumValues)
{
    private static readonly string[] Known = ["string", "number", "integer", "boolean", "array", "object", "null"];

    public static JsonSchemaType Of(JsonSchemaNode schema)
    {
        var names = Names(schema);
        var allowsNull = schema.Around.AllowsNull || names.Contains("null");
        var types = names.Where(n => n is not "null").ToList();

        // A whole number is a number.
        if (types.Contains("number")) types.Remove("integer");
        if (Values(schema) is { } values)
        {
            allowsNull |= values.Any(v => v.ValueKind == JsonValueKind.Null);
            values.RemoveAll(v => v.ValueKind == JsonValueKind.Null);
            if (values.Count > 0 && values.TrueForAll(v => v.ValueKind == JsonValueKind.String))
            {
                return new(ValueKind.Enum, false, allowsNull, [.. values.Select(v => v.GetString()!).Distinct(StringComparer.Ordinal)]);
            }

            if (types.Count == 0 && values.Count > 0 && values.TrueForAll(v => v.ValueKind == JsonValueKind.Number)) types.Add("number");
        }

        if (types.Count == 0 && schema["properties"] is not null) types.Add("object");
        if (types.Count != 1) return new(ValueKind.Json, false, allowsNull || types.Count == 0, []);
        return new(KindOf(types[0], schema), types[0] == "integer", allowsNull, []);
    }

    private static ValueKind KindOf(string type, JsonSchemaNode schema) => type switch
    {
        "string" => Text(schema, "format") switch
        {
            "date" => ValueKind.Date,
            "date-time" => ValueKind.DateTime,
            _ => ValueKind.Text,
        },
        "number" or "integer" => ValueKind.Number,
        "boolean" => ValueKind.Boolean,
        "array" => ValueKind.List,
        _ => schema["properties"] is null ? ValueKind.Json : ValueKind.Entity,
    };

    private static string? Text(JsonSchemaNode schema, string keyword) =>
        schema[keyword] is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static List<string> Names(JsonSchemaNode schema)
    {
        if (schema["type"] is not { } type) return [];
        var names = type.ValueKind switch
        {
            JsonValueKind.String => [type],
            JsonValueKind.Array => type.EnumerateArray().ToList(),
            _ => throw Unknown(type, schema),
        };
        foreach (var name in names)
        {
            if (name.ValueKind != JsonValueKind.String || !Known.Contains(name.GetString(), StringComparer.Ordinal)) throw Unknown(name, schema);
        }

        return [.. names.Select(n => n.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    private static JsonSchemaException Unknown(JsonElement type, JsonSchemaNode schema) =>
        new($"{schema.Pointer}/type", $"{type.GetRawText()} is no type: the types are {string.Join(", ", Known)}.");

    private static List<JsonElement>? Values(JsonSchemaNode schema)
    {
        if (schema["const"] is { } value) return [value];
        return schema["enum"] switch
        {
            null => null,
            { ValueKind: JsonValueKind.Array } values when values.GetArrayLength() > 0 => [.. values.EnumerateArray()],
            _ => throw new JsonSchemaException($"{schema.Pointer}/enum", "'enum' is a list of values, at least one."),
        };
    }
}
