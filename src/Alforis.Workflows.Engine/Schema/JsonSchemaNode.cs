using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>
/// A place in a JSON Schema with everything resolved that is only a way of writing: references, a single <c>allOf</c>, and "this or
/// null". Immutable.
/// </summary>
internal readonly struct JsonSchemaNode
{
    private const int MostReferences = 100;

    private JsonSchemaNode(JsonElement root, JsonElement value, string pointer, Marks marks)
    {
        Root = root;
        Value = value;
        Pointer = pointer;
        Around = marks;
    }

    public JsonElement Root { get; }

    /// <summary>The keywords; an object, or <c>true</c>.</summary>
    public JsonElement Value { get; }

    /// <summary>Where the keywords stand.</summary>
    public string Pointer { get; }

    /// <summary>What was said on the way here.</summary>
    public Marks Around { get; }

    public static JsonSchemaNode Of(JsonElement root) => Resolve(root, root, "", default, 0);

    public JsonSchemaNode At(JsonElement value, string pointer) => Resolve(Root, value, Pointer + "/" + pointer, default, 0);

    public JsonElement? this[string keyword] =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(keyword, out var found) ? found : null;

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static JsonSchemaNode Resolve(JsonElement root, JsonElement value, string pointer, Marks marks, int references)
    {
        if (value.ValueKind == JsonValueKind.True) return new JsonSchemaNode(root, value, pointer, marks);
        if (value.ValueKind != JsonValueKind.Object) throw new JsonSchemaException(pointer, "a schema is an object or true.");
        if (references > MostReferences) throw new JsonSchemaException(pointer, "the references go round in a circle.");
        marks = marks with
        {
            IsWritable = marks.IsWritable || IsTrue(value, "x-writable", pointer), IsUntracked = marks.IsUntracked || IsTrue(value, "x-untracked", pointer),
        };
        foreach (var keyword in (ReadOnlySpan<string>)["$dynamicRef", "$recursiveRef"])
        {
            if (value.TryGetProperty(keyword, out _)) throw new JsonSchemaException($"{pointer}/{keyword}", $"'{keyword}' is not supported: write '$ref'.");
        }

        if (value.TryGetProperty("$ref", out var reference))
        {
            RefuseProperties(value, "$ref", pointer);
            var (target, at) = Target(root, reference, $"{pointer}/$ref");
            return Resolve(root, target, at, marks, references + 1);
        }

        if (value.TryGetProperty("allOf", out var all))
        {
            RefuseProperties(value, "allOf", pointer);
            if (all.ValueKind != JsonValueKind.Array || all.GetArrayLength() != 1)
            {
                throw new JsonSchemaException($"{pointer}/allOf", "'allOf' is supported with one schema in it: write the members of several into one.");
            }

            return Resolve(root, all[0], $"{pointer}/allOf/0", marks, references + 1);
        }

        // Beside a type or properties, choices only restrict the values.
        if (value.TryGetProperty("type", out _) || value.TryGetProperty("properties", out _)) return new JsonSchemaNode(root, value, pointer, marks);
        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            if (!value.TryGetProperty(keyword, out var choices)) continue;
            var (choice, at) = NotNull(choices, $"{pointer}/{keyword}");
            return Resolve(root, choice, at, marks with { AllowsNull = true }, references + 1);
        }

        return new JsonSchemaNode(root, value, pointer, marks);
    }

    private static void RefuseProperties(JsonElement value, string keyword, string pointer)
    {
        if (!value.TryGetProperty("properties", out _)) return;
        throw new JsonSchemaException(pointer, $"'properties' beside '{keyword}' is not supported: write all properties in one place.");
    }

    private static bool IsTrue(JsonElement value, string keyword, string pointer)
    {
        if (!value.TryGetProperty(keyword, out var mark)) return false;
        return mark.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? mark.ValueKind == JsonValueKind.True
            : throw new JsonSchemaException($"{pointer}/{keyword}", $"'{keyword}' is true or false.");
    }

    /// <summary>The one choice of two that is not null.</summary>
    private static (JsonElement Choice, string Pointer) NotNull(JsonElement choices, string pointer)
    {
        if (choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() == 2)
        {
            if (IsNull(choices[0])) return (choices[1], pointer + "/1");
            if (IsNull(choices[1])) return (choices[0], pointer + "/0");
        }

        throw new JsonSchemaException(
            pointer, "a choice is supported between one schema and { \"type\": \"null\" }: leave it out, and the value is free JSON.");
    }

    private static bool IsNull(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String && type.ValueEquals("null");

    private static (JsonElement Target, string Pointer) Target(JsonElement root, JsonElement reference, string pointer)
    {
        if (reference.ValueKind != JsonValueKind.String || reference.GetString() is not ['#', .. var path] || (path.Length > 0 && path[0] != '/'))
        {
            throw new JsonSchemaException(pointer, $"{reference.GetRawText()} is not inside the document: write \"#/$defs/NAME\".");
        }

        var target = root;
        var tokens = path.Split('/').Skip(1).Select(t => Uri.UnescapeDataString(t).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        foreach (var token in tokens)
        {
            if (target.ValueKind == JsonValueKind.Array && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < target.GetArrayLength()) target = target[index];
            else if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(token, out target))
            {
                throw new JsonSchemaException(pointer, $"there is nothing at \"#{path}\".");
            }
        }

        return (target, path);
    }

    /// <summary>What is said around a schema, by a choice or beside a reference.</summary>
    /// <param name="AllowsNull">Null is a value besides.</param>
    /// <param name="IsWritable">Actions may write the field.</param>
    /// <param name="IsUntracked">No event reports a change.</param>
    public readonly record struct Marks(bool AllowsNull, bool IsWritable, bool IsUntracked);
}
