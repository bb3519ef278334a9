using System.Collections.Frozen;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The operators of rules.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Contains,
    NotContains,
    In,
    NotIn,
}

/// <summary>What the operators are called and how they relate.</summary>
internal static class ComparisonOperators
{
    private static readonly (string Symbol, ComparisonOperator Operator)[] Table =
    [
        ("==", ComparisonOperator.Equal),
        ("!=", ComparisonOperator.NotEqual),
        (">", ComparisonOperator.Greater),
        (">=", ComparisonOperator.GreaterOrEqual),
        ("<", ComparisonOperator.Less),
        ("<=", ComparisonOperator.LessOrEqual),
        ("contains", ComparisonOperator.Contains),
        ("not_contains", ComparisonOperator.NotContains),
        ("in", ComparisonOperator.In),
        ("not_in", ComparisonOperator.NotIn),
    ];

    /// <summary>By symbol; case and the choice between space and underscore do not matter, as in <c>NOT IN</c>.</summary>
    public static FrozenDictionary<string, ComparisonOperator> BySymbol { get; } =
        Table.ToFrozenDictionary(t => t.Symbol, t => t.Operator, StringComparer.Ordinal);

    public static string Symbol(this ComparisonOperator @operator) => Table[(int)@operator].Symbol;

    public static bool IsOrder(this ComparisonOperator @operator) =>
        @operator is >= ComparisonOperator.Greater and <= ComparisonOperator.LessOrEqual;

    /// <summary>The operator that this one is the exact negation of, or <see langword="null"/>.</summary>
    public static ComparisonOperator? Positive(this ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.NotContains => ComparisonOperator.Contains,
        ComparisonOperator.NotIn => ComparisonOperator.In,
        _ => null,
    };
}
