using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Asks every comparison of a condition, also those that a short-circuit would leave out.</summary>
/// <typeparam name="TContext">The type that they are evaluated over.</typeparam>
internal delegate void CompiledComparisons<in TContext>(TContext context, in EvaluationTime time, bool[] outcomes);

/// <summary>Compiles the comparisons of a condition to one delegate, from the same expressions as the condition itself.</summary>
internal static class ComparisonsCompiler<TContext>
{
    public static CompiledComparisons<TContext> Compile(ImmutableArray<BoundComparison> comparisons)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
        var outcomes = Expression.Parameter(typeof(bool[]), "outcomes");
        var emitter = new ComparisonEmitter(new PathEmitter(context, time));
        var answers = comparisons.Select(Expression (comparison, i) =>
            Expression.Assign(Expression.ArrayAccess(outcomes, Expression.Constant(i)), emitter.Emit(comparison)));
        return Expression.Lambda<CompiledComparisons<TContext>>(
            Expression.Block(typeof(void), answers), context, time, outcomes).Compile();
    }
}
