using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// What the code of a comparison depends on: paths, operator and the kind of operand, but not the constants. Comparisons of one shape
/// share their code.
/// </summary>
/// <param name="Left">The left path, as far as it is typed.</param>
/// <param name="Operator">The positive form of the operator.</param>
/// <param name="Operand">The kind of operand, and of it what the code depends on.</param>
internal readonly record struct LeafShape(string Left, ComparisonOperator Operator, string Operand)
{
    private const int LongestChain = 8;

    /// <summary>The comparison's shape; <see langword="null"/> when its code depends on more than that.</summary>
    public static LeafShape? Of(BoundComparison comparison)
    {
        var left = comparison.Left;
        var operand = comparison.Right switch
        {
            BoundLiteral literal => Literal(literal.Value),
            BoundLiteralList list => List(left, list),
            BoundField field => Path(field.Path),
            _ => null,
        };
        return operand is null ? null : new LeafShape(Path(left), comparison.Operator.Positive() ?? comparison.Operator, operand);
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
