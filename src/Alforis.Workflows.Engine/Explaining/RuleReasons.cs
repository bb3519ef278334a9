using System.Collections.Immutable;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Finds the reason behind an answer. The answer itself comes from the compiled rule and is never second-guessed.</summary>
internal static class RuleReasons
{
    private enum Shape
    {
        Text,
        Number,
        Truth,
        Moment,
        List,
        Object,
    }

    public static RuleReason Find(BoundComparison comparison, bool holds, object? actual, object? expected, object? previous)
    {
        var @operator = comparison.Operator;
        if (holds) return RuleReason.Holds;
        // A negative form fails because the positive one holds: the values are all there is to say.
        if (@operator.Positive() is not null) return RuleReason.DoesNotHold;
        if (@operator.IsChange()) return IsSame(actual, previous) ? RuleReason.Unchanged : RuleReason.DoesNotHold;
        if (@operator == ComparisonOperator.IsEmpty) return RuleReason.DoesNotHold;
        if (actual is null) return RuleReason.ActualIsNull;
        if (expected is null && comparison.Right is BoundField) return RuleReason.ExpectedIsNull;
        if (@operator == ComparisonOperator.Between && Items(expected).Contains(null)) return RuleReason.ExpectedIsNull;
        if (actual is string { Length: > ParseLimits.MaxMatchedLength } && @operator == ComparisonOperator.Matches) return RuleReason.TextIsTooLong;
        if (IsEmpty(actual) && @operator == ComparisonOperator.Contains) return RuleReason.ListIsEmpty;
        if (IsEmpty(expected) && @operator == ComparisonOperator.In) return RuleReason.ListIsEmpty;
        if (IsFree(comparison) && !HaveCommonShape(@operator, actual, expected)) return RuleReason.TypesDiffer;
        if (@operator == ComparisonOperator.Between) return IsOrdered(actual) && Items(expected).All(IsOrdered) ? RuleReason.DoesNotHold : RuleReason.NotOrdered;
        return @operator.IsOrder() && !(IsOrdered(actual) && IsOrdered(expected)) ? RuleReason.NotOrdered : RuleReason.DoesNotHold;
    }

    /// <summary>The reason behind the answer of <c>any</c> or <c>all</c>.</summary>
    public static RuleReason Find(bool holds, object? list, int elements)
    {
        if (holds) return RuleReason.Holds;
        if (list is null) return RuleReason.ActualIsNull;
        if (list is JsonElement { ValueKind: not JsonValueKind.Array }) return RuleReason.TypesDiffer;
        return elements == 0 ? RuleReason.ListIsEmpty : RuleReason.DoesNotHold;
    }

    /// <summary>Whether a value is still what it was, of explained values.</summary>
    public static bool IsSame(object? actual, object? previous) => (actual, previous) switch
    {
        (ImmutableArray<object?> a, ImmutableArray<object?> b) => a.Length == b.Length && a.Zip(b).All(p => IsSame(p.First, p.Second)),
        _ => Sameness.SameItem(actual, previous),
    };

    private static bool IsFree(BoundComparison comparison) =>
        comparison.Left.Kind == ValueKind.Json || IsFree(comparison.Right);

    private static bool IsFree(BoundOperand operand) => operand switch
    {
        BoundField field => field.Path.Kind == ValueKind.Json,
        BoundRange range => IsFree(range.Low) || IsFree(range.High),
        _ => false,
    };

    private static bool HaveCommonShape(ComparisonOperator @operator, object actual, object? expected) => @operator switch
    {
        ComparisonOperator.In => Items(expected).Any(item => ShapeOf(item) == ShapeOf(actual)),
        ComparisonOperator.Contains when ShapeOf(actual) == Shape.List => Items(actual).Any(item => ShapeOf(item) == ShapeOf(expected)),
        ComparisonOperator.Contains or ComparisonOperator.StartsWith or ComparisonOperator.EndsWith or ComparisonOperator.Matches =>
            actual is string && expected is string,
        ComparisonOperator.Between => Items(expected).All(item => ShapeOf(item) == ShapeOf(actual)),
        _ => ShapeOf(actual) == ShapeOf(expected),
    };

    private static bool IsEmpty(object? value) => ShapeOf(value) == Shape.List && !Items(value).Any();

    private static IEnumerable<object?> Items(object? list) => list switch
    {
        ImmutableArray<object?> items => items,
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(JsonScalars.Value),
        _ => [],
    };

    private static bool IsOrdered(object? value) => value switch
    {
        double number => !double.IsNaN(number),
        float number => !float.IsNaN(number),
        _ => ShapeOf(value) is Shape.Number or Shape.Moment,
    };

    private static Shape? ShapeOf(object? value) => value switch
    {
        null => null,
        string => Shape.Text,
        bool => Shape.Truth,
        DateOnly or DateTimeOffset => Shape.Moment,
        ImmutableArray<object?> or JsonElement { ValueKind: JsonValueKind.Array } => Shape.List,
        JsonElement => Shape.Object,
        _ => Shape.Number,
    };
}
