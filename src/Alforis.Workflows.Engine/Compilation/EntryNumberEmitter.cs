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
        return method is not null && paths.ReadMember<EntryAccessor>(comparison.Left) is { } entry
            ? Expression.Call(literals.Of(new NumberLiteral(number)), method, null, entry)
            : null;
    }
}
