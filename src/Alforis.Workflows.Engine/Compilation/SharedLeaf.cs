using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>The code of the rules of one shape, and how to get the constants of another one of them. Immutable, thread-safe.</summary>
internal sealed class SharedLeaf<TContext>
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(TContext), "context");
    private static readonly ParameterExpression Time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
    private static readonly ParameterExpression Held = Expression.Parameter(typeof(object[]), "constants");

    /// <summary>The type of the only constant, where that is nothing but the literal in another type.</summary>
    private readonly Type? literalType;

    /// <param name="rule">A comparison by a positive operator, or a quantifier.</param>
    public SharedLeaf(BoundCondition rule)
    {
        var (body, constants) = Emit(rule);
        Predicate = Expression.Lambda<LeafPredicate<TContext>>(body, Context, Time, Held).Compile();
        literalType = LiteralTypeOf(rule, constants);
    }

    public LeafPredicate<TContext> Predicate { get; }

    /// <summary>What the code reads when it stands for this rule.</summary>
    public object[] ConstantsOf(BoundCondition rule)
    {
        // The code is the same, so that emitting it again would only tell its constants.
        if (literalType is not null && rule is BoundComparison { Right: BoundLiteral { Value: { } value } }) return [Constants.Of(Constants.Convert(value, literalType)!, literalType)];
        return Emit(rule).Constants;
    }

    /// <summary>The rule as code that reads its constants, and these.</summary>
    public static (Expression Body, object[] Constants) Emit(BoundCondition rule)
    {
        var literals = new SharedLiterals(Held);
        var body = new ConditionEmitter(new PathEmitter(Context, Time, literals), literals).Emit(rule);
        return (body, literals.Constants);
    }

    private static Type? LiteralTypeOf(BoundCondition rule, object[] constants)
    {
        if (constants is not [var only] || rule is not BoundComparison { Right: BoundLiteral { Value: { } value } }) return null;
        var type = only.GetType().GenericTypeArguments[0];
        return Constants.Convert(value, type) is { } converted && Constants.AreEqual(Constants.Of(converted, type), only) ? type : null;
    }
}
