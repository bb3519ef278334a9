using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Builds conditions that are walked.</summary>
internal sealed class ConditionNodes<TContext>(LeafPredicates<TContext> predicates)
{
    private static readonly AndNode<TContext> Always = new([]);

    public ConditionNode<TContext> Build(BoundCondition condition) => condition switch
    {
        BoundComparison comparison => predicates.Bind(comparison),
        BoundNot not => new NotNode<TContext>(Build(not.Condition)),
        BoundAnd { Conditions.IsEmpty: true } => Always,
        BoundAnd { Conditions: [var single] } => Build(single),
        BoundOr { Conditions: [var single] } => Build(single),
        BoundAnd and => new AndNode<TContext>(BuildAll(and.Conditions)),
        BoundOr or => new OrNode<TContext>(BuildAll(or.Conditions)),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be compiled."),
    };

    private ConditionNode<TContext>[] BuildAll(ImmutableArray<BoundCondition> conditions)
    {
        var nodes = new ConditionNode<TContext>[conditions.Length];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = Build(conditions[i]);
        return nodes;
    }
}
