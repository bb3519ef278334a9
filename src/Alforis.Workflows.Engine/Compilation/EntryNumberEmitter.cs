using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Comparisons of numbers inside dictionaries with literals, in one call.</summary>
internal static class EntryNumberEmitter
{
    /// <summary>The comparison; <see langword="null"/> when it is none of these.</summary>
    public static Expression? Emit(BoundComparison comparison, PathEmitter paths, Literals literals)
    {
        if (comparison.Left.Kind != ValueKind.Number || comparison.Right is not BoundLiteral { Value: decimal number }) return null;
        var method = comparison.Operator switch
        {
            ComparisonOperator.Equal => nameof(NumberLiteral.Equal),
            ComparisonOperator.Greater => nameof(NumberLiteral.Greater),
            ComparisonOperator.GreaterOrEqual => nameof(NumberLiteral.GreaterOrEqual),
            ComparisonOperator.Less => nameof(NumberLiteral.Less),
            ComparisonOperator.LessOrEqual => nameof(NumberLiteral.LessOrEqual),
            _ => null,
        };
        if (method is null || paths.ReadMember<EntryAccessor>(comparison.Left) is not { } entry) return null;
        var literal = literals.Of(new NumberLiteral(number));
        if (literals != Literals.Inline) return Expression.Call(literal, method, null, entry);

        // Code of one condition can afford to ask for the most likely type outright.
        var kept = Expression.Variable(typeof(object));
        return Expression.Block([kept], Expression.Assign(kept, entry), Expression.Condition(
            Expression.TypeEqual(kept, typeof(decimal)),
            Compare(comparison.Operator, Expression.Unbox(kept, typeof(decimal)), Expression.Constant(number)),
            Expression.Call(literal, method, null, kept)));
    }

    private static BinaryExpression Compare(ComparisonOperator @operator, Expression a, Expression b) => @operator switch
    {
        ComparisonOperator.Equal => Expression.Equal(a, b),
        ComparisonOperator.Greater => Expression.GreaterThan(a, b),
        ComparisonOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(a, b),
        ComparisonOperator.Less => Expression.LessThan(a, b),
        _ => Expression.LessThanOrEqual(a, b),
    };
}
