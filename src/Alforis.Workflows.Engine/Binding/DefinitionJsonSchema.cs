using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>
/// The JSON Schema (draft 2020-12) of definitions, made from the tables that the binder reads: for text editors, which complete and mark by it. It knows the
/// names of today only, and asks for less than the binder: what depends on types and paths is for that alone.
/// </summary>
public static class DefinitionJsonSchema
{
    /// <summary>Makes the schema.</summary>
    /// <param name="schema">What definitions may refer to.</param>
    public static JsonObject Of(WorkflowSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Workflow",
            ["type"] = "object",
            ["required"] = new JsonArray("name", "trigger_type", "actions"),
            ["properties"] = new JsonObject
            {
                ["$schema"] = Type("string"),
                ["name"] = Text(ParseLimits.MaxNameLength, 1),
                ["description"] = Type("string", "null"),
                ["category"] = Nullable(Text(ParseLimits.MaxCategoryLength)),
                ["status"] = Choice("draft", "active", "inactive"),
                ["is_template"] = Type("boolean"),
                ["time_zone"] = Type("string", "null"),
                ["locale"] = Type("string", "null"),
                ["trigger_type"] = Choice([.. schema.Triggers.Select(t => t.Name)]),
                ["trigger_config"] = Type("object", "null"),
                ["conditions"] = new JsonObject { ["$ref"] = "#/$defs/conditions" },
                ["actions"] = new JsonObject
                {
                    ["type"] = "array", ["minItems"] = 1, ["maxItems"] = ParseLimits.MaxActions, ["items"] = new JsonObject { ["$ref"] = "#/$defs/action" },
                },
            },
            ["patternProperties"] = Stored(),
            ["additionalProperties"] = false,
            ["allOf"] = new JsonArray([.. schema.Triggers.Select(t => When("trigger_type", t.Name, "trigger_config", Config(t, schema.AllowsDelays)))]),
            ["$defs"] = new JsonObject { ["conditions"] = Conditions(), ["condition"] = Condition(), ["action"] = Action(schema) },
        };
    }

    /// <summary>Members of answers, so that what was read can be written back.</summary>
    private static JsonObject Stored() => new() { [$"^({string.Join('|', WorkflowParser.StoredMembers)})$"] = true };

    private static JsonObject Conditions() => new()
    {
        ["anyOf"] = new JsonArray(
            Type("null"), new JsonObject { ["type"] = "object", ["maxProperties"] = 0 },
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("rules"),
                ["properties"] = new JsonObject { ["operator"] = Choice("AND"), ["rules"] = new JsonObject { ["type"] = "array", ["maxItems"] = 0 } },
                ["additionalProperties"] = false,
            },
            new JsonObject { ["$ref"] = "#/$defs/condition" }),
    };

    private static JsonObject Condition() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("rules"),
                ["properties"] = new JsonObject
                {
                    ["operator"] = Choice("AND", "OR", "NOT"),
                    ["rules"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["$ref"] = "#/$defs/condition" } },
                },
                ["additionalProperties"] = false,
            },
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("field", "operator"),
                ["properties"] = new JsonObject
                {
                    ["field"] = Text(ParseLimits.MaxMemberNameLength, 1), ["operator"] = Choice([.. Operators.All]), ["value"] = true, ["ignore_case"] = Type("boolean"),
                },
                ["additionalProperties"] = false,
            }),
    };

    private static JsonObject Action(WorkflowSchema schema)
    {
        var properties = new JsonObject
        {
            ["type"] = Choice([.. schema.Actions.Select(a => a.Name)]),
            ["id"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z][A-Za-z0-9_]{0,49}$" },
            ["config"] = Type("object", "null"),
            ["on_error"] = Choice("stop", "continue"),
            ["when"] = new JsonObject { ["$ref"] = "#/$defs/conditions" },
        };
        if (schema.AllowsDelays)
        {
            properties["delay"] = Type("string");
            properties["retry"] = Type("object");
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["allOf"] = new JsonArray([.. schema.Actions.Select(a => When("type", a.Name, "config", Config(a)))]),
        };
    }

    private static JsonObject Config(ActionSchema action)
    {
        var properties = Settings(action.Settings);
        if (action.HasTarget)
        {
            properties["entity_type"] = Type("string");
            properties["entity_id"] = Type("string", "integer");
        }

        return Object(properties, action.Settings, additional: false);
    }

    private static JsonObject Config(TriggerSchema trigger, bool allowsDelays)
    {
        var properties = Settings(trigger.Settings);
        foreach (var filter in trigger.Filters) properties[filter.Setting] = true;
        if (trigger.EntitySetting is { } setting && !properties.ContainsKey(setting))
            properties[setting] = Choice([.. trigger.Views.Select(v => v.Entity?.Name).OfType<string>()]);
        if (trigger.RootSchema is { } root) properties[root.Setting] = Type("object");
        if (allowsDelays)
        {
            properties["delay"] = Type("string");
            properties["recheck"] = Type("boolean");
        }

        return Object(properties, trigger.Settings, trigger.AllowsFieldFilters);
    }

    private static JsonObject Object(JsonObject properties, IEnumerable<SettingSchema> settings, bool additional)
    {
        var made = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = additional };
        var required = settings.Where(s => s.IsRequired).Select(s => (JsonNode)s.Name).ToArray();
        if (required.Length > 0) made["required"] = new JsonArray(required);
        return made;
    }

    private static JsonObject Settings(IEnumerable<SettingSchema> settings)
    {
        var properties = new JsonObject();
        foreach (var setting in settings)
        {
            var one = Setting(setting);
            properties[setting.Name] = setting.IsList
                ? new JsonObject { ["anyOf"] = new JsonArray(one, new JsonObject { ["type"] = "array", ["items"] = one.DeepClone() }) }
                : one;
        }

        return properties;
    }

    /// <summary>What may be a template may be text, whatever its type.</summary>
    private static JsonNode Setting(SettingSchema setting) => setting.Kind switch
    {
        SettingKind.Text => Text(setting, setting.AllowsNumber ? ["string", "number"] : ["string"]),
        SettingKind.Integer or SettingKind.Number => Number(setting),
        SettingKind.Boolean => Type(setting.AllowsTemplate ? ["boolean", "string"] : ["boolean"]),
        // Values are read whatever their case; those of today are proposed.
        SettingKind.Choice => setting.AllowsTemplate ? new JsonObject { ["anyOf"] = new JsonArray(Choice([.. setting.Choices]), Type("string")) } : Choice([.. setting.Choices]),
        SettingKind.Map => Type("object"),
        SettingKind.FieldName => Type("string"),
        _ => true,
    };

    private static JsonObject Text(SettingSchema setting, string[] types)
    {
        var made = Type(types);
        made["maxLength"] = setting.MaxLength;
        if (!setting.Examples.IsEmpty) made["examples"] = new JsonArray([.. setting.Examples.Select(e => (JsonNode)e)]);
        return made;
    }

    private static JsonObject Number(SettingSchema setting)
    {
        var number = setting.Kind == SettingKind.Integer ? "integer" : "number";
        var made = Type(setting.AllowsTemplate ? [number, "string"] : [number]);
        if (setting.Minimum is { } least) made["minimum"] = least;
        if (setting.Maximum is { } most) made["maximum"] = most;
        return made;
    }

    private static JsonObject When(string member, string value, string other, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["required"] = new JsonArray(member), ["properties"] = new JsonObject { [member] = new JsonObject { ["const"] = value } } },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { [other] = Nullable(then) } },
    };

    private static JsonObject Nullable(JsonObject schema) => new() { ["anyOf"] = new JsonArray(Type("null"), schema) };

    private static JsonObject Text(int most, int least = 0)
    {
        var made = new JsonObject { ["type"] = "string", ["maxLength"] = most };
        if (least > 0) made["minLength"] = least;
        return made;
    }

    private static JsonObject Type(params string[] types) =>
        new() { ["type"] = types is [var one] ? one : new JsonArray([.. types.Select(t => (JsonNode)t)]) };

    private static JsonObject Choice(params string[] values) => new() { ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };
}
