using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Emits comparisons by the truth table: <c>==</c> treats null as a value, every other positive operator is false when a side is
/// null, and negative operators are the exact negations of their positive forms.
/// </summary>
internal sealed class ComparisonEmitter(PathEmitter paths, Literals literals)
{
    private static readonly Expression True = Expression.Constant(true);
    private static readonly Expression False = Expression.Constant(false);

    public Expression Emit(BoundComparison comparison) =>
        comparison.Operator.Positive() is { } positive
            ? Expression.Not(EmitPositive(comparison with { Operator = positive }))
            : EmitPositive(comparison);

    private Expression EmitPositive(BoundComparison comparison) =>
        JsonTextEmitter.Emit(comparison, paths, literals)
        ?? EntryNumberEmitter.Emit(comparison, paths, literals)
        ?? EmitPositive(comparison.Left, comparison.Operator, comparison.Right);

    private Expression EmitPositive(BoundPath left, ComparisonOperator @operator, BoundOperand right) => right switch
    {
        BoundLiteral { Value: null } => paths.Read(left, () => True, _ => False),
        BoundLiteral literal => paths.Read(left, () => False, value => WithLiteral(left, value, @operator, literal.Value!)),
        BoundLiteralList list => EmitIn(left, list),
        BoundField field => EmitFields(left, @operator, field.Path),
        _ => throw new NotSupportedException($"An operand of type {right.GetType().Name} cannot be compiled."),
    };

    private Expression WithLiteral(BoundPath left, Expression value, ComparisonOperator @operator, object literal)
    {
        if (left.Kind == ValueKind.Json) return Dynamic(value, @operator, literals.Of(literal, typeof(object)));
        if (@operator == ComparisonOperator.Contains)
        {
            return left.Kind == ValueKind.List ? Membership.OfValue(value, literals.Of(literal)) : SubstringOf(value, literals.Of(literal));
        }

        var (a, b) = Operands.WithLiteral(value, literal, left, literals);
        return Compare(a, @operator, b);
    }

    private Expression EmitIn(BoundPath left, BoundLiteralList list)
    {
        var hasNull = list.Items.Any(i => i.Value is null) ? True : False;
        var items = list.Items.Select(i => i.Value).OfType<object>().Distinct().ToList();
        return paths.Read(left, () => hasNull, value => left.Kind == ValueKind.Json
            ? Dynamic(value, ComparisonOperator.In, literals.Of(items.ToArray(), typeof(object)))
            : Membership.InLiterals(value, items, left, literals));
    }

    private Expression EmitFields(BoundPath left, ComparisonOperator @operator, BoundPath right)
    {
        // Only == can hold between two nulls.
        Func<Expression> leftIsNull = @operator == ComparisonOperator.Equal
            ? () => paths.Read(right, () => True, _ => False)
            : () => False;
        return paths.Read(left, leftIsNull, l => paths.Read(right, () => False, r => BothValues(left, l, @operator, right, r)));
    }

    private static Expression BothValues(BoundPath left, Expression l, ComparisonOperator @operator, BoundPath right, Expression r)
    {
        if (@operator == ComparisonOperator.In) return Membership.OfValue(r, Item(left, l));
        if (@operator == ComparisonOperator.Contains && left.Kind == ValueKind.List) return Membership.OfValue(l, Item(right, r));
        if (left.Kind == ValueKind.Json || right.Kind == ValueKind.Json) return Dynamic(Scalar(left, l), @operator, Scalar(right, r));
        if (@operator == ComparisonOperator.Contains) return SubstringOf(Plain(left, l), Plain(right, r));
        var (a, b) = Operands.Common(Plain(left, l), Plain(right, r));
        return Compare(a, @operator, b);
    }

    private static BinaryExpression Compare(Expression a, ComparisonOperator @operator, Expression b) => @operator switch
    {
        ComparisonOperator.Equal => Expression.Equal(a, b),
        ComparisonOperator.Greater => Expression.GreaterThan(a, b),
        ComparisonOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(a, b),
        ComparisonOperator.Less => Expression.LessThan(a, b),
        ComparisonOperator.LessOrEqual => Expression.LessThanOrEqual(a, b),
        _ => throw new NotSupportedException($"'{@operator.Symbol()}' is no comparison of two values."),
    };

    private static MethodCallExpression SubstringOf(Expression text, Expression part) =>
        Expression.Call(text, nameof(string.Contains), null, part, Expression.Constant(StringComparison.Ordinal));

    private static MethodCallExpression Dynamic(Expression left, ComparisonOperator @operator, Expression right) =>
        Expression.Call(
            typeof(JsonScalars), nameof(JsonScalars.Compare), null,
            left.Type == typeof(JsonElement) ? Scalar(left) : left, Expression.Constant(@operator), right);

    private static Expression Scalar(BoundPath path, Expression value) =>
        path.Kind == ValueKind.Json ? Scalar(value) : Operands.Boxed(Plain(path, value));

    private static Expression Item(BoundPath path, Expression value) => path.Kind == ValueKind.Json ? Scalar(value) : Plain(path, value);

    private static Expression Scalar(Expression value) =>
        value.Type == typeof(JsonElement) ? Expression.Call(typeof(JsonScalars), nameof(JsonScalars.Value), null, value) : value;

    /// <summary>Enumerations that are C# enums meet other fields as text.</summary>
    private static Expression Plain(BoundPath path, Expression value) =>
        value.Type.IsEnum ? EnumNames.ToText(value, path.EnumValues) : value;
}
