using System.Globalization;
using System.Text;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes explanations as indented text, a line per condition.</summary>
internal sealed class ExplanationTree(ExplanationWords words)
{
    private readonly StringBuilder text = new();

    public string Write(Explanation explanation)
    {
        text.Clear();
        Line(0, explanation.Fires, explanation.Fires ? words.Fires : words.DoesNotFire, reached: true);
        Part(words.Filter, explanation.Filter);
        Part(words.Conditions, explanation.Conditions);
        return text.ToString();
    }

    public string Write(ActionExplanation explanation)
    {
        text.Clear();
        var isEmpty = explanation.When is ExplainedGroup { Conditions.IsEmpty: true };
        var title = explanation.Runs ? words.Runs : words.IsSkipped;
        Line(0, explanation.Runs, isEmpty ? title + words.Colon + words.NoWhen : title, reached: true);
        if (!isEmpty) Write(1, explanation.When);
        return text.ToString();
    }

    private void Part(string title, ExplainedCondition condition)
    {
        var isEmpty = condition is ExplainedGroup { Conditions.IsEmpty: true };
        Line(1, condition.Holds, isEmpty ? title + words.Colon + words.None : title, condition.Reached);
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
        }
    }

    private string Describe(ExplainedRule rule)
    {
        var expected = ValueWording.Of(rule.Expected, words);
        var right = rule.ExpectedPath is { } other ? $"{other} ({expected})" : expected;
        var line = $"{rule.Path} {rule.Operator} {right} — {words.Is} {ValueWording.Of(rule.Actual, words)}";
        if (rule.NullAt is { } at && at != rule.Path) line += ", " + string.Format(CultureInfo.InvariantCulture, words.NothingAt, at);
        return words.Reasons.TryGetValue(rule.Reason, out var reason) ? line + ", " + reason : line;
    }

    private void Line(int depth, bool holds, string line, bool reached)
    {
        if (text.Length > 0) text.Append('\n');
        text.Append(' ', 2 * depth).Append(holds ? "✓ " : "✗ ").Append(line);
        if (!reached) text.Append(" (").Append(words.NotReached).Append(')');
    }
}
