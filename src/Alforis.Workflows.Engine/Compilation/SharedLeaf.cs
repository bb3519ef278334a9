using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>The code of the comparisons of one shape, and how to get the constants of another one of them. Immutable, thread-safe.</summary>
internal sealed class SharedLeaf<TContext>
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(TContext), "context");
    private static readonly ParameterExpression Time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
    private static readonly ParameterExpression Held = Expression.Parameter(typeof(object[]), "constants");

    /// <summary>The type of the only constant, where that is nothing but the literal in another type.</summary>
    private readonly Type? literalType;

    public SharedLeaf(BoundComparison comparison)
    {
        var (body, constants) = Emit(comparison);
        Predicate = Expression.Lambda<LeafPredicate<TContext>>(body, Context, Time, Held).Compile();
        literalType = LiteralTypeOf(comparison, constants);
    }

    public LeafPredicate<TContext> Predicate { get; }

    /// <summary>What the code reads when it stands for this comparison.</summary>
    public object[] ConstantsOf(BoundComparison comparison)
    {
        // The code is the same, so that emitting it again would only tell its constants.
        if (literalType is not null && comparison.Right is BoundLiteral { Value: { } value }) return [Constants.Of(Constants.Convert(value, literalType)!, literalType)];
        return Emit(comparison).Constants;
    }

    /// <summary>The positive form of the comparison as code that reads its constants, and these.</summary>
    public static (Expression Body, object[] Constants) Emit(BoundComparison comparison)
    {
        var literals = new SharedLiterals(Held);
        var positive = comparison.Operator.Positive() is { } @operator ? comparison with { Operator = @operator } : comparison;
        var body = new ComparisonEmitter(new PathEmitter(Context, Time, literals), literals).Emit(positive);
        return (body, literals.Constants);
    }

    private static Type? LiteralTypeOf(BoundComparison comparison, object[] constants)
    {
        if (constants is not [var only] || comparison.Right is not BoundLiteral { Value: { } value }) return null;
        var type = only.GetType().GenericTypeArguments[0];
        return Constants.Convert(value, type) is { } converted && Constants.AreEqual(Constants.Of(converted, type), only) ? type : null;
    }
}
