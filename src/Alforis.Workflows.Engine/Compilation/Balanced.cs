using System.Linq.Expressions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Joins many tests as a balanced tree: a chain of thousands would overflow the stack of the expression compiler.</summary>
internal static class Balanced
{
    public static Expression Join(IReadOnlyList<Expression> tests, Func<Expression, Expression, BinaryExpression> join) =>
        Join(tests, 0, tests.Count, join);

    private static Expression Join(IReadOnlyList<Expression> tests, int start, int count, Func<Expression, Expression, BinaryExpression> join)
    {
        if (count == 1) return tests[start];
        var half = count / 2;
        return join(Join(tests, start, half, join), Join(tests, start + half, count - half, join));
    }
}
