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

    private readonly ConcurrentDictionary<LeafShape, Lazy<LeafPredicate<TContext>>> predicates = new();

    /// <summary>How many shapes have code.</summary>
    public int Count => predicates.Count;

    /// <summary>The comparison with the code that it shares and its own constants.</summary>
    public LeafNode<TContext> Bind(BoundComparison comparison)
    {
        var isNegative = comparison.Operator.Positive() is not null;
        var emitted = new EmittedLeaf<TContext>(comparison with { Operator = comparison.Operator.Positive() ?? comparison.Operator });
        return new LeafNode<TContext>(Find(comparison, emitted), emitted.Constants, isNegative);
    }

    private LeafPredicate<TContext> Find(BoundComparison comparison, EmittedLeaf<TContext> emitted)
    {
        if (LeafShape.Of(comparison) is not { } shape) return emitted.Compile();
        if (predicates.TryGetValue(shape, out var known)) return known.Value;

        // Lazy, for compiling costs enough that two threads should not both do it.
        return predicates.Count < MostShapes
            ? predicates.GetOrAdd(shape, new Lazy<LeafPredicate<TContext>>(emitted.Compile)).Value
            : emitted.Compile();
    }
}

/// <summary>The code of a positive comparison as an expression, and its constants.</summary>
internal sealed class EmittedLeaf<TContext>
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(TContext), "context");
    private static readonly ParameterExpression Time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
    private static readonly ParameterExpression Held = Expression.Parameter(typeof(object[]), "constants");

    public EmittedLeaf(BoundComparison comparison)
    {
        var literals = new SharedLiterals(Held);
        Body = new ComparisonEmitter(new PathEmitter(Context, Time, literals), literals).Emit(comparison);
        Constants = literals.Constants;
    }

    public Expression Body { get; }

    public object[] Constants { get; }

    public LeafPredicate<TContext> Compile() => Expression.Lambda<LeafPredicate<TContext>>(Body, Context, Time, Held).Compile();
}
