using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>
/// Evaluates conditions straight from their JSON by reflection, written from the documented truth table and sharing no code with
/// the engine. Slow and simple on purpose.
/// </summary>
internal sealed class NaiveInterpreter(Scope scope, DateTimeOffset now, TimeZoneInfo zone)
{
    public bool Evaluate(JsonNode? node)
    {
        var condition = node!.AsObject();
        if (condition["rules"] is not JsonArray rules) return EvaluateRule(condition);
        return (string)condition["operator"]! switch
        {
            "AND" => rules.All(Evaluate),
            "OR" => rules.Any(Evaluate),
            "NOT" => !rules.All(Evaluate),
            var other => throw new InvalidOperationException(other),
        };
    }

    private bool EvaluateRule(JsonObject rule)
    {
        var left = NaivePath.Read((string)rule["field"]!, scope, now, zone);
        var @operator = (string)rule["operator"]!;
        return @operator switch
        {
            "!=" => !Holds(left, "==", rule["value"]),
            "not_contains" => !Holds(left, "contains", rule["value"]),
            "not_in" => !Holds(left, "in", rule["value"]),
            _ => Holds(left, @operator, rule["value"]),
        };
    }

    private bool Holds(NaiveValue left, string @operator, JsonNode? right) => @operator switch
    {
        "in" when right is JsonArray literals => literals.Any(l => NaiveEquality.Same(left.Value, Literal(l, left.Declared))),
        "in" => left.Value is not null && Items(Other(right!).Value).Any(i => NaiveEquality.Same(left.Value, i)),
        "contains" => Contains(left, right),
        "==" => NaiveEquality.Same(left.Value, Right(left, right)),
        _ => NaiveEquality.Order(left.Value, Right(left, right)) is { } order && @operator switch
        {
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        },
    };

    private bool Contains(NaiveValue left, JsonNode? right)
    {
        if (left.Value is null) return false;
        var item = right is JsonObject ? Other(right).Value : Literal(right, left.Declared.Item ?? left.Declared);
        if (item is null) return false;
        if (left.Value is string text) return item is string part && text.Contains(part, StringComparison.Ordinal);
        return Items(left.Value).Any(i => NaiveEquality.Same(i, item));
    }

    private object? Right(NaiveValue left, JsonNode? right) => right is JsonObject ? Other(right).Value : Literal(right, left.Declared);

    private NaiveValue Other(JsonNode reference) => NaivePath.Read((string)reference["field"]!, scope, now, zone);

    private static IEnumerable<object?> Items(object? value) => value as IEnumerable<object?> ?? [];

    private object? Literal(JsonNode? literal, NaiveType declared) => literal is null ? null : NaiveLiteral.Convert(literal, declared, zone);
}
