using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Tests.Fuzzing;

/// <summary>Damages definitions: whole values first, then the text that they make.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 10_000 };

    private static readonly string[] Values =
    [
        "null", "true", "-0", "1e400", "-1E-400", "79228162514264337593543950336", "0.00000000000000000000000000000001", new string('9', 400), "[]", "{}", "[null]", "[[[[[]]]]]", "\"\"",
        "\" \"", "\"9999-12-31\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-03-29T02:30:00\"", "\"{{ item }}\"", "\"{{ webhook | array.sort | array.join name }}\"",
        "\"{{ for a in tags }}{{ for b in numbers }}{{ a }}{{ b }}{{ end }}{{ end }}\"", "\"{{ 1 / 0 }}\"", "\"{{ day | date.add_years 9999 }}\"", "\"{{ name | string.pad_left 1e9 }}\"",
        "\"{{ price | math.format 'N999999999' }}\"", "\"{{ moment | date.to_string '%x %B' 'ar-SA' }}\"", "\"{{ 'a' | string.slice 5 }}\"", "\"%😀\"", "\"(a+)+$\"", "\"(a{1000}){1000}\"", "\"[a-[b\"",
        "{\"field\":\"it\"}", "{\"field\":\"webhook.a\"}", "{\"now\":\"-30 days\"}", "{\"today\":\"+36600 days\"}", "{\"now\":\"+99999999999999999999 years\"}",
        "{\"operator\":\"NOT\",\"rules\":[{\"field\":\"id\",\"operator\":\"==\",\"value\":1}]}", "\"Mars/Phobos\"", "\"tlh-KL\"", "\"../../etc/localtime\"", "\"\\uD83D\\uDE00\"",
    ];

    private static readonly string[] Tokens =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "-", "1e999", "\\u0000", "\\ud800", "\\", "{{", "}}", "{{ item.name }}", "{{-", "~}}", "{%{", "\"any\"", "\"matches\"", "\"between\"",
        "\"changed_to\"", "\"ignore_case\":true,", "\"rules\"", "\"previous.stage\"", "é", "😀", "\uFFFF", "\n", "\uFEFF",
    ];

    private static readonly string[] Operators =
    [
        "==", "!=", ">", "<=", "contains", "not_contains", "in", "not_in", "starts_with", "ends_with", "matches", "between", "is_empty", "is_not_empty", "changed", "changed_from", "changed_to",
        "any", "all", "AND", "OR", "NOT",
    ];

    private static readonly string[] Paths =
    [
        "id", "count", "big", "huge", "amount", "price", "ratio", "score", "name", "note", "active", "day", "due", "created", "moment", "deadline", "colour", "stage", "tags", "labels", "numbers",
        "weights", "visits", "documents", "owner", "owner.address.city", "contacts", "data", "data.a", "webhook", "webhook.d", "previous.stage", "trigger.fields", "team.email", "now", "today", "it", "it.age", "x",
    ];

    public string Damage(JsonNode definition)
    {
        var damaged = definition.DeepClone();
        for (var times = random.Next(4); times > 0; times--) Change(damaged);
        var text = damaged.ToJsonString(Readable);
        return random.Next(3) == 0 ? DamageText(text) : text;
    }

    /// <summary>Replaces, removes, moves, repeats or wraps one value.</summary>
    private void Change(JsonNode root)
    {
        var nodes = All(root).Where(n => n.Parent is not null).ToList();
        if (nodes.Count == 0) return;
        var node = Pick(nodes);
        switch (random.Next(7))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                node.ReplaceWith(Pick(nodes).DeepClone());
                break;
            case 2 when node.Parent is JsonArray list:
                for (var times = random.Next(1, 30); times > 0; times--) list.Add(node.DeepClone());
                break;
            case 3:
                Wrap(node);
                break;
            default:
                node.ReplaceWith((node.Parent is JsonObject ? node.GetPropertyName() : "") switch
                {
                    "operator" => JsonValue.Create(Pick(Operators)),
                    "field" => JsonValue.Create(Pick(Paths)),
                    _ => JsonNode.Parse(Pick(Values)),
                });
                break;
        }
    }

    private void Wrap(JsonNode node)
    {
        var inner = node.DeepClone();
        JsonNode outer = random.Next(3) switch
        {
            0 => new JsonArray(inner),
            1 => new JsonObject { ["operator"] = Pick(["AND", "OR", "NOT"]), ["rules"] = new JsonArray(inner) },
            _ => new JsonObject { ["field"] = Pick(Paths), ["operator"] = Pick(["any", "all"]), ["value"] = inner },
        };
        for (var depth = random.Next(8) == 0 ? 70 : 1; depth > 1; depth--) outer = new JsonObject { ["operator"] = "NOT", ["rules"] = new JsonArray(outer) };
        node.ReplaceWith(outer);
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray list) list.Remove(node);
        else if (node.Parent is JsonObject members) members.Remove(node.GetPropertyName());
    }

    private string DamageText(string text)
    {
        var builder = new StringBuilder(text);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(builder.Length);
            var length = Math.Min(random.Next(1, 8), builder.Length - at);
            switch (random.Next(4))
            {
                case 0 when builder.Length > length:
                    builder.Remove(at, length);
                    break;
                case 1:
                    builder.Insert(random.Next(builder.Length), builder.ToString(at, length));
                    break;
                case 2:
                    builder[at] = (char)random.Next(random.Next(2) == 0 ? 128 : char.MaxValue + 1);
                    break;
                default:
                    builder.Insert(at, Pick(Tokens));
                    break;
            }
        }

        return builder.ToString();
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
