using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// Builds the explained tree of one condition over one context, or over one element of a list in it. Groups are folded from the answers
/// of their rules: what is reached and what is decisive follows from the answers alone.
/// </summary>
internal sealed class ConditionExplainer<TContext>(ConditionProbe<TContext> probe, TContext context, EvaluationTime time, object? element = null)
{
    private readonly bool[] outcomes = probe.Ask(context, element, time);
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
                return probe.Rules[i] is QuantifierProbe<TContext> quantifier
                    ? ExplainQuantifier(quantifier, outcomes[i])
                    : ExplainRule((ComparisonProbe<TContext>)probe.Rules[i], outcomes[i]);
        }
    }

    private ImmutableArray<ExplainedCondition> ExplainAll(ImmutableArray<BoundCondition> conditions)
    {
        var explained = ImmutableArray.CreateBuilder<ExplainedCondition>(conditions.Length);
        foreach (var condition in conditions) explained.Add(Explain(condition));
        return explained.MoveToImmutable();
    }

    private ExplainedRule ExplainRule(ComparisonProbe<TContext> rule, bool holds)
    {
        var comparison = rule.Comparison;
        var actual = ExplainedValue.Of(comparison.Left, rule.Left(context, element, time), time.Zone);
        var expected = ExplainedValue.Of(rule.Right.Value(context, element, time), time.Zone);
        var previous = ExplainedValue.Of(rule.Previous?.Invoke(context, element, time), time.Zone);
        var reason = RuleReasons.Find(comparison, holds, actual, expected, previous);
        return new ExplainedRule(
            comparison.Left.Text, comparison.Operator.Symbol(), actual, expected, RuleTerms.Path(comparison.Right), reason, NullAt(comparison.Left, actual))
        {
            ExpectedTerm = RuleTerms.Term(comparison.Right), IgnoresCase = comparison.IgnoresCase, Previous = previous, Operand = comparison.Right,
            Holds = holds, Reached = false, Decisive = false,
        };
    }

    private ExplainedQuantifier ExplainQuantifier(QuantifierProbe<TContext> rule, bool holds)
    {
        var (path, @operator) = (rule.Quantifier.List, rule.Quantifier.Operator);
        var list = rule.List(context, element, time);
        var (elements, held, firstHeld, firstFailed) = rule.Count(list, context, time);
        var deciding = @operator == ComparisonOperator.Any ? firstHeld : firstFailed;
        var explained = deciding < 0
            ? null
            : new ConditionExplainer<TContext>(rule.Condition, context, time, QuantifierProbe<TContext>.Elements(list).ElementAt(deciding)).Explain(false, false);
        var reason = RuleReasons.Find(holds, list, elements);
        return new ExplainedQuantifier(
            path.Text, @operator.Symbol(), rule.Quantifier.Condition.ToString(), list is null ? null : elements, held, deciding < 0 ? null : deciding,
            explained, reason, NullAt(path, list))
        {
            Each = rule.Quantifier.Condition, Zone = time.Zone,
            Holds = holds, Reached = false, Decisive = false,
        };
    }

    private string? NullAt(BoundPath path, object? value) => value is null ? NullStep.Find(path, probe.Readers, context, element, time) : null;

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
            case ExplainedQuantifier { Deciding: { } deciding } quantifier:
                return quantifier with { Deciding = Mark(deciding, reached, decisive), Reached = reached, Decisive = decisive };
            case ExplainedGroup group:
                var decides = group.Operator == GroupOperator.Or;
                var marked = ImmutableArray.CreateBuilder<ExplainedCondition>(group.Conditions.Length);
                var open = reached;
                foreach (var inner in group.Conditions)
                {
                    marked.Add(Mark(inner, open, decisive && inner.Holds == group.Holds));
                    open &= inner.Holds != decides;
                }

                return group with { Conditions = marked.MoveToImmutable(), Reached = reached, Decisive = decisive };
            default:
                return condition with { Reached = reached, Decisive = decisive };
        }
    }
}
