using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Conditions;

/// <summary>Writes bound conditions with fewer operators, each as the compiler understands it.</summary>
/// <param name="zone">The workflow's time zone.</param>
internal sealed class ConditionReader(TimeZoneInfo zone)
{
    public Condition Read(BoundCondition condition) => condition switch
    {
        BoundAnd and => new Conjunction([.. and.Conditions.Select(Read)]),
        BoundOr or => new Disjunction([.. or.Conditions.Select(Read)]),
        BoundNot not => new Negation(Read(not.Condition)),
        BoundComparison comparison => Read(comparison),
        BoundQuantifier { Operator: ComparisonOperator.All } all => new Negation(new ElementCheck(Path(all.List), new Negation(Read(all.Condition)))),
        BoundQuantifier any => new ElementCheck(Path(any.List), Read(any.Condition)),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be read."),
    };

    private Condition Read(BoundComparison comparison)
    {
        if (comparison.Operator.Positive() is { } positive) return new Negation(Read(comparison with { Operator = positive }));
        var left = Side(comparison.Left);
        return comparison.Right switch
        {
            BoundNothing => new EmptyCheck(left),
            BoundChange change => Read(comparison, change),
            BoundRange range => new Conjunction(
            [
                new Comparison(left, ConditionOperator.GreaterOrEqual, Side(range.Low), comparison.IgnoresCase),
                new Comparison(left, ConditionOperator.LessOrEqual, Side(range.High), comparison.IgnoresCase),
            ]),
            _ => new Comparison(left, Operator(comparison.Operator), Side(comparison.Right), comparison.IgnoresCase),
        };
    }

    private Condition Read(BoundComparison comparison, BoundChange change)
    {
        var changed = new ChangeCheck(Path(comparison.Left), Path(change.Previous));
        if (change.Values is not { } values) return changed;
        var asked = comparison.Operator == ComparisonOperator.ChangedFrom ? change.Previous : comparison.Left;
        return new Conjunction([new Comparison(Side(asked), ConditionOperator.In, Side(values), comparison.IgnoresCase), changed]);
    }

    private Operand Side(BoundOperand operand) => operand switch
    {
        BoundLiteral literal => new LiteralOperand(literal.Value),
        BoundLiteralList list => new LiteralsOperand([.. list.Items.Select(i => i.Value)]),
        BoundField field => Side(field.Path),
        BoundPattern pattern => new PatternOperand(pattern.Pattern),
        BoundRelativeTime { Kind: ValueKind.Date } date => new ClockOperand(ValueKind.Date, date.ToString(), now => RelativeTimes.Date(new EvaluationTime(now, zone), date)),
        BoundRelativeTime moment => new ClockOperand(ValueKind.DateTime, moment.ToString(), now => RelativeTimes.Moment(new EvaluationTime(now, zone), moment)),
        _ => throw new NotSupportedException($"An operand of type {operand.GetType().Name} cannot be read."),
    };

    private Operand Side(BoundPath path) => path.Root switch
    {
        PathRoot.Now => new ClockOperand(ValueKind.DateTime, path.Text, now => now),
        PathRoot.Today => new ClockOperand(ValueKind.Date, path.Text, now => new EvaluationTime(now, zone).Today),
        _ => new FieldOperand(Path(path)),
    };

    private static FieldPath Path(BoundPath path) => new(path.Steps, path.JsonSteps, path.Root == PathRoot.Element, path.Kind, path.ItemKind);

    private static ConditionOperator Operator(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => ConditionOperator.Equal,
        ComparisonOperator.Greater => ConditionOperator.Greater,
        ComparisonOperator.GreaterOrEqual => ConditionOperator.GreaterOrEqual,
        ComparisonOperator.Less => ConditionOperator.Less,
        ComparisonOperator.LessOrEqual => ConditionOperator.LessOrEqual,
        ComparisonOperator.Contains => ConditionOperator.Contains,
        ComparisonOperator.In => ConditionOperator.In,
        ComparisonOperator.StartsWith => ConditionOperator.StartsWith,
        ComparisonOperator.EndsWith => ConditionOperator.EndsWith,
        ComparisonOperator.Matches => ConditionOperator.Matches,
        _ => throw new NotSupportedException($"'{@operator.Symbol()}' is no comparison of two values."),
    };
}
