using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// Builds the explained tree of one condition over one context. Groups are folded from the answers of their rules: what is reached
/// and what is decisive follows from the answers alone.
/// </summary>
internal sealed class ConditionExplainer<TContext>(ConditionProbe<TContext> probe, TContext context, EvaluationTime time)
{
    private readonly bool[] outcomes = probe.Ask(context, time);
    private int next;

    public ExplainedCondition Explain(bool reached, bool decisive)
    {
        next = 0;
        return Mark(Explain(probe.Condition), reached, decisive);
    }

    private ExplainedCondition Explain(BoundCondition condition)
    {
        switch (condition)
        {
            case BoundAnd and:
                var all = ExplainAll(and.Conditions);
                return Group(GroupOperator.And, all, all.All(c => c.Holds));
            case BoundOr or:
                var any = ExplainAll(or.Conditions);
                return Group(GroupOperator.Or, any, any.Any(c => c.Holds));
            case BoundNot not:
                var inner = Explain(not.Condition);
                return new ExplainedNegation(inner) { Holds = !inner.Holds, Reached = false, Decisive = false };
            default:
                var i = next++;
                return ExplainRule(probe.Rules[i], outcomes[i]);
        }
    }

    private ImmutableArray<ExplainedCondition> ExplainAll(ImmutableArray<BoundCondition> conditions)
    {
        var explained = ImmutableArray.CreateBuilder<ExplainedCondition>(conditions.Length);
        foreach (var condition in conditions) explained.Add(Explain(condition));
        return explained.MoveToImmutable();
    }

    private ExplainedRule ExplainRule(RuleProbe<TContext> rule, bool holds)
    {
        var comparison = rule.Comparison;
        var actual = ExplainedValue.Of(comparison.Left, rule.Left(context, time), time.Zone);
        var (expected, path) = comparison.Right switch
        {
            BoundField field => (ExplainedValue.Of(field.Path, rule.Right!(context, time), time.Zone), field.Path.Text),
            BoundLiteralList list => (list.Items.Select(i => ExplainedValue.Of(i.Value, time.Zone)).ToImmutableArray(), null),
            var literal => (ExplainedValue.Of(((BoundLiteral)literal).Value, time.Zone), null),
        };
        var reason = RuleReasons.Find(comparison, holds, actual, expected);
        var nullAt = actual is null ? NullStep.Find(comparison.Left, probe.Readers, context, time) : null;
        return new ExplainedRule(comparison.Left.Text, comparison.Operator.Symbol(), actual, expected, path, reason, nullAt)
        {
            Holds = holds, Reached = false, Decisive = false,
        };
    }

    private static ExplainedGroup Group(GroupOperator @operator, ImmutableArray<ExplainedCondition> conditions, bool holds) =>
        new(@operator, conditions) { Holds = holds, Reached = false, Decisive = false };

    /// <summary>
    /// A rule that answers as its group does is one of the reasons for the group's answer: all rules of an AND that holds, the failed
    /// ones of an AND that does not. The first rule that decides keeps the later ones from being reached.
    /// </summary>
    private static ExplainedCondition Mark(ExplainedCondition condition, bool reached, bool decisive)
    {
        switch (condition)
        {
            case ExplainedNegation negation:
                return negation with { Condition = Mark(negation.Condition, reached, decisive), Reached = reached, Decisive = decisive };
            case ExplainedGroup group:
                var deciding = group.Operator == GroupOperator.Or;
                var marked = ImmutableArray.CreateBuilder<ExplainedCondition>(group.Conditions.Length);
                var open = reached;
                foreach (var inner in group.Conditions)
                {
                    marked.Add(Mark(inner, open, decisive && inner.Holds == group.Holds));
                    open &= inner.Holds != deciding;
                }

                return group with { Conditions = marked.MoveToImmutable(), Reached = reached, Decisive = decisive };
            default:
                return condition with { Reached = reached, Decisive = decisive };
        }
    }
}
