using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>
/// Evaluates conditions straight from their JSON by reflection, written from the documented truth table and sharing no code with
/// the engine. Slow and simple on purpose.
/// </summary>
internal sealed class NaiveInterpreter(Scope scope, DateTimeOffset now, TimeZoneInfo zone, NaiveElement? element = null)
{
    public bool Evaluate(JsonNode? node)
    {
        var condition = node!.AsObject();
        if (condition["rules"] is not JsonArray rules) return EvaluateRule(condition);
        return (string?)condition["operator"] switch
        {
            "AND" or null => rules.All(Evaluate),
            "OR" => rules.Any(Evaluate),
            "NOT" => !rules.All(Evaluate),
            var other => throw new InvalidOperationException(other),
        };
    }

    private bool EvaluateRule(JsonObject rule)
    {
        var left = Read((string)rule["field"]!);
        var (@operator, right) = ((string)rule["operator"]!, rule["value"]);
        var equality = (bool?)rule["ignore_case"] ?? false ? NaiveEquality.IgnoringCase : NaiveEquality.Exact;
        return @operator switch
        {
            "!=" => !Holds(left, "==", right, equality),
            "not_contains" => !Holds(left, "contains", right, equality),
            "not_in" => !Holds(left, "in", right, equality),
            "is_empty" => NaiveEquality.IsEmpty(left),
            "is_not_empty" => !NaiveEquality.IsEmpty(left),
            "any" => NaivePath.Elements(left).Any(e => At(e).Evaluate(right)),
            "all" => NaivePath.Elements(left).All(e => At(e).Evaluate(right)),
            "changed" or "changed_from" or "changed_to" => Changed((string)rule["field"]!, @operator, right),
            _ => Holds(left, @operator, right, equality),
        };
    }

    private bool Holds(NaiveValue left, string @operator, JsonNode? right, NaiveEquality equality) => @operator switch
    {
        "in" when right is JsonArray literals => literals.Any(l => equality.Same(left.Value, Literal(l, left.Declared))),
        "in" => left.Value is not null && Items(Other(right!).Value).Any(i => equality.Same(left.Value, i)),
        "contains" => Contains(left, right, equality),
        "starts_with" => left.Value is string text && Right(left, right) is string start
            && start.Length <= text.Length && equality.Same(text[..start.Length], start),
        "ends_with" => left.Value is string text && Right(left, right) is string end
            && end.Length <= text.Length && equality.Same(text[^end.Length..], end),
        "matches" => left.Value is string text && Regex.IsMatch(
            text, (string)right!, RegexOptions.CultureInvariant | (equality.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), TimeSpan.FromSeconds(1)),
        "between" => NaiveEquality.Order(left.Value, Right(left, right![0])) >= 0 && NaiveEquality.Order(left.Value, Right(left, right[1])) <= 0,
        "==" => equality.Same(left.Value, Right(left, right)),
        _ => NaiveEquality.Order(left.Value, Right(left, right)) is { } order && @operator switch
        {
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        },
    };

    private bool Contains(NaiveValue left, JsonNode? right, NaiveEquality equality)
    {
        if (left.Value is null) return false;
        var item = right is JsonObject ? Other(right).Value : Literal(right, left.Declared.Item ?? left.Declared);
        if (item is null) return false;
        if (left.Value is string text)
        {
            return item is string part
                && Enumerable.Range(0, Math.Max(0, text.Length - part.Length + 1)).Any(i => equality.Same(text.Substring(i, part.Length), part));
        }

        return Items(left.Value).Any(i => equality.Same(i, item));
    }

    private bool Changed(string path, string @operator, JsonNode? values)
    {
        var field = path.StartsWith("item.", StringComparison.Ordinal) ? path["item.".Length..] : path;
        var (current, previous) = (Read("item." + field), Read("previous." + field));
        if (NaiveEquality.Unchanged(current.Value, previous.Value)) return false;
        if (@operator == "changed") return true;
        var asked = @operator == "changed_from" ? previous : current;
        return values is JsonArray several
            ? several.Any(v => NaiveEquality.Exact.Same(asked.Value, Literal(v, current.Declared)))
            : NaiveEquality.Exact.Same(asked.Value, Literal(values, current.Declared));
    }

    private object? Right(NaiveValue left, JsonNode? right)
    {
        if (right is not JsonObject reference) return Literal(right, left.Declared);
        if (reference["field"] is not null) return Other(reference).Value;
        return NaiveTime.Away(reference, left.Declared.Kind, now, zone);
    }

    private NaiveInterpreter At(NaiveElement inner) => new(scope, now, zone, inner);

    private NaiveValue Read(string path) => NaivePath.Read(path, scope, now, zone, element);

    private NaiveValue Other(JsonNode reference) => Read((string)reference["field"]!);

    private static IEnumerable<object?> Items(object? value) => value as IEnumerable<object?> ?? [];

    private object? Literal(JsonNode? literal, NaiveType declared) => literal is null ? null : NaiveLiteral.Convert(literal, declared, zone);
}
