using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The operators of rules, for editors.</summary>
public static class Operators
{
    /// <summary>All of them, in the order in which people are told of them.</summary>
    public static ImmutableArray<string> All { get; } = [.. ComparisonOperators.InOrder.Select(o => o.Symbol)];

    /// <summary>Those that take no value.</summary>
    public static ImmutableArray<string> WithoutValue { get; } =
        [.. new[] { ComparisonOperator.IsEmpty, ComparisonOperator.IsNotEmpty, ComparisonOperator.Changed }.Select(o => o.Symbol())];

    /// <summary>Those that compare a field with what it was before, and are there only where a trigger sees that.</summary>
    public static ImmutableArray<string> OfChanges { get; } =
        [.. new[] { ComparisonOperator.Changed, ComparisonOperator.ChangedFrom, ComparisonOperator.ChangedTo }.Select(o => o.Symbol())];

    /// <summary>Those that are defined for fields of a type. Beside them <c>==</c> and <c>!=</c> with null are defined for every type.</summary>
    /// <param name="kind">The type.</param>
    /// <param name="itemKind">The type of the elements of a list.</param>
    public static ImmutableArray<string> Of(ValueKind kind, ValueKind? itemKind = null) =>
        [.. ComparisonOperators.InOrder.Where(o => OperatorDomain.IsDefined(o.Operator, kind, itemKind, isNull: false)).Select(o => o.Symbol)];
}
