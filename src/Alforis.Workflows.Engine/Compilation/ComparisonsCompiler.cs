using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Compiles the rules of a condition to one delegate that writes the answer of each, also of those that a short-circuit would
/// leave out. They are the same expressions as the condition's own, but interpreted: who asks why asks seldom, and machine code
/// would cost a hundred times more to make than the answer.
/// </summary>
internal static class ComparisonsCompiler<TContext>
{
    /// <param name="rules">Comparisons and quantifiers.</param>
    /// <param name="element">What the rules are about inside of <c>any</c> and <c>all</c>; the delegate's second argument is then one of these.</param>
    public static Action<TContext, object?, EvaluationTime, bool[]> Compile(ImmutableArray<BoundCondition> rules, BoundElement? element)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var item = Expression.Parameter(typeof(object), "element");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var outcomes = Expression.Parameter(typeof(bool[]), "outcomes");
        var paths = new PathEmitter(context, time, element is null ? null : Expression.Convert(item, element.Type));
        var emitter = new ConditionEmitter(paths, Literals.Inline);
        var answers = rules.Select(Expression (rule, i) =>
            Expression.Assign(Expression.ArrayAccess(outcomes, Expression.Constant(i)), emitter.Emit(rule)));
        // By value and as an Action: for delegates of other shapes the interpreter would emit machine code after all.
        return Expression.Lambda<Action<TContext, object?, EvaluationTime, bool[]>>(
            Expression.Block(typeof(void), answers), context, item, time, outcomes).Compile(preferInterpretation: true);
    }
}
