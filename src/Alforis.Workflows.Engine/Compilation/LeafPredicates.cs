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

    /// <summary>The comparison with the code that it shares and its own constants.</summary>
    public LeafNode<TContext> Bind(BoundComparison comparison)
    {
        var leaf = Find(comparison);
        return new LeafNode<TContext>(leaf.Predicate, leaf.ConstantsOf(comparison), comparison.Operator.Positive() is not null);
    }

    private SharedLeaf<TContext> Find(BoundComparison comparison)
    {
        if (LeafShape.Of(comparison) is not { } shape) return new SharedLeaf<TContext>(comparison);
        if (leaves.TryGetValue(shape, out var known)) return known.Value;

        // Lazy, for compiling costs enough that two threads should not both do it.
        return leaves.Count < MostShapes
            ? leaves.GetOrAdd(shape, new Lazy<SharedLeaf<TContext>>(() => new SharedLeaf<TContext>(comparison))).Value
            : new SharedLeaf<TContext>(comparison);
    }
}
