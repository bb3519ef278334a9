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
        ["objects"] = ["item.contacts", "item.owner.reports", "previous.contacts"],
        ["object"] = ["item.owner", "previous", "item.owner.manager.address", "team"],
    };

    private static readonly Dictionary<string, string> ItemOf =
        new(StringComparer.Ordinal) { ["texts"] = "text", ["numbers"] = "number", ["moments"] = "moment", ["documents"] = "json" };

    /// <summary>What bare names are inside of <c>any</c> and <c>all</c>, by the kind of the list.</summary>
    private static readonly Dictionary<string, string[]> OfObjects = new(StringComparer.Ordinal)
    {
        ["number"] = ["age", "id", "it.manager.age", "address.rent", "item.level"],
        ["text"] = ["email", "address.city", "it.email"],
        ["texts"] = ["phones"],
        ["objects"] = ["reports"],
        ["object"] = ["it", "manager", "address"],
    };

    private static readonly string[] Kinds = [.. Fields.Keys];
    private static readonly string[] Operators =
    [
        "==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "in", "not_in", "starts_with", "ends_with", "matches", "between",
        "is_empty", "is_not_empty", "changed", "changed_from", "changed_to", "any", "all",
    ];

    private static readonly string[] WithCase =
        ["==", "!=", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with", "matches"];

    private static readonly string[] Patterns = ["a", "^a", "c$", "^[A-Z]+$", "é", "^.?$", "(a|b)+", "[^a]", "\\d{1,3}", "vert|rouge", ""];

    public JsonObject Next(int depth = 0, Dictionary<string, string[]>? fields = null)
    {
        if (depth >= 4 || random.Next(10) < 4 + depth) return Rule(fields ?? Fields, depth);
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)Next(depth + 1, fields)).ToArray();
        return new JsonObject { ["operator"] = Pick(["AND", "OR", "NOT"]), ["rules"] = new JsonArray(rules) };
    }

    /// <summary>A field and its kind.</summary>
    public (string Kind, string Field) Field()
    {
        var kind = Pick(Kinds);
        return (kind, Pick(Fields[kind]));
    }

    /// <summary>A rule on that field.</summary>
    public JsonObject RuleOn((string Kind, string Field) field) => Rule(new(StringComparer.Ordinal) { [field.Kind] = [field.Field] }, depth: 4);

    private JsonObject Rule(Dictionary<string, string[]> fields, int depth)
    {
        var kind = Pick<string>([.. fields.Keys]);
        // Now and then anything goes, also what must be refused.
        var @operator = random.Next(50) == 0 ? Pick(Operators) : Pick(OperatorsOf(kind));
        var field = Pick(fields[kind]);
        if (@operator.StartsWith("changed", StringComparison.Ordinal) && random.Next(20) > 0) field = Pick(OwnFields(kind));
        var rule = new JsonObject { ["field"] = field, ["operator"] = @operator };
        if (@operator is "any" or "all") rule["value"] = Next(Math.Max(2, depth + 1), ElementFields(kind));
        else if (@operator is not ("is_empty" or "is_not_empty" or "changed")) rule["value"] = Right(kind, @operator);
        if (random.Next(4) == 0 && WithCase.Contains(@operator) && kind is "text" or "stage" or "colour" or "json") rule["ignore_case"] = true;
        return rule;
    }

    /// <summary>Fields of the item itself, whose changes are known.</summary>
    private static string[] OwnFields(string kind) =>
        Fields.TryGetValue(kind, out var fields) && fields.Where(f => f.Split('.') is [not ("webhook" or "now" or "today" or "data" or "team")] or ["item", not "id"]).ToArray() is { Length: > 0 } own
            ? own
            : ["note", "data.a", "item.tags"];

    private static Dictionary<string, string[]> ElementFields(string kind) => kind switch
    {
        "objects" => OfObjects,
        "texts" => new(StringComparer.Ordinal) { ["text"] = ["it"] },
        "numbers" => new(StringComparer.Ordinal) { ["number"] = ["it"] },
        "moments" => new(StringComparer.Ordinal) { ["moment"] = ["it"] },
        _ => new(StringComparer.Ordinal) { ["json"] = ["it", "a", "it.b", "d"] },
    };

    private JsonNode? Right(string kind, string @operator)
    {
        var literal = random.Next(100) == 0 ? Pick(Kinds) : ItemOf.GetValueOrDefault(kind, kind);
        if (@operator == "matches") return Pick(Patterns);
        if (@operator == "between") return new JsonArray(Side(literal), Side(literal));
        if (@operator is "changed_from" or "changed_to")
        {
            return random.Next(3) == 0 ? new JsonArray(Literal(literal), random.Next(3) == 0 ? null : Literal(literal)) : random.Next(6) == 0 ? null : Literal(literal);
        }

        var isList = @operator is "in" or "not_in";
        if (!isList && literal is "date" or "moment" && @operator is not ("contains" or "not_contains") && random.Next(4) == 0) return Away(literal);
        if (random.Next(5) == 0) return new JsonObject { ["field"] = Pick(Fields[isList ? ListOf(kind) : Related(literal, @operator)]) };
        if (isList) return new JsonArray([.. Enumerable.Range(0, Pick([1, 2, 3, 12])).Select(_ => random.Next(8) == 0 ? null : Literal(literal))]);
        var takesNull = @operator is "==" or "!=";
        return takesNull && (random.Next(6) == 0 || kind is "object" or "objects" or "texts" or "numbers" or "moments" or "documents") ? null : Literal(literal);
    }

    private JsonNode? Side(string kind) => random.Next(4) switch
    {
        0 => new JsonObject { ["field"] = Pick(Fields[Related(kind, "between")]) },
        1 when kind is "date" or "moment" => Away(kind),
        _ => Literal(kind),
    };

    private JsonObject Away(string kind)
    {
        var root = kind == "date" ? "today" : Pick(["now", "today"]);
        var unit = Pick<string>(root == "today" ? ["days", "week", "months", "year"] : ["seconds", "minutes", "hours", "day", "weeks", "month"]);
        return new JsonObject { [root] = Pick(["-1 ", "+1 ", "+0 ", "-30 ", "+76 "]) + unit };
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
        "number" or "date" or "moment" =>
            ["==", "!=", ">", ">=", "<", "<=", "in", "not_in", "between", "between", "is_empty", "changed", "changed_to"],
        "text" =>
        [
            "==", "!=", "contains", "not_contains", "in", "not_in", "starts_with", "ends_with", "matches", "is_empty", "is_not_empty", "changed",
            "changed_from", "changed_to",
        ],
        "boolean" or "stage" or "colour" => ["==", "!=", "in", "not_in", "is_empty", "changed_from", "changed_to"],
        "texts" or "numbers" or "moments" or "documents" =>
            ["==", "contains", "contains", "not_contains", "!=", "is_empty", "is_not_empty", "changed", "any", "any", "all"],
        "objects" => ["==", "is_empty", "any", "any", "all", "all"],
        "object" => ["==", "!=", "is_empty"],
        _ => Operators,
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
