using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Words what <c>any</c> and <c>all</c> ask of each element, which has no answer of its own.</summary>
internal sealed class ConditionWording(ExplanationWords words, Func<string, string> shorten, TimeZoneInfo zone)
{
    private readonly OperandWording operands = new(words, shorten);

    /// <summary>The condition, for example <c>(age > 50 et email non vide)</c>.</summary>
    public string Of(BoundCondition condition) => condition switch
    {
        BoundAnd and => Join(and.Conditions, words.And),
        BoundOr or => Join(or.Conditions, words.Or),
        BoundNot { Condition: BoundComparison rule } when Opposite(rule) is { } opposite => Of(rule, opposite),
        BoundNot { Condition: BoundNot not } => Of(not.Condition),
        BoundNot not => $"{words.Not} {Of(not.Condition)}",
        BoundComparison rule => Of(rule, rule.Operator.Symbol()),
        BoundQuantifier quantifier => string.Format(
            CultureInfo.InvariantCulture, quantifier.Operator == ComparisonOperator.Any ? words.Any : words.All, shorten(quantifier.List.Text), Of(quantifier.Condition)),
        _ => condition.ToString(),
    };

    private string Of(BoundComparison rule, string symbol)
    {
        var text = $"{shorten(rule.Left.Text)} {operands.Written(rule.Right, symbol, zone)}";
        return rule.IgnoresCase ? $"{text} ({words.IgnoringCase})" : text;
    }

    private static string? Opposite(BoundComparison rule) => ComparisonOperators.Opposite(rule.Operator.Symbol());

    private string Join(ImmutableArray<BoundCondition> conditions, string word) =>
        conditions is [var single] ? Of(single) : "(" + string.Join($" {word} ", conditions.Select(Of)) + ")";
}
