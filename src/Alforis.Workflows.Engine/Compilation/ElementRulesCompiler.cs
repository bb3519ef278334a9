using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Compiles the rules that <c>any</c> and <c>all</c> ask of an element to one delegate that writes the answer of each, also of those
/// that a short-circuit would leave out. They are the same expressions as the condition's own, but interpreted: who asks why asks
/// seldom, and machine code would cost a hundred times more to make than the answer.
/// </summary>
internal static class ElementRulesCompiler<TContext>
{
    /// <param name="rules">Comparisons and quantifiers.</param>
    /// <param name="element">What they are about; the delegate's second argument is one of these.</param>
    public static Action<TContext, object?, EvaluationTime, bool[]> Compile(ImmutableArray<BoundCondition> rules, BoundElement element)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var item = Expression.Parameter(typeof(object), "element");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var outcomes = Expression.Parameter(typeof(bool[]), "outcomes");
        var paths = new PathEmitter(context, time, Literals.Inline, element: AsElement(item, element));
        var emitter = new ConditionEmitter(paths, Literals.Inline);
        var answers = rules.Select(Expression (rule, i) =>
            Expression.Assign(Expression.ArrayAccess(outcomes, Expression.Constant(i)), emitter.Emit(rule)));
        // By value and as an Action: for delegates of other shapes the interpreter would emit machine code after all.
        return Expression.Lambda<Action<TContext, object?, EvaluationTime, bool[]>>(
            Expression.Block(typeof(void), answers), context, item, time, outcomes).Compile(preferInterpretation: true);
    }

    /// <summary>An element as the expressions of its rules expect it.</summary>
    public static Expression AsElement(Expression item, BoundElement element) =>
        element.Type == typeof(object) ? item : Expression.Convert(item, element.Type);
}
