using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Emits comparisons of text that are calls: <c>==</c> without regard to case, and the search for parts.</summary>
internal static class Texts
{
    /// <summary>Whether two texts are compared by a call and not by the equality that all types have.</summary>
    public static bool IsCall(BoundComparison comparison) =>
        comparison.IgnoresCase
        || comparison.Operator is ComparisonOperator.Contains or ComparisonOperator.StartsWith or ComparisonOperator.EndsWith;

    public static MethodCallExpression Call(Expression text, BoundComparison comparison, Expression other)
    {
        if (comparison.Operator == ComparisonOperator.Contains)
        {
            return Expression.Call(typeof(TextSearch), nameof(TextSearch.Contains), null, text, other, Expression.Constant(comparison.Comparison));
        }

        var method = comparison.Operator switch
        {
            ComparisonOperator.StartsWith => nameof(string.StartsWith),
            ComparisonOperator.EndsWith => nameof(string.EndsWith),
            ComparisonOperator.Equal => nameof(string.Equals),
            _ => throw new NotSupportedException($"'{comparison.Operator.Symbol()}' is no comparison of two texts."),
        };
        return Expression.Call(text, method, null, other, Expression.Constant(comparison.Comparison));
    }

    /// <summary>Whether a value is text in which the expression is found; a text beyond the limit is not searched.</summary>
    public static bool Matches(object? value, Regex regex) =>
        value is string { Length: <= ParseLimits.MaxMatchedLength } text && regex.IsMatch(text);
}
