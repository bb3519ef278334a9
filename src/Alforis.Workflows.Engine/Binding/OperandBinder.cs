using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the right-hand sides of comparisons.</summary>
internal sealed class OperandBinder(BindingScope scope, DiagnosticBag diagnostics, Func<SourceNode, BoundPath?> bindPath)
{
    private const string Forms = "Write a literal, {\"field\": \"…\"}, {\"now\": \"-30 days\"} or {\"today\": \"+3 months\"}.";

    /// <summary>A literal, or <see langword="null"/> and a diagnostic.</summary>
    public BoundLiteral? BindLiteral(SourceNode value, BoundPath left, ComparisonOperator @operator)
    {
        var type = left.Kind == ValueKind.List && value.Kind != SourceKind.Null ? ValueType.ItemOf(left) : ValueType.Of(left);
        var isEquality = @operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (value.Kind == SourceKind.Null && !isEquality)
        {
            diagnostics.Error(value, DiagnosticCodes.LiteralNotConvertible, $"Expected {type.Describe()}: nothing compares so with null.");
            return null;
        }

        return LiteralBinder.Bind(value, type, scope.TimeZone, diagnostics, RelativeTimeBinder.Suggest(value, type));
    }

    /// <summary>Several literals, of which the field is to be one.</summary>
    public BoundLiteralList? BindList(SourceNode value, BoundPath left, ComparisonOperator @operator)
    {
        if (value.Kind != SourceKind.Array)
        {
            diagnostics.Error(value, DiagnosticCodes.WrongType, $"'{@operator.Symbol()}' needs a list of values.", $"Write [{value}].");
            return null;
        }

        if (value.Items.IsEmpty)
        {
            diagnostics.Error(value, DiagnosticCodes.EmptyList, "This list is empty: nothing is in it.", "Add a value or remove the rule.");
            return null;
        }

        if (!LiteralBinder.HasBoundedLength(value, ParseLimits.MaxListItems, diagnostics)) return null;
        var items = value.Items.Select(i => LiteralBinder.Bind(i, ValueType.Of(left), scope.TimeZone, diagnostics)).ToList();
        return items.Contains(null) ? null : new BoundLiteralList([.. items!]);
    }

    /// <summary>Another field, or an amount of time from now or today.</summary>
    public BoundOperand? BindObject(SourceNode value, BoundPath left, ComparisonOperator @operator)
    {
        if (value.Items is [{ Name: "now" or "today" } amount]) return new RelativeTimeBinder(diagnostics).Bind(amount, left, @operator);
        if (value.Items is not [{ Name: "field", Kind: SourceKind.String } name])
        {
            diagnostics.Error(value, DiagnosticCodes.WrongType, "A value is a literal, a list, a field, or an amount of time from now or today.", Forms);
            return null;
        }

        if (bindPath(name) is not { } right) return null;
        if (OperatorDomain.AreComparable(left, right, @operator)) return new BoundField(right);
        diagnostics.Error(
            name, DiagnosticCodes.FieldsNotComparable,
            $"'{left}' is {OperatorDomain.Describe(left)} and '{right}' is {OperatorDomain.Describe(right)}: they cannot be compared by '{@operator.Symbol()}'.");
        return null;
    }

    /// <summary>The two ends of a range.</summary>
    public BoundRange? BindRange(SourceNode value, BoundPath left)
    {
        if (value is not { Kind: SourceKind.Array, Items: [var first, var last] })
        {
            diagnostics.Error(value, DiagnosticCodes.WrongType, "'between' needs a list of two values, the lowest and the highest.", "Write [lowest, highest].");
            return null;
        }

        var (low, high) = (BindEnd(first, left), BindEnd(last, left));
        if (low is null || high is null) return null;
        if (low is not BoundLiteral { Value: IComparable from } || high is not BoundLiteral { Value: { } to }) return new BoundRange(low, high);
        if (from.GetType() != to.GetType() || from is string or bool)
        {
            diagnostics.Error(value, DiagnosticCodes.LiteralNotConvertible, $"There is no range from {first} to {last}: only numbers, dates and moments have an order.");
            return null;
        }

        if (from.CompareTo(to) <= 0) return new BoundRange(low, high);
        diagnostics.Error(
            value, DiagnosticCodes.EmptyRange, $"Nothing is between {first} and {last}: the range ends before it begins.", $"Write [{last}, {first}].");
        return null;
    }

    private BoundOperand? BindEnd(SourceNode value, BoundPath left) => value.Kind == SourceKind.Object
        ? BindObject(value, left, ComparisonOperator.Between)
        : BindLiteral(value, left, ComparisonOperator.Between);
}
