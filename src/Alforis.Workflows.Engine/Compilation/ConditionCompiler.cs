using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A compiled condition.</summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal delegate bool CompiledCondition<in TContext>(TContext context, in EvaluationTime time);

/// <summary>Compiles conditions to delegates by way of expression trees.</summary>
internal static class ConditionCompiler<TContext>
{
    private static readonly CompiledCondition<TContext> Always = static (TContext _, in EvaluationTime _) => true;

    public static CompiledCondition<TContext> Compile(BoundCondition condition)
    {
        if (condition is BoundAnd { Conditions.IsEmpty: true }) return Always;
        var context = Expression.Parameter(typeof(TContext), "context");
        var time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
        var shared = new SharedPrefixes();
        var comparisons = new ComparisonEmitter(new PathEmitter(context, time, Literals.Inline, shared), Literals.Inline);
        var body = shared.Around(Emit(condition, comparisons));
        return Expression.Lambda<CompiledCondition<TContext>>(body, context, time).Compile();
    }

    private static Expression Emit(BoundCondition condition, ComparisonEmitter comparisons) => condition switch
    {
        BoundComparison comparison => comparisons.Emit(comparison),
        BoundNot not => Expression.Not(Emit(not.Condition, comparisons)),
        BoundAnd { Conditions.IsEmpty: true } => Expression.Constant(true),
        BoundOr { Conditions.IsEmpty: true } => Expression.Constant(false),
        BoundAnd and => Balanced.Join([.. and.Conditions.Select(c => Emit(c, comparisons))], Expression.AndAlso),
        BoundOr or => Balanced.Join([.. or.Conditions.Select(c => Emit(c, comparisons))], Expression.OrElse),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be compiled."),
    };
}
