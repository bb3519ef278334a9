using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// What the code of a rule depends on: paths, operator and the kind of operand, but not the constants. Rules of one shape share their
/// code.
/// </summary>
/// <param name="Left">The left path, as far as it is typed.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The kind of operand, and of it what the code depends on.</param>
internal readonly record struct LeafShape(string Left, ComparisonOperator Operator, string Operand)
{
    private const int LongestChain = 8;

    /// <summary>Longer conditions on elements are seldom alike, and the code of each would be kept for good.</summary>
    private const int LongestInside = 1_000;

    /// <summary>The rule's shape; <see langword="null"/> when its code depends on more than that.</summary>
    public static LeafShape? Of(BoundCondition rule) => rule switch
    {
        BoundComparison comparison => Of(comparison),
        BoundQuantifier quantifier when Inside(quantifier.Condition) is { Length: <= LongestInside } inside => new LeafShape(Path(quantifier.List), quantifier.Operator, inside),
        _ => null,
    };

    private static LeafShape? Of(BoundComparison comparison) => OperandOf(comparison.Left, comparison.Right) is { } operand
        ? new LeafShape(Path(comparison.Left), comparison.Operator, comparison.IgnoresCase ? "i" + operand : operand)
        : null;

    private static string? OperandOf(BoundPath left, BoundOperand operand) => operand switch
    {
        BoundLiteral literal => Literal(literal.Value),
        BoundLiteralList list => List(left, list),
        BoundField field => Path(field.Path),
        BoundNothing => "",
        BoundPattern => "/",
        BoundRelativeTime amount => "~" + amount.Kind,
        BoundRange range => $"({OperandOf(left, range.Low)};{OperandOf(left, range.High)})",
        BoundChange { Values: { } values } change => Path(change.Previous) + List(left, values),
        BoundChange change => Path(change.Previous),
        _ => null,
    };

    /// <summary>The shape of a condition on elements, its groups and all its rules.</summary>
    private static string? Inside(BoundCondition condition) => condition switch
    {
        BoundNot not => Inside(not.Condition) is { } inner ? $"!{inner}" : null,
        BoundAnd and => Joined("&", and.Conditions),
        BoundOr or => Joined("|", or.Conditions),
        _ => Of(condition) is { } shape ? $"<{shape.Left} {shape.Operator} {shape.Operand}>" : null,
    };

    private static string? Joined(string sign, IReadOnlyList<BoundCondition> conditions)
    {
        var shapes = conditions.Select(Inside).ToList();
        return shapes.Contains(null) ? null : $"{sign}{{{string.Join(' ', shapes)}}}";
    }

    private static string Path(BoundPath path) => path.JsonSteps.IsEmpty ? path.TypedKey : path.TypedKey + ".";

    /// <summary>Whole numbers meet whole fields as such, others as decimals.</summary>
    private static string Literal(object? value) => value switch
    {
        null => "null",
        string => "=text",
        decimal number => Operands.IsLong(number) ? "=whole" : "=number",
        bool => "=truth",
        DateOnly => "=date",
        DateTimeOffset => "=moment",
        _ => "=" + value.GetType().Name,
    };

    private static string List(BoundPath left, BoundLiteralList list)
    {
        var hasNull = list.Items.Any(i => i.Value is null);
        if (left.Kind == ValueKind.Json) return hasNull ? "[json?" : "[json";
        var values = list.Items.Select(i => i.Value).OfType<object>().Distinct().ToList();

        // Short lists are a chain of comparisons, each of which depends on its constant; enumerations of C# always are.
        var isChain = values.Count <= LongestChain || left.Field?.EnumValues.IsEmpty == false;
        return (hasNull ? "[?" : "[") + (isChain ? string.Join(',', values.Select(Literal)) : "set" + Literal(values[0]));
    }
}
