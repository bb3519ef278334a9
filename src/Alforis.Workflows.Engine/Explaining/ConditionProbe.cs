using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>A condition whose rules can each be asked for their answer and their values. Immutable, thread-safe.</summary>
internal sealed class ConditionProbe<TContext>
{
    private readonly Lazy<LeafNode<TContext>[]>? answers;
    private readonly Lazy<Func<TContext, EvaluationTime, Action<object?, bool[]>>>? elementAnswers;

    /// <param name="condition">The condition.</param>
    /// <param name="readers">Those of the compiler.</param>
    /// <param name="predicates">The code of rules that workflows share.</param>
    /// <param name="element">What it is about inside of <c>any</c> and <c>all</c>; else <see langword="null"/>.</param>
    public ConditionProbe(BoundCondition condition, PathReaders<TContext> readers, LeafPredicates<TContext> predicates, BoundElement? element = null)
    {
        Condition = condition;
        Readers = new ValueReaders<TContext>(readers);
        ImmutableArray<BoundCondition> rules = [.. RulesOf(condition)];
        Rules = [.. rules.Select(RuleProbe<TContext> (rule) => rule is BoundQuantifier quantifier
            ? new QuantifierProbe<TContext>(quantifier, Readers.Get(quantifier.List), new(quantifier.Condition, readers, predicates, quantifier.Element))
            : new ComparisonProbe<TContext>((BoundComparison)rule, Readers))];
        if (element is null) answers = new(() => [.. rules.Select(predicates.Bind)]);
        else elementAnswers = new(() => ElementRulesCompiler<TContext>.Compile(rules, element));
    }

    public BoundCondition Condition { get; }

    public ValueReaders<TContext> Readers { get; }

    /// <summary>The rules, in the order of the definition.</summary>
    public ImmutableArray<RuleProbe<TContext>> Rules { get; }

    /// <summary>The answer of each of <see cref="Rules"/>.</summary>
    public bool[] Ask(TContext context, object? element, in EvaluationTime time)
    {
        var outcomes = new bool[Rules.Length];
        if (outcomes.Length == 0) return outcomes;
        if (elementAnswers is not null) elementAnswers.Value(context, time)(element, outcomes);
        else for (var i = 0; i < outcomes.Length; i++) outcomes[i] = answers!.Value[i].Holds(context, in time);
        return outcomes;
    }

    /// <summary>Asks for the answer of the whole about one element after another. Not thread-safe.</summary>
    public Func<object?, bool> AskElements(TContext context, in EvaluationTime time)
    {
        var outcomes = new bool[Rules.Length];
        var ask = outcomes.Length == 0 ? null : elementAnswers!.Value(context, time);
        return element =>
        {
            ask?.Invoke(element, outcomes);
            var next = 0;
            return Fold(Condition, outcomes, ref next);
        };
    }

    private static bool Fold(BoundCondition condition, bool[] outcomes, ref int next)
    {
        switch (condition)
        {
            case BoundNot not:
                return !Fold(not.Condition, outcomes, ref next);
            case BoundAnd and:
                var all = true;
                foreach (var inner in and.Conditions) all &= Fold(inner, outcomes, ref next);
                return all;
            case BoundOr or:
                var any = false;
                foreach (var inner in or.Conditions) any |= Fold(inner, outcomes, ref next);
                return any;
            default:
                return outcomes[next++];
        }
    }

    private static IEnumerable<BoundCondition> RulesOf(BoundCondition condition) => condition switch
    {
        BoundComparison or BoundQuantifier => [condition],
        BoundNot not => RulesOf(not.Condition),
        BoundAnd and => and.Conditions.SelectMany(RulesOf),
        BoundOr or => or.Conditions.SelectMany(RulesOf),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be explained."),
    };
}
