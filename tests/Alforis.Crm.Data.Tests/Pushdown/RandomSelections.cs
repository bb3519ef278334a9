using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>Writes workflows that select entities: their conditions walk the schema, and operators and literals mostly suit the field.</summary>
internal sealed class RandomSelections(Random random)
{
    private static readonly string[] Zones = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"];
    private static readonly string[] Patterns = ["a", "^a", "^[A-Z]+$", "é", "^.?$", "\\d", "c$"];
    private static readonly string[] Amounts =
        ["+0 days", "-1 day", "+1 day", "-30 days", "-90 days", "-1 hour", "+1 hour", "-90 minutes", "-1 second", "-1 month", "+1 month", "-1 year", "-2 weeks", "+2 years", "-2000 years", "+9000 years"];

    public JsonObject Next()
    {
        var entity = Pick([EntityNames.Organisation, EntityNames.Deal]);
        var config = new JsonObject { ["entity_type"] = entity };
        var isSilence = random.Next(3) == 0;
        if (isSilence) config["inactivity_days"] = 30;
        else config["schedule"] = "daily";
        if (isSilence && random.Next(2) == 0) config["stages"] = new JsonArray("prospect", Pick(["Signé", "perdu", "inactif"]));
        var view = CrmSchema.Instance.FindTrigger(TriggerNames.Scheduled)!.Views.Single(v => v.Entity?.Name == entity);
        return new JsonObject
        {
            ["name"] = "Random",
            ["trigger_type"] = isSilence ? TriggerNames.InactivityDelay : TriggerNames.Scheduled,
            ["trigger_config"] = config,
            ["time_zone"] = Pick(Zones),
            ["conditions"] = Group(new Names(view.Roots, view.Entity!.Entity!), 0),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "add_tag", ["config"] = new JsonObject { ["tag"] = "x" } }),
        };
    }

    private JsonObject Group(Names names, int depth)
    {
        if (depth >= 3 || (depth > 0 && random.Next(10) < 5)) return Rule(names, depth);
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)Group(names, depth + 1)).ToArray();
        return new JsonObject { ["operator"] = Pick(["AND", "OR", "NOT"]), ["rules"] = new JsonArray(rules) };
    }

    private JsonObject Rule(Names names, int depth)
    {
        var (path, field) = Path(names);
        var (kind, item) = (field?.Kind ?? (path == "today" ? ValueKind.Date : path == "now" ? ValueKind.DateTime : ValueKind.Text), field?.ItemKind);
        var @operator = Pick(Operators(kind, item));
        var rule = new JsonObject { ["field"] = path, ["operator"] = @operator };
        if (@operator is "any" or "all") rule["value"] = Group(new Names([], field!.ItemEntity), Math.Max(2, depth + 1));
        else if (@operator is not ("is_empty" or "is_not_empty")) rule["value"] = Right(names, kind, field, @operator);
        var isText = kind is ValueKind.Text or ValueKind.Enum || (kind == ValueKind.List && item == ValueKind.Text && @operator is "contains" or "not_contains");
        if (isText && @operator is not ("is_empty" or "is_not_empty" or "any" or "all") && random.Next(4) == 0) rule["ignore_case"] = true;
        return rule;
    }

    private string[] Operators(ValueKind kind, ValueKind? item) => kind switch
    {
        ValueKind.Entity => ["==", "!=", "is_empty", "is_not_empty"],
        ValueKind.List when item == ValueKind.Entity => ["any", "all", "is_empty", "is_not_empty"],
        ValueKind.List => ["contains", "not_contains", "any", "all", "is_empty", "is_not_empty"],
        ValueKind.Boolean or ValueKind.Enum => ["==", "!=", "in", "not_in", "is_empty", "is_not_empty"],
        ValueKind.Text => random.Next(12) == 0
            ? ["matches"]
            : ["==", "!=", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with", "is_empty", "is_not_empty"],
        _ => ["==", "!=", ">", ">=", "<", "<=", "between", "in", "not_in", "is_empty", "is_not_empty"],
    };

    private JsonNode? Right(Names names, ValueKind kind, FieldSchema? field, string @operator)
    {
        if (kind == ValueKind.Entity) return null;
        if (@operator == "matches") return Pick(Patterns);
        if (@operator == "between") return new JsonArray(Side(names, kind, field), Side(names, kind, field));
        if (@operator is "in" or "not_in")
        {
            if (kind == ValueKind.Text && random.Next(5) == 0 && Other(names, f => HostileValues.IsList(f) && f.ItemKind == ValueKind.Text) is { } list) return Field(list);
            return new JsonArray([.. Enumerable.Range(0, Pick([1, 2, 3, 12])).Select(_ => random.Next(8) == 0 ? null : Literal(kind, field))]);
        }

        if (@operator is "==" or "!=" && random.Next(6) == 0) return null;
        return Side(names, kind == ValueKind.List ? ValueKind.Text : kind, field);
    }

    private JsonNode? Side(Names names, ValueKind kind, FieldSchema? field)
    {
        if (kind is ValueKind.Date or ValueKind.DateTime && random.Next(3) == 0)
        {
            return new JsonObject { [kind == ValueKind.Date || random.Next(2) == 0 ? "today" : "now"] = Pick(Amounts) };
        }

        return random.Next(5) == 0 && Other(names, f => f.Kind == kind) is { } other ? Field(other) : Literal(kind, field);
    }

    private static JsonObject Field(string path) => new() { ["field"] = path };

    private JsonNode Literal(ValueKind kind, FieldSchema? field) => kind switch
    {
        ValueKind.Number => JsonNode.Parse(Pick(HostileValues.Numbers))!,
        ValueKind.Boolean => random.Next(2) == 0,
        ValueKind.Date => Pick(HostileValues.Dates),
        ValueKind.DateTime => Moment(),
        ValueKind.Enum when field is { EnumValues: { IsEmpty: false } values } => random.Next(3) == 0 ? Pick([.. values]).ToUpperInvariant() : Pick([.. values]),
        _ => random.Next(40) == 0 ? Pick(["\uD83D", "a\u0000", "\uDE00"]) : Pick(HostileValues.Texts),
    };

    private string Moment() => random.Next(4) switch
    {
        0 => Pick(HostileValues.Dates[2..^2]),
        1 => Pick(HostileValues.Moments)[..19],
        2 => HostileValues.Moment(Pick(HostileValues.Moments)).AddTicks(random.Next(-1, 2)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        _ => Pick(HostileValues.Moments),
    };

    private string? Other(Names names, Func<FieldSchema, bool> fits)
    {
        for (var i = 0; i < 60; i++)
        {
            var (path, field) = Path(names);
            if (field is not null && fits(field)) return path;
        }

        return null;
    }

    private (string Path, FieldSchema? Field) Path(Names names)
    {
        if (names.Roots.Count == 0)
        {
            if (names.Entity is null || random.Next(12) == 0) return ("it", null);
            var own = Pick([.. names.Entity.Fields]);
            return (own.Name, own);
        }

        if (random.Next(25) == 0) return (Pick(["now", "today"]), null);
        var isBare = random.Next(2) == 0;
        var field = isBare ? Pick([.. names.Entity!.Fields]) : Pick(names.Roots);
        var path = field.Name;
        while (field.Kind == ValueKind.Entity && random.Next(10) > 0 && path.Length < 80)
        {
            field = Pick([.. field.Entity!.Fields]);
            path += "." + field.Name;
        }

        return (path, field);
    }

    private T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>Where paths start: at roots and at the entity's fields, or at an element's.</summary>
    private sealed record Names(IReadOnlyList<FieldSchema> Roots, EntitySchema? Entity);
}
