using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Compiles the comparisons of a condition to one delegate that writes the answer of each, also of those that a short-circuit would
/// leave out. They are the same expressions as the condition's own, but interpreted: who asks why asks seldom, and machine code
/// would cost a hundred times more to make than the answer.
/// </summary>
internal static class ComparisonsCompiler<TContext>
{
    public static Action<TContext, EvaluationTime, bool[]> Compile(ImmutableArray<BoundComparison> comparisons)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var outcomes = Expression.Parameter(typeof(bool[]), "outcomes");
        var emitter = new ComparisonEmitter(new PathEmitter(context, time, Literals.Inline), Literals.Inline);
        var answers = comparisons.Select(Expression (comparison, i) =>
            Expression.Assign(Expression.ArrayAccess(outcomes, Expression.Constant(i)), emitter.Emit(comparison)));
        // By value and as an Action: for delegates of other shapes the interpreter would emit machine code after all.
        return Expression.Lambda<Action<TContext, EvaluationTime, bool[]>>(
            Expression.Block(typeof(void), answers), context, time, outcomes).Compile(preferInterpretation: true);
    }
}
