using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Words right-hand sides for people: what is wanted, with the values that fields and amounts of time stand for.</summary>
internal sealed class OperandWording(ExplanationWords words, Func<string, string> shorten)
{
    /// <summary>Operator and right-hand side, for example <c>entre 5 et 10</c>.</summary>
    public string Wanted(ExplainedRule rule)
    {
        var wanted = rule.Operand switch
        {
            BoundRange range when rule.Expected is ImmutableArray<object?> { Length: 2 } ends =>
                string.Format(CultureInfo.InvariantCulture, words.Between, Value(range.Low, ends[0]), Value(range.High, ends[1])),
            BoundNothing => words.Operator(rule.Operator),
            BoundChange { Values: null } => words.Change,
            BoundChange { Values: { } values } => string.Format(
                CultureInfo.InvariantCulture, rule.Operator == "changed_from" ? words.ChangeFrom : words.ChangeTo,
                values.Items.Length == 1 ? Value(rule.Operand, rule.Expected) : words.OneOf + " " + Value(rule.Operand, rule.Expected)),
            _ => $"{words.Operator(rule.Operator)} {Value(rule.Operand, rule.Expected)}",
        };
        return rule.IgnoresCase ? $"{wanted} ({words.IgnoringCase})" : wanted;
    }

    /// <summary>A value, and what it stands for: <c>price (5)</c>.</summary>
    public string Value(BoundOperand operand, object? value)
    {
        var text = ValueWording.Of(value, words);
        return operand switch
        {
            BoundField field => $"{shorten(field.Path.Text)} ({text})",
            BoundRelativeTime amount => $"{text} ({Amount(amount)})",
            _ => text,
        };
    }

    private string Amount(BoundRelativeTime amount)
    {
        var (one, many) = words.Units[(int)amount.Unit];
        var count = Math.Abs((long)amount.Count).ToString(CultureInfo.InvariantCulture);
        var sign = amount.Count < 0 ? "\u2212" : "+";
        return $"{(amount.Base == PathRoot.Now ? words.Now : words.Today)} {sign}{count} {(count == "1" ? one : many)}";
    }
}
