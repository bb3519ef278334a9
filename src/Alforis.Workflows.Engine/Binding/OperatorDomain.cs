using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Which operators are defined for which types.</summary>
internal static class OperatorDomain
{
    /// <param name="operator">The operator.</param>
    /// <param name="left">The field.</param>
    /// <param name="isNull">Whether it is compared with null, which equality is defined for everywhere.</param>
    public static bool IsDefined(ComparisonOperator @operator, BoundPath left, bool isNull) => IsDefined(@operator, left.Kind, left.ItemKind, isNull);

    /// <summary>The same by the type of the field.</summary>
    public static bool IsDefined(ComparisonOperator @operator, ValueKind kind, ValueKind? itemKind, bool isNull) => @operator switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual => isNull || kind is not (ValueKind.List or ValueKind.Entity),
        ComparisonOperator.Contains or ComparisonOperator.NotContains =>
            kind is ValueKind.Text or ValueKind.Json || (kind == ValueKind.List && itemKind != ValueKind.Entity),
        ComparisonOperator.StartsWith or ComparisonOperator.EndsWith or ComparisonOperator.Matches => kind is ValueKind.Text or ValueKind.Json,
        ComparisonOperator.In or ComparisonOperator.NotIn or ComparisonOperator.ChangedFrom or ComparisonOperator.ChangedTo =>
            kind is not (ValueKind.List or ValueKind.Entity),
        ComparisonOperator.IsEmpty or ComparisonOperator.IsNotEmpty => true,
        ComparisonOperator.Changed => kind != ValueKind.Entity && itemKind != ValueKind.Entity,
        ComparisonOperator.Any or ComparisonOperator.All => kind is ValueKind.List or ValueKind.Json,
        _ => kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Json,
    };

    public static bool CanIgnoreCase(ComparisonOperator @operator, BoundPath left) => @operator switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.In or ComparisonOperator.NotIn =>
            left.Kind is ValueKind.Text or ValueKind.Enum or ValueKind.Json,
        ComparisonOperator.Contains or ComparisonOperator.NotContains =>
            left.Kind is ValueKind.Text or ValueKind.Json || left.ItemKind is ValueKind.Text or ValueKind.Json,
        ComparisonOperator.StartsWith or ComparisonOperator.EndsWith or ComparisonOperator.Matches => true,
        _ => false,
    };

    /// <summary>Whether two fields can stand on the two sides of an operator that is defined for the left one.</summary>
    public static bool AreComparable(BoundPath left, BoundPath right, ComparisonOperator @operator)
    {
        if (@operator is ComparisonOperator.In or ComparisonOperator.NotIn)
        {
            return right.Kind == ValueKind.List && SameType(left.Kind, right.ItemKind!.Value);
        }

        return @operator is ComparisonOperator.Contains or ComparisonOperator.NotContains && left.Kind == ValueKind.List
            ? SameType(right.Kind, left.ItemKind!.Value)
            : SameType(left.Kind, right.Kind) || (IsScalarOrJson(left.Kind) && IsScalarOrJson(right.Kind) && ValueKind.Json == Either(left, right));
    }

    public static void Refuse(RuleDefinition rule, BoundPath left, ComparisonOperator @operator, DiagnosticBag diagnostics)
    {
        var defined = ComparisonOperators.InOrder.Where(o => IsDefined(o.Operator, left, isNull: false)).Select(o => o.Symbol).ToList();
        diagnostics.Error(
            rule.Operator, DiagnosticCodes.OperatorNotDefined, $"'{@operator.Symbol()}' is not defined for '{left}', which is {Describe(left)}.",
            left.Kind == ValueKind.Entity ? "Compare one of its fields, or write is_empty." : $"Defined are: {string.Join(" ", defined)}.",
            arguments: new() { Name = @operator.Symbol(), Owner = left.ToString(), Allowed = string.Join(", ", defined) });
    }

    public static string Describe(BoundPath path) => path.Kind switch
    {
        ValueKind.List => path.ItemKind == ValueKind.Entity ? "a list of objects" : "a list",
        ValueKind.Entity => "an object",
        ValueKind.Json => "free JSON",
        ValueKind.Enum => "an enumeration",
        ValueKind.Date => "a date",
        ValueKind.DateTime => "a moment",
        _ => ValueType.Of(path).Describe(),
    };

    private static bool SameType(ValueKind a, ValueKind b) =>
        Basic(a) == Basic(b) && a is not (ValueKind.Entity or ValueKind.List);

    /// <summary>What JSON can hold as such; dates in it are text.</summary>
    private static bool IsScalarOrJson(ValueKind kind) =>
        kind is ValueKind.Json or ValueKind.Text or ValueKind.Enum or ValueKind.Number or ValueKind.Boolean;

    private static ValueKind Either(BoundPath a, BoundPath b) => a.Kind == ValueKind.Json ? a.Kind : b.Kind;

    /// <summary>Enumeration values are text to each other.</summary>
    private static ValueKind Basic(ValueKind kind) => kind == ValueKind.Enum ? ValueKind.Text : kind;
}
