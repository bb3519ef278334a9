using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>A condition whose comparisons can each be asked for their answer and their values. Immutable, thread-safe.</summary>
internal sealed class ConditionProbe<TContext>
{
    private readonly Lazy<LeafNode<TContext>[]> answers;

    public ConditionProbe(BoundCondition condition, PathReaders<TContext> readers, LeafPredicates<TContext> predicates)
    {
        Condition = condition;
        Readers = readers;
        ImmutableArray<BoundComparison> comparisons = [.. Comparisons(condition)];
        Rules = [.. comparisons.Select(c => new RuleProbe<TContext>(
            c, readers.Get(c.Left), c.Right is BoundField field ? readers.Get(field.Path) : null))];
        answers = new(() => [.. comparisons.Select(predicates.Bind)]);
    }

    public BoundCondition Condition { get; }

    public PathReaders<TContext> Readers { get; }

    /// <summary>The comparisons, in the order of the definition.</summary>
    public ImmutableArray<RuleProbe<TContext>> Rules { get; }

    /// <summary>The answer of each of <see cref="Rules"/>.</summary>
    public bool[] Ask(TContext context, in EvaluationTime time)
    {
        var outcomes = new bool[Rules.Length];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = answers.Value[i].Holds(context, in time);
        return outcomes;
    }

    private static IEnumerable<BoundComparison> Comparisons(BoundCondition condition) => condition switch
    {
        BoundComparison comparison => [comparison],
        BoundNot not => Comparisons(not.Condition),
        BoundAnd and => and.Conditions.SelectMany(Comparisons),
        BoundOr or => or.Conditions.SelectMany(Comparisons),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be explained."),
    };
}

/// <summary>A comparison with the readers of its sides; the right one is <see langword="null"/> beside literals.</summary>
internal sealed record RuleProbe<TContext>(BoundComparison Comparison, PathReader<TContext> Left, PathReader<TContext>? Right);
