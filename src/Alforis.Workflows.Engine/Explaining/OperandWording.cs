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
                Format(words.Between, Value(range.Low, ends[0]), Value(range.High, ends[1])),
            BoundNothing => words.Operator(rule.Operator),
            BoundChange change => Change(rule, change, words.Change, words.ChangeFrom, words.ChangeTo),
            _ => $"{words.Operator(rule.Operator)} {Value(rule.Operand, rule.Expected)}",
        };
        return rule.IgnoresCase ? $"{wanted} ({words.IgnoringCase})" : wanted;
    }

    /// <summary>That there should be no change, for example <c>aucun passage à « signe »</c>.</summary>
    public string Unwanted(ExplainedRule rule, BoundChange change) => Change(rule, change, words.NoChange, words.NoChangeFrom, words.NoChangeTo);

    /// <summary>Operator and right-hand side as they are written: nothing is worked out.</summary>
    /// <param name="operand">The right-hand side.</param>
    /// <param name="symbol">The operator as definitions write it.</param>
    /// <param name="zone">The zone in which moments are shown.</param>
    public string Written(BoundOperand operand, string symbol, TimeZoneInfo zone) => operand switch
    {
        BoundNothing => words.Operator(symbol),
        BoundRange range => Format(words.Between, Written(range.Low, zone), Written(range.High, zone)),
        _ => $"{words.Operator(symbol)} {Written(operand, zone)}",
    };

    private string Written(BoundOperand operand, TimeZoneInfo zone) => operand switch
    {
        BoundLiteral literal => ValueWording.Of(ExplainedValue.Of(literal.Value, zone), words),
        BoundLiteralList list => ValueWording.Of(ExplainedValue.Of(list.Items.Select(i => i.Value), zone), words),
        BoundField field => shorten(field.Path.Text),
        BoundRelativeTime amount => Amount(amount),
        BoundPattern pattern => ValueWording.Of(pattern.Pattern, words),
        _ => operand.ToString(),
    };

    private string Change(ExplainedRule rule, BoundChange change, string any, string from, string to) => change.Values switch
    {
        null => any,
        { Items: [{ Value: null }] } => Format(rule.Operator == "changed_from" ? from : to, words.NullState),
        { Items.Length: 1 } => Format(rule.Operator == "changed_from" ? from : to, Value(change, rule.Expected)),
        _ => Format(rule.Operator == "changed_from" ? from : to, words.OneOf + " " + Value(change, rule.Expected)),
    };

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

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

    private string Amount(BoundRelativeTime relative)
    {
        var sign = relative.Amount.Count < 0 ? "\u2212" : "+";
        return $"{(relative.Base == PathRoot.Now ? words.Now : words.Today)} {sign}{words.Amount(relative.Amount)}";
    }
}
