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
        var emitter = new ConditionEmitter(new PathEmitter(context, time, Literals.Inline, shared), Literals.Inline);
        var body = shared.Around(emitter.Emit(condition));
        return Expression.Lambda<CompiledCondition<TContext>>(body, context, time).Compile();
    }
}
