using System.Linq.Expressions;
using System.Text.Json;
using System.Text.RegularExpressions;
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
        paths.Outer is { } outer && !comparison.DependsOnElement
            ? outer.Keep(new ComparisonEmitter(paths.Outside(), literals).EmitPositive(comparison))
            : EmitEncoded(comparison) ?? EmitDecoded(comparison);

    /// <summary>What can be told without making values of what JSON and dictionaries hold; <see langword="null"/> when that does not suffice.</summary>
    private Expression? EmitEncoded(BoundComparison comparison) => comparison.IgnoresCase
        ? null
        : JsonTextEmitter.Emit(comparison, paths, literals) ?? EntryNumberEmitter.Emit(comparison, paths, literals);

    private Expression EmitDecoded(BoundComparison comparison)
    {
        var left = comparison.Left;
        return comparison.Right switch
        {
            BoundNothing => paths.Read(left, () => True, value => Emptiness.Of(left, value)),
            BoundLiteral { Value: null } => paths.Read(left, () => True, _ => False),
            BoundLiteralList list => EmitIn(left, list, comparison.Comparison),
            BoundChange change => EmitChange(comparison, change),
            BoundField { Path: var right } when comparison.Operator == ComparisonOperator.Equal =>
                // Only == can hold between two nulls.
                paths.Read(left, () => paths.Read(right, () => True, _ => False), value => With(comparison, value, comparison.Right)),
            BoundRange range => paths.Read(left, () => False, value => Expression.AndAlso(
                With(comparison with { Operator = ComparisonOperator.GreaterOrEqual }, value, range.Low),
                With(comparison with { Operator = ComparisonOperator.LessOrEqual }, value, range.High))),
            _ => paths.Read(left, () => False, value => With(comparison, value, comparison.Right)),
        };
    }

    /// <summary>Compares a value that is not null with an operand.</summary>
    private Expression With(BoundComparison comparison, Expression value, BoundOperand operand)
    {
        var left = comparison.Left;
        switch (operand)
        {
            case BoundLiteral literal:
                return WithLiteral(comparison, value, literal.Value!);
            case BoundField field:
                return paths.Read(field.Path, () => False, other => BothValues(comparison, value, field.Path, other));
            case BoundPattern pattern:
                var text = left.Kind == ValueKind.Json ? Scalar(value) : Expression.Convert(value, typeof(object));
                return Expression.Call(typeof(Texts), nameof(Texts.Matches), null, text, literals.Of(pattern.Regex, typeof(Regex)));
            case BoundRelativeTime amount:
                var (a, b) = Operands.Common(value, paths.Relative(amount));
                return Compare(a, comparison.Operator, b);
            default:
                throw new NotSupportedException($"An operand of type {operand.GetType().Name} cannot be compiled.");
        }
    }

    private Expression WithLiteral(BoundComparison comparison, Expression value, object literal)
    {
        var left = comparison.Left;
        if (left.Kind == ValueKind.Json) return Dynamic(value, comparison, literals.Of(literal, typeof(object)));
        if (comparison.Operator == ComparisonOperator.Contains && left.Kind == ValueKind.List)
        {
            return Membership.OfValue(value, literals.Of(literal), comparison.Comparison);
        }

        if (value.Type == typeof(string) && Texts.IsCall(comparison)) return Texts.Call(value, comparison, literals.Of(literal));
        var (a, b) = Operands.WithLiteral(value, literal, left, literals);
        return Compare(a, comparison.Operator, b);
    }

    private Expression EmitIn(BoundPath left, BoundLiteralList list, StringComparison comparison)
    {
        var hasNull = list.Items.Any(i => i.Value is null) ? True : False;
        var items = list.Items.Select(i => i.Value).OfType<object>().Distinct().ToList();
        return paths.Read(left, () => hasNull, value => left.Kind == ValueKind.Json
            ? Dynamic(value, ComparisonOperator.In, literals.Of(new FreeLiterals(items, comparison), typeof(object)), comparison)
            : Membership.InLiterals(value, items, left, literals, comparison));
    }

    private Expression EmitChange(BoundComparison comparison, BoundChange change)
    {
        var left = comparison.Left;
        var changed = Expression.Not(paths.Read(
            left,
            () => paths.Read(change.Previous, () => True, _ => False),
            value => paths.Read(change.Previous, () => False, previous => Sameness.Of(left, value, previous))));
        if (change.Values is not { } values) return changed;
        var asked = comparison.Operator == ComparisonOperator.ChangedFrom ? change.Previous : left;
        return Expression.AndAlso(EmitIn(asked, values, comparison.Comparison), changed);
    }

    private Expression BothValues(BoundComparison comparison, Expression l, BoundPath right, Expression r)
    {
        var left = comparison.Left;
        if (comparison.Operator == ComparisonOperator.In) return Membership.OfValue(r, Item(left, l), comparison.Comparison, OuterOf(right));
        if (comparison.Operator == ComparisonOperator.Contains && left.Kind == ValueKind.List)
        {
            return Membership.OfValue(l, Item(right, r), comparison.Comparison, OuterOf(left));
        }

        if (left.Kind == ValueKind.Json || right.Kind == ValueKind.Json)
        {
            if (comparison.Operator == ComparisonOperator.Contains && left.Kind == ValueKind.Json && OuterOf(left) is { } outer)
            {
                return outer.Search(l, Scalar(right, r), (list, value) => Dynamic(list, comparison, value), new ListEquality(IsFree: true, comparison.Comparison));
            }

            return Dynamic(Side(left, l), comparison.Operator, Side(right, r), comparison.Comparison);
        }

        var (a, b) = (Plain(left, l), Plain(right, r));
        if (a.Type == typeof(string) && Texts.IsCall(comparison)) return Texts.Call(a, comparison, b);
        (a, b) = Operands.Common(a, b);
        return Compare(a, comparison.Operator, b);
    }

    /// <summary>What is kept of a path that does not start from the element.</summary>
    private OuterReads? OuterOf(BoundPath path) => path.Root == PathRoot.Element ? null : paths.Outer;

    /// <summary>Dictionaries are made JSON of to be compared: those from outside once.</summary>
    private Expression Side(BoundPath path, Expression value) => path.Kind == ValueKind.Json && OuterOf(path) is { } outer
        ? outer.Keep(Expression.Call(typeof(FreeJson), nameof(FreeJson.Of), null, value))
        : Scalar(path, value);

    private static BinaryExpression Compare(Expression a, ComparisonOperator @operator, Expression b) => @operator switch
    {
        ComparisonOperator.Equal => Expression.Equal(a, b),
        ComparisonOperator.Greater => Expression.GreaterThan(a, b),
        ComparisonOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(a, b),
        ComparisonOperator.Less => Expression.LessThan(a, b),
        ComparisonOperator.LessOrEqual => Expression.LessThanOrEqual(a, b),
        _ => throw new NotSupportedException($"'{@operator.Symbol()}' is no comparison of two values."),
    };

    private static MethodCallExpression Dynamic(Expression left, BoundComparison comparison, Expression right) =>
        Dynamic(left, comparison.Operator, right, comparison.Comparison);

    private static MethodCallExpression Dynamic(Expression left, ComparisonOperator @operator, Expression right, StringComparison comparison) =>
        Expression.Call(
            typeof(JsonScalars), nameof(JsonScalars.Compare), null,
            left.Type == typeof(JsonElement) ? Scalar(left) : left, Expression.Constant(@operator), right, Expression.Constant(comparison));

    private static Expression Scalar(BoundPath path, Expression value) =>
        path.Kind == ValueKind.Json ? Scalar(value) : Operands.Boxed(Plain(path, value));

    private static Expression Item(BoundPath path, Expression value) => path.Kind == ValueKind.Json ? Scalar(value) : Plain(path, value);

    private static Expression Scalar(Expression value) =>
        value.Type == typeof(JsonElement) ? Expression.Call(typeof(JsonScalars), nameof(JsonScalars.Value), null, value) : value;

    /// <summary>Enumerations that are C# enums meet other fields as text.</summary>
    private static Expression Plain(BoundPath path, Expression value) =>
        value.Type.IsEnum ? EnumNames.ToText(value, path.EnumValues) : value;
}
