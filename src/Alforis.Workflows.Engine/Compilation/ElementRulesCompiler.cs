using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Compiles the rules that <c>any</c> and <c>all</c> ask of an element to one delegate that makes another for each evaluation, which
/// writes the answer of each rule, also of those that a short-circuit would leave out, and keeps what does not depend on the element. They are the same expressions as the condition's own, but interpreted: who asks why asks
/// seldom, and machine code would cost a hundred times more to make than the answer.
/// </summary>
internal static class ElementRulesCompiler<TContext>
{
    /// <param name="rules">Comparisons and quantifiers.</param>
    /// <param name="element">What they are about; the inner delegate's first argument is one of these. It is for one thread.</param>
    public static Func<TContext, EvaluationTime, Action<object?, bool[]>> Compile(ImmutableArray<BoundCondition> rules, BoundElement element)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var item = Expression.Parameter(typeof(object), "element");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var outcomes = Expression.Parameter(typeof(bool[]), "outcomes");
        var outer = new OuterReads();
        var paths = new PathEmitter(context, time, Literals.Inline, element: AsElement(item, element), outer: outer);
        var emitter = new ConditionEmitter(paths, Literals.Inline);
        var answers = rules.Select(Expression (rule, i) =>
            Expression.Assign(Expression.ArrayAccess(outcomes, Expression.Constant(i)), emitter.Emit(rule)));
        var asking = Expression.Lambda<Action<object?, bool[]>>(Expression.Block(typeof(void), answers.ToList()), item, outcomes);
        // By value and as Func and Action: for delegates of other shapes the interpreter would emit machine code after all.
        return Expression.Lambda<Func<TContext, EvaluationTime, Action<object?, bool[]>>>(outer.Around(asking), context, time).Compile(preferInterpretation: true);
    }

    /// <summary>An element as the expressions of its rules expect it.</summary>
    public static Expression AsElement(Expression item, BoundElement element) =>
        element.Type == typeof(object) ? item : Expression.Convert(item, element.Type);
}
