using System.Globalization;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>Writes conditions whose operators and literals mostly suit the field, so that most of them compile.</summary>
internal sealed class RandomConditions(Random random)
{
    private static readonly string[] Numbers =
        ["0", "1", "-1", "5", "5.0", "5.5", "0.1", "255", "1e2", "1E-10", "9007199254740993", "18446744073709551615", "-9223372036854775808",
        "79228162514264337593543950335", "123456789.123456789", "-0.0"];

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["number"] =
        [
            "item.id", "count", "item.big", "item.level", "item.huge", "amount", "item.price", "item.ratio", "item.score", "previous.count",
            "item.owner.age", "item.owner.manager.age", "item.owner.address.rent", "item.owner.manager.address.rent", "team.id", "previous.ratio",
        ],
        ["text"] = ["item.name", "note", "item.owner.email", "item.owner.manager.address.city", "previous.note", "trigger.by", "team.address.city"],
        ["boolean"] = ["item.active", "approved", "previous.approved"],
        ["date"] = ["item.day", "due", "previous.due", "today"],
        ["moment"] = ["item.created", "seen", "item.moment", "item.deadline", "previous.deadline", "now"],
        ["stage"] = ["item.stage", "old_stage", "previous.stage"],
        ["colour"] = ["item.colour", "accent", "previous.accent"],
        ["json"] = ["webhook", "webhook.a", "webhook.b", "webhook.c", "webhook.d", "webhook.e.a", "webhook.e.a.b", "webhook.f", "data", "item.data.d"],
        ["texts"] = ["item.tags", "labels", "previous.tags", "trigger.fields"],
        ["numbers"] = ["item.numbers", "weights"],
        ["moments"] = ["item.visits"],
        ["documents"] = ["item.documents"],
        ["object"] = ["item.owner", "previous", "item.owner.manager.address", "team"],
    };

    private static readonly Dictionary<string, string> ItemOf =
        new(StringComparer.Ordinal) { ["texts"] = "text", ["numbers"] = "number", ["moments"] = "moment", ["documents"] = "json" };

    private static readonly string[] Kinds = [.. Fields.Keys];
    private static readonly string[] Operators = ["==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "in", "not_in"];

    public JsonObject Next(int depth = 0)
    {
        if (depth >= 4 || random.Next(10) < 4 + depth) return Rule();
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)Next(depth + 1)).ToArray();
        return new JsonObject { ["operator"] = Pick(["AND", "OR", "NOT"]), ["rules"] = new JsonArray(rules) };
    }

    private JsonObject Rule()
    {
        var kind = Pick(Kinds);
        // Now and then anything goes, also what must be refused.
        var @operator = random.Next(50) == 0 ? Pick(Operators) : Pick(OperatorsOf(kind));
        return new JsonObject { ["field"] = Pick(Fields[kind]), ["operator"] = @operator, ["value"] = Right(kind, @operator) };
    }

    private JsonNode? Right(string kind, string @operator)
    {
        var literal = random.Next(100) == 0 ? Pick(Kinds) : ItemOf.GetValueOrDefault(kind, kind);
        var isList = @operator is "in" or "not_in";
        if (random.Next(5) == 0) return new JsonObject { ["field"] = Pick(Fields[isList ? ListOf(kind) : Related(literal, @operator)]) };
        if (isList) return new JsonArray([.. Enumerable.Range(0, Pick([1, 2, 3, 12])).Select(_ => random.Next(8) == 0 ? null : Literal(literal))]);
        var takesNull = @operator is "==" or "!=";
        return takesNull && (random.Next(6) == 0 || kind is "object" or "texts" or "numbers" or "moments" or "documents") ? null : Literal(literal);
    }

    private JsonNode Literal(string kind) => kind switch
    {
        "number" => Number(),
        "boolean" => JsonValue.Create(random.Next(2) == 0),
        "date" => Pick(["2026-03-31", "2026-04-01", "0001-01-01", "9999-12-31"]),
        "moment" => Pick(["2026-04-01", "2026-01-15", "2026-04-01T00:00", "2026-03-31T22:00:00Z", "2026-04-01 00:30:00", "2026-04-01T00:30:00+02:00"]),
        "stage" => Pick(["prospect", "SIGNÉ", "Négociation", "EN COURS", "en-cours", "signe"]),
        "colour" => Pick(["rouge", "BLEU CLAIR", "bleu-clair", "vert", "Vért"]),
        "json" => Pick<Func<JsonNode>>([Number, () => JsonValue.Create(true), () => Pick(RandomScope.Texts)])(),
        _ => Pick(RandomScope.Texts),
    };

    /// <summary>As a JSON number in its own spelling, or in quotes.</summary>
    private JsonNode Number() => random.Next(6) == 0 ? Pick(Numbers) : JsonNode.Parse(Pick(Numbers).ToString(CultureInfo.InvariantCulture))!;

    private string Related(string kind, string @operator) => kind switch
    {
        "text" => Pick(["text", "text", "stage", "json"]),
        "json" => Pick(["json", "text", @operator is "contains" or "not_contains" ? "stage" : "boolean", "number", "colour"]),
        "stage" => Pick(["stage", "text", "colour"]),
        _ => kind,
    };

    private static string ListOf(string kind) => kind switch
    {
        "number" => "numbers",
        "moment" => "moments",
        "json" => "documents",
        _ => "texts",
    };

    private static string[] OperatorsOf(string kind) => kind switch
    {
        "number" or "date" or "moment" => ["==", "!=", ">", ">=", "<", "<=", "in", "not_in"],
        "text" => ["==", "!=", "contains", "not_contains", "in", "not_in"],
        "boolean" or "stage" or "colour" => ["==", "!=", "in", "not_in"],
        "texts" or "numbers" or "moments" or "documents" => ["==", "contains", "contains", "not_contains", "!="],
        "object" => ["==", "!="],
        _ => Operators,
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
