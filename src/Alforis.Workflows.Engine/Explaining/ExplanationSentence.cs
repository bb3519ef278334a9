using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Puts an explanation into one sentence, made of the decisive rules only.</summary>
internal sealed class ExplanationSentence(Explanation explanation, ExplanationWords words)
{
    /// <summary>Nobody reads a sentence of fifty rules; the tree has them all.</summary>
    private const int MostParts = 5;

    public override string ToString()
    {
        if (!explanation.Filter.Holds) return words.FilterExcludes + words.Colon + Word(explanation.Filter, negated: false).Text;
        if (!explanation.Conditions.Holds) return words.DoesNotFire + words.Colon + Word(explanation.Conditions, negated: false).Text;
        List<string> facts = [.. Facts(explanation.Filter, negated: false), .. Facts(explanation.Conditions, negated: false)];
        return words.Fires + new WaitWording(words).Of(explanation) + words.Colon + (facts.Count == 0 ? words.NoConditions : Join(facts, words.And));
    }

    /// <summary>What is so, and therefore the workflow fires.</summary>
    private IEnumerable<string> Facts(ExplainedCondition condition, bool negated) => condition switch
    {
        { Decisive: false } => [],
        ExplainedGroup group => group.Conditions.SelectMany(c => Facts(c, negated)),
        ExplainedNegation negation => Facts(negation.Condition, !negated),
        ExplainedRule rule => [$"{Is(rule)} ({Wanted(rule, negated)})"],
        ExplainedQuantifier quantifier => [$"{Is(quantifier)} ({Wanted(quantifier, negated)})"],
        _ => [],
    };

    /// <summary>
    /// What would have to be otherwise, and whether it is several things joined. Everything that fails an AND must change, any one
    /// thing suffices for an OR; inside a negation it is the other way about.
    /// </summary>
    private (string Text, bool IsJoined) Word(ExplainedCondition condition, bool negated)
    {
        switch (condition)
        {
            case ExplainedNegation negation:
                return Word(negation.Condition, !negated);
            case ExplainedGroup group:
                var parts = group.Conditions.Where(c => c.Decisive).Select(c => Word(c, negated)).ToList();
                if (parts is [var single]) return single;
                var word = (group.Operator == GroupOperator.Or) == negated ? words.And : words.Or;
                return (Join([.. parts.Select(p => p.IsJoined ? $"({p.Text})" : p.Text)], word), true);
            case ExplainedRule rule:
                return (Because($"{Is(rule)}, {Expected(rule, negated)}", rule.Reason), false);
            case ExplainedQuantifier quantifier:
                var counted = Because($"{Is(quantifier)}, {words.Expected} {Wanted(quantifier, negated)}", quantifier.Reason);
                return (counted + Detail(quantifier, negated), false);
            default:
                return ("", false);
        }
    }

    private string Is(ExplainedRule rule)
    {
        var path = Shorten(rule.Path);
        if (rule.Operand is BoundChange)
        {
            return RuleReasons.IsSame(rule.Actual, rule.Previous)
                ? Format(words.Unchanged, path, ValueWording.Of(rule.Actual, words))
                : Went(rule, path);
        }

        return rule.Actual is null ? IsNull(rule.Path, rule.NullAt) : $"{path} {words.Is} {ValueWording.Of(rule.Actual, words)}";
    }

    private string Went(ExplainedRule rule, string path)
    {
        var (previous, actual) = (ValueWording.Of(rule.Previous, words), ValueWording.Of(rule.Actual, words));
        if (rule.Previous is null) return Format(words.WentFromNull, path, actual);
        return rule.Actual is null ? Format(words.WentToNull, path, previous) : Format(words.Went, path, previous, actual);
    }

    private string Is(ExplainedQuantifier quantifier) => quantifier.Elements is { } elements
        ? Format(quantifier.Held > 1 ? words.ElementsMeet : words.OneElementMeets, quantifier.Held, elements, Shorten(quantifier.Path), new ConditionWording(words, Shorten, quantifier.Zone).Of(quantifier.Each))
        : IsNull(quantifier.Path, quantifier.NullAt);

    private string IsNull(string path, string? nullAt)
    {
        var where = nullAt is { } at && at != path ? $" ({Format(words.NothingAt, Shorten(at))})" : "";
        return $"{Shorten(path)} {words.HasNoValue}{where}";
    }

    /// <summary>What is so, or is meant to be: <c>(pas > 5)</c>.</summary>
    private string Wanted(ExplainedRule rule, bool negated)
    {
        var (text, isNegative) = Form(rule, negated);
        return isNegative ? $"{words.Not} {text}" : text;
    }

    private string Expected(ExplainedRule rule, bool negated)
    {
        var (text, isNegative) = Form(rule, negated);
        return $"{(isNegative ? words.NotExpected : words.Expected)} {text}";
    }

    /// <summary>Operator and right-hand side, and whether a "not" must stand before. Where an operator is worded, its opposite reads better.</summary>
    private (string Text, bool IsNegative) Form(ExplainedRule rule, bool negated)
    {
        var wording = new OperandWording(words, Shorten);
        if (!negated) return (wording.Wanted(rule), false);
        if (rule.Operand is BoundChange change) return (wording.Unwanted(rule, change), false);
        var opposite = words.Operators.ContainsKey(rule.Operator) ? ComparisonOperators.Opposite(rule.Operator) : null;
        return opposite is null ? (wording.Wanted(rule), true) : (wording.Wanted(rule with { Operator = opposite }), false);
    }

    private string Wanted(ExplainedQuantifier quantifier, bool negated) => (quantifier.Operator, negated) switch
    {
        ("any", false) => words.AtLeastOne,
        ("any", true) => words.None,
        (_, false) => words.Every,
        _ => words.NotEvery,
    };

    /// <summary>What it is about the first element that decides.</summary>
    private string Detail(ExplainedQuantifier quantifier, bool negated) =>
        quantifier is { Deciding: { Decisive: true } deciding, DecidingIndex: { } index }
            ? $" ({Format(words.Element, index + 1)}{words.Colon}{Word(deciding, negated).Text})"
            : "";

    private string Because(string text, RuleReason reason) => words.Reasons.TryGetValue(reason, out var why) ? $"{text} ({why})" : text;

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    private string Shorten(string path) =>
        explanation.Entity is { } entity && path.StartsWith(entity + ".", StringComparison.Ordinal) ? path[(entity.Length + 1)..] : path;

    private static string Join(List<string> parts, string word)
    {
        var shown = parts.Count > MostParts ? [.. parts.Take(MostParts), $"… (+{parts.Count - MostParts})"] : parts;
        return string.Join($" {word} ", shown);
    }
}
