using System.Collections.Immutable;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>
/// Derives fields from a JSON Schema: each object with properties is an entity, each place in the schema once, so that objects may
/// refer to one another. Not thread-safe.
/// </summary>
/// <param name="accessor">How a member is got.</param>
/// <param name="instanceType">The C# type that objects have.</param>
internal sealed class JsonSchemaReader(Func<MemberName, FieldAccessor> accessor, Type instanceType)
{
    /// <summary>Each object in another takes some stack, and references make chains as long as the document.</summary>
    private const int MostDepth = 200;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, EntitySchema?> entities = new(StringComparer.Ordinal);
    private int depth;

    /// <summary>The fields of the document's root, which is the context.</summary>
    /// <exception cref="JsonSchemaException">It cannot be used.</exception>
    public EntitySchema Read(string jsonSchema)
    {
        try
        {
            return Context(JsonElement.Parse(jsonSchema, Strict));
        }
        catch (JsonException e)
        {
            throw new JsonSchemaException("", "it is not JSON. " + e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonSchemaException("", "it has a text with half of a surrogate pair, escaped.", e);
        }
    }

    /// <summary>The same for a document that is read already, and not the context.</summary>
    /// <exception cref="JsonSchemaException">It cannot be used.</exception>
    public EntitySchema Read(JsonElement document) => Whole(document, "what it describes");

    private EntitySchema Context(JsonElement document) => Whole(document, "the context");

    private EntitySchema Whole(JsonElement document, string what)
    {
        var root = JsonSchemaNode.Of(document);
        return JsonSchemaType.Of(root).Kind == ValueKind.Entity
            ? Entity(root)
            : throw new JsonSchemaException(root.Pointer, what + " is an object: write \"type\": \"object\" and its \"properties\".");
    }

    private EntitySchema Entity(JsonSchemaNode schema)
    {
        if (entities.TryGetValue(schema.Pointer, out var known)) return known!;
        if (++depth > MostDepth) throw new JsonSchemaException(schema.Pointer, $"objects are nested more than {MostDepth} deep, references followed.");
        entities[schema.Pointer] = null;
        var properties = schema["properties"]!.Value;
        if (properties.ValueKind != JsonValueKind.Object) throw new JsonSchemaException(schema.Pointer + "/properties", "'properties' is an object.");
        var required = Required(schema);
        ImmutableArray<FieldSchema> fields =
        [
            .. properties.EnumerateObject()
                .Where(p => p.Value.ValueKind != JsonValueKind.False)
                .Select(p => Field(p.Name, schema.At(p.Value, "properties/" + JsonSchemaNode.Escape(p.Name)), required.Contains(p.Name))),
        ];
        depth--;
        return entities[schema.Pointer] = new EntitySchema(instanceType, fields);
    }

    private FieldSchema Field(string name, JsonSchemaNode schema, bool isRequired)
    {
        var type = JsonSchemaType.Of(schema);
        var kind = type.Kind;
        ValueKind? itemKind = null;
        Func<EntitySchema>? itemEntity = null;
        if (kind == ValueKind.Entity) Entity(schema);
        var values = type.EnumValues.IsDefault ? [] : type.EnumValues;
        if (kind == ValueKind.List)
        {
            (itemKind, values) = Items(schema);
            if (itemKind == ValueKind.List) (kind, itemKind) = (ValueKind.Json, null);
            if (itemKind == ValueKind.Entity)
            {
                var item = schema.At(schema["items"]!.Value, "items");
                Entity(item);
                itemEntity = () => entities[item.Pointer]!;
            }
        }

        return new FieldSchema(name, accessor(new MemberName(name)), kind, kind == ValueKind.Entity ? () => entities[schema.Pointer]! : null, itemEntity)
        {
            ItemKind = itemKind,
            EnumValues = values,
            IsNullable = type.AllowsNull || !isRequired,
            IsWritable = schema.Around.IsWritable,
            IsUntracked = schema.Around.IsUntracked,
            Limits = JsonSchemaLimits.Of(schema, type, itemKind),
        };
    }

    /// <summary>What elements are, and the texts that they are one of: those of an enumeration are read as any text is.</summary>
    private static (ValueKind Kind, ImmutableArray<string> Values) Items(JsonSchemaNode schema)
    {
        if (schema["prefixItems"] is not null || schema["items"] is not { ValueKind: JsonValueKind.Object } items) return (ValueKind.Json, []);
        var type = JsonSchemaType.Of(schema.At(items, "items"));
        return type.Kind == ValueKind.Enum ? (ValueKind.Text, type.EnumValues) : (type.Kind, []);
    }

    private static HashSet<string> Required(JsonSchemaNode schema) => schema["required"] switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } names when names.EnumerateArray().All(n => n.ValueKind == JsonValueKind.String) =>
            names.EnumerateArray().Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal),
        _ => throw new JsonSchemaException(schema.Pointer + "/required", "'required' is a list of names."),
    };
}
