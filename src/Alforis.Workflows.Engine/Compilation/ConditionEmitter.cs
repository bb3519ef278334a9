using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Emits conditions: groups as short-circuiting trees, rules by the emitters of comparisons and quantifiers.</summary>
internal sealed class ConditionEmitter(PathEmitter paths, Literals literals)
{
    private readonly ComparisonEmitter comparisons = new(paths, literals);

    public Expression Emit(BoundCondition condition) => condition switch
    {
        BoundComparison comparison => comparisons.Emit(comparison),
        BoundQuantifier quantifier => QuantifierEmitter.Emit(quantifier, paths, element => new ConditionEmitter(paths.At(element), literals).Emit(quantifier.Condition)),
        BoundNot not => Expression.Not(Emit(not.Condition)),
        BoundAnd { Conditions.IsEmpty: true } => Expression.Constant(true),
        BoundOr { Conditions.IsEmpty: true } => Expression.Constant(false),
        BoundAnd and => Balanced.Join([.. and.Conditions.Select(Emit)], Expression.AndAlso),
        BoundOr or => Balanced.Join([.. or.Conditions.Select(Emit)], Expression.OrElse),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be compiled."),
    };
}
