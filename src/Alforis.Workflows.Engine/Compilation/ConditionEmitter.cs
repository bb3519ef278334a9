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
        BoundQuantifier quantifier => Emit(quantifier),
        BoundNot not => Expression.Not(Emit(not.Condition)),
        BoundAnd { Conditions.IsEmpty: true } => Expression.Constant(true),
        BoundOr { Conditions.IsEmpty: true } => Expression.Constant(false),
        BoundAnd and => Balanced.Join([.. and.Conditions.Select(Emit)], Expression.AndAlso),
        BoundOr or => Balanced.Join([.. or.Conditions.Select(Emit)], Expression.OrElse),
        _ => throw new NotSupportedException($"A condition of type {condition.GetType().Name} cannot be compiled."),
    };

    private Expression Emit(BoundQuantifier quantifier)
    {
        var outer = paths.Outer ?? new OuterReads();
        var answer = QuantifierEmitter.Emit(quantifier, paths, element => new ConditionEmitter(paths.At(element, outer), literals).Emit(quantifier.Condition));
        return paths.Outer is null ? outer.Around(answer) : answer;
    }
}
