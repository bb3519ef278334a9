using System.Collections.Concurrent;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>The code of a comparison, for all constants.</summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal delegate bool LeafPredicate<in TContext>(TContext context, in EvaluationTime time, object[] constants);

/// <summary>
/// Compiles comparisons, each shape once, for all workflows of a compiler. Thread-safe.
/// </summary>
internal sealed class LeafPredicates<TContext>
{
    /// <summary>
    /// Far more than a schema has in use; entities that refer to one another have paths without end. What comes later has code of its
    /// own, which goes with its workflow.
    /// </summary>
    public const int MostShapes = 4_096;

    private readonly ConcurrentDictionary<LeafShape, Lazy<SharedLeaf<TContext>>> leaves = new();

    /// <summary>How many shapes have code.</summary>
    public int Count => leaves.Count;

    /// <summary>The comparison or quantifier with the code that it shares and its own constants.</summary>
    public LeafNode<TContext> Bind(BoundCondition rule)
    {
        var positive = rule is BoundComparison { Operator: var written } comparison && written.Positive() is { } opposite
            ? comparison with { Operator = opposite }
            : rule;
        var leaf = Find(positive);
        return new LeafNode<TContext>(leaf.Predicate, leaf.ConstantsOf(positive), isNegative: !ReferenceEquals(positive, rule));
    }

    private SharedLeaf<TContext> Find(BoundCondition rule)
    {
        if (LeafShape.Of(rule) is not { } shape) return new SharedLeaf<TContext>(rule);
        if (leaves.TryGetValue(shape, out var known)) return known.Value;

        // Lazy, for compiling costs enough that two threads should not both do it.
        return leaves.Count < MostShapes
            ? leaves.GetOrAdd(shape, new Lazy<SharedLeaf<TContext>>(() => new SharedLeaf<TContext>(rule))).Value
            : new SharedLeaf<TContext>(rule);
    }
}
