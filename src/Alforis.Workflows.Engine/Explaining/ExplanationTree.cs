using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes explanations as indented text, a line per condition.</summary>
internal sealed class ExplanationTree(ExplanationWords words)
{
    private readonly StringBuilder text = new();

    public string Write(Explanation explanation)
    {
        text.Clear();
        Line(0, explanation.Fires, explanation.Fires ? words.Fires + new WaitWording(words).Of(explanation) : words.DoesNotFire, reached: true);
        Part(words.Filter, words.NoFilter, explanation.Filter);
        Part(words.Conditions, words.NoConditionsAtAll, explanation.Conditions);
        return text.ToString();
    }

    public string Write(ActionExplanation explanation)
    {
        text.Clear();
        var isEmpty = explanation.When is ExplainedGroup { Conditions.IsEmpty: true };
        var title = explanation.Runs ? words.Runs + new WaitWording(words).Of(explanation.Delay, explanation.Retry) : words.IsSkipped;
        Line(0, explanation.Runs, isEmpty ? title + words.Colon + words.NoWhen : title, reached: true);
        if (!isEmpty) Write(1, explanation.When);
        return text.ToString();
    }

    private void Part(string title, string none, ExplainedCondition condition)
    {
        var isEmpty = condition is ExplainedGroup { Conditions.IsEmpty: true };
        Line(1, condition.Holds, isEmpty ? title + words.Colon + none : title, condition.Reached);
        if (!isEmpty) Write(2, condition);
    }

    private void Write(int depth, ExplainedCondition condition)
    {
        switch (condition)
        {
            case ExplainedGroup group:
                Line(depth, group.Holds, group.Operator == GroupOperator.Or ? "OR" : "AND", group.Reached);
                foreach (var inner in group.Conditions) Write(depth + 1, inner);
                break;
            case ExplainedNegation negation:
                Line(depth, negation.Holds, "NOT", negation.Reached);
                Write(depth + 1, negation.Condition);
                break;
            case ExplainedRule rule:
                Line(depth, rule.Holds, Describe(rule), rule.Reached);
                break;
            case ExplainedQuantifier quantifier:
                Line(depth, quantifier.Holds, Describe(quantifier), quantifier.Reached);
                if (quantifier is not { Deciding: { } deciding, DecidingIndex: { } index }) break;
                Line(depth + 1, deciding.Holds, string.Format(CultureInfo.InvariantCulture, words.Element, index + 1), quantifier.Reached);
                Write(depth + 2, deciding);
                break;
        }
    }

    private string Describe(ExplainedRule rule)
    {
        var line = $"{rule.Path} {rule.Operator}";
        if (rule.IgnoresCase) line += $" ({words.IgnoringCase})";
        if (Right(rule) is { } right) line += " " + right;
        line += $" — {words.Is} {ValueWording.Of(rule.Actual, words)}";
        if (rule.Operand is BoundChange) line += $", {words.Before} {ValueWording.Of(rule.Previous, words)}";
        return Because(line, rule.Path, rule.NullAt, rule.Reason);
    }

    private string Describe(ExplainedQuantifier quantifier)
    {
        var count = quantifier.Elements is { } elements
            ? string.Format(CultureInfo.InvariantCulture, words.Of, quantifier.Held, elements)
            : $"{words.Is} {words.Null}";
        return Because($"{quantifier.Path} {quantifier.Operator} ({quantifier.Condition}) — {count}", quantifier.Path, quantifier.NullAt, quantifier.Reason);
    }

    private string? Right(ExplainedRule rule)
    {
        var wording = new OperandWording(words, path => path);
        return rule.Operand switch
        {
            BoundNothing or BoundChange { Values: null } => null,
            BoundRange range when rule.Expected is ImmutableArray<object?> { Length: 2 } ends =>
                $"[{wording.Value(range.Low, ends[0])}{words.List}{wording.Value(range.High, ends[1])}]",
            var operand => wording.Value(operand, rule.Expected),
        };
    }

    private string Because(string line, string path, string? nullAt, RuleReason reason)
    {
        if (nullAt is { } at && at != path) line += ", " + string.Format(CultureInfo.InvariantCulture, words.NothingAt, at);
        return words.Reasons.TryGetValue(reason, out var why) ? line + ", " + why : line;
    }

    private void Line(int depth, bool holds, string line, bool reached)
    {
        if (text.Length > 0) text.Append('\n');
        text.Append(' ', 2 * depth).Append(holds ? "✓ " : "✗ ").Append(line);
        if (!reached) text.Append(" (").Append(words.NotReached).Append(')');
    }
}
