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
    StartsWith,
    EndsWith,
    Matches,
    Between,
    IsEmpty,
    IsNotEmpty,
    Changed,
    ChangedFrom,
    ChangedTo,
    Any,
    All,
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
        ("starts_with", ComparisonOperator.StartsWith),
        ("ends_with", ComparisonOperator.EndsWith),
        ("matches", ComparisonOperator.Matches),
        ("between", ComparisonOperator.Between),
        ("is_empty", ComparisonOperator.IsEmpty),
        ("is_not_empty", ComparisonOperator.IsNotEmpty),
        ("changed", ComparisonOperator.Changed),
        ("changed_from", ComparisonOperator.ChangedFrom),
        ("changed_to", ComparisonOperator.ChangedTo),
        ("any", ComparisonOperator.Any),
        ("all", ComparisonOperator.All),
    ];

    /// <summary>By symbol; case and the choice between space and underscore do not matter, as in <c>NOT IN</c>.</summary>
    public static FrozenDictionary<string, ComparisonOperator> BySymbol { get; } =
        Table.ToFrozenDictionary(t => t.Symbol, t => t.Operator, StringComparer.Ordinal);

    /// <summary>The symbols in the order in which people are told of them.</summary>
    public static IEnumerable<(string Symbol, ComparisonOperator Operator)> InOrder => Table;

    public static string Symbol(this ComparisonOperator @operator) => Table[(int)@operator].Symbol;

    public static bool IsOrder(this ComparisonOperator @operator) =>
        @operator is >= ComparisonOperator.Greater and <= ComparisonOperator.LessOrEqual;

    /// <summary>Whether it looks at the row before the change.</summary>
    public static bool IsChange(this ComparisonOperator @operator) =>
        @operator is ComparisonOperator.Changed or ComparisonOperator.ChangedFrom or ComparisonOperator.ChangedTo;

    /// <summary>Whether the field alone is asked about.</summary>
    public static bool TakesNoValue(this ComparisonOperator @operator) =>
        @operator is ComparisonOperator.IsEmpty or ComparisonOperator.IsNotEmpty or ComparisonOperator.Changed;

    /// <summary>The symbol of the exact negation of the operator with a symbol; <see langword="null"/> for one that has none.</summary>
    public static string? Opposite(string symbol)
    {
        var @operator = BySymbol[symbol];
        var opposite = @operator.Positive() ?? InOrder.Select(o => o.Operator).Where(o => o.Positive() == @operator).Select(o => (ComparisonOperator?)o).FirstOrDefault();
        return opposite?.Symbol();
    }

    /// <summary>The operator that this one is the exact negation of, or <see langword="null"/>.</summary>
    public static ComparisonOperator? Positive(this ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.NotContains => ComparisonOperator.Contains,
        ComparisonOperator.NotIn => ComparisonOperator.In,
        ComparisonOperator.IsNotEmpty => ComparisonOperator.IsEmpty,
        _ => null,
    };
}
