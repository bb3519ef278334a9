using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>Emits whether expressions are neither null nor false.</summary>
internal sealed class TruthEmitter<TContext>(Frame<TContext> frame)
{
    private static readonly Expression True = Expression.Constant(true);
    private static readonly Expression False = Expression.Constant(false);

    public Expression Emit(BoundExpression expression) => expression switch
    {
        BoundFixedValue value => value.Value is null or false ? False : True,
        BoundPathValue or BoundLoopItem => frame.Read(expression, () => False, v => IsTrue(expression, v)) ?? Ask(expression),
        BoundLoopMember member when frame.Loop(member.Loop) is { } loop => Member(member.Member, loop),
        BoundNegation negation => Expression.Not(Emit(negation.Operand)),
        BoundOperation { Operator: TemplateOperator.And } operation => Expression.AndAlso(Emit(operation.Left), Emit(operation.Right)),
        BoundOperation { Operator: TemplateOperator.Or } operation => Expression.OrElse(Emit(operation.Left), Emit(operation.Right)),
        BoundOperation { Operator: >= TemplateOperator.Equal and <= TemplateOperator.GreaterOrEqual } operation => Compare(operation),
        _ => Ask(expression),
    };

    private Expression IsTrue(BoundExpression expression, Expression value)
    {
        if (value.Type == typeof(bool)) return value;
        return value.Type == typeof(string) && expression is BoundPathValue
            ? Expression.Call(typeof(ValueComparison), nameof(ValueComparison.Counts), null, value, frame.Rendering)
            : Expression.Block(value, True);
    }

    private static Expression Member(LoopMember member, LoopFrame loop) => member switch
    {
        LoopMember.First => Expression.Equal(loop.Index, Expression.Constant(0)),
        LoopMember.Last => Expression.Equal(loop.Index, Expression.Decrement(loop.Count)),
        LoopMember.Even => Expression.Equal(Expression.And(loop.Index, Expression.Constant(1)), Expression.Constant(0)),
        LoopMember.Odd => Expression.NotEqual(Expression.And(loop.Index, Expression.Constant(1)), Expression.Constant(0)),
        _ => True,
    };

    private Expression Compare(BoundOperation operation)
    {
        var holds = operation.Right is BoundFixedValue literal ? WithLiteral(operation, literal.Value) : null;
        return holds is not null ? holds : Expression.Call(
            typeof(ValueComparison), nameof(ValueComparison.HoldsCounted), null,
            Value(operation.Left), Expression.Constant(operation.Operator), Value(operation.Right), frame.Rendering);
    }

    /// <summary>With null, a number, or true or false; <see langword="null"/> for what takes more than a few instructions.</summary>
    private BinaryExpression? WithLiteral(BoundOperation operation, object? literal)
    {
        var isEqual = operation.Operator == TemplateOperator.Equal;
        if (literal is not (null or long or decimal or bool)) return null;
        if (literal is null && operation.Operator is not (TemplateOperator.Equal or TemplateOperator.NotEqual)) return null;
        var isSimple = true;
        var holds = frame.Read(operation.Left, () => Null(operation.Operator, literal), v =>
        {
            if (literal is null) return Expression.Block(v, Expression.Constant(!isEqual));
            if (literal is bool && v.Type == typeof(bool)) return Order(v, operation.Operator, Expression.Constant(literal));
            if (literal is long && Operands.IsWhole(v.Type)) return Order(Expression.Convert(v, typeof(long)), operation.Operator, Expression.Constant(literal));
            if (literal is long or decimal && v.Type == typeof(decimal))
            {
                return Order(v, operation.Operator, Expression.Constant(Convert.ToDecimal(literal, System.Globalization.CultureInfo.InvariantCulture)));
            }

            isSimple = false;
            return False;
        });

        // A text is looked at when it is read, which counts.
        return holds is null || !isSimple || operation.Left.Type.IsText ? null : Expression.AndAlso(
            Expression.Call(frame.Rendering, nameof(Rendering.SpendStep), null), holds);
    }

    private static ConstantExpression Null(TemplateOperator @operator, object? literal) => Expression.Constant(
        @operator == TemplateOperator.NotEqual ? literal is not null : @operator == TemplateOperator.Equal && literal is null);

    private static BinaryExpression Order(Expression a, TemplateOperator @operator, Expression b) => @operator switch
    {
        TemplateOperator.Equal => Expression.Equal(a, b),
        TemplateOperator.NotEqual => Expression.NotEqual(a, b),
        TemplateOperator.Less => Expression.LessThan(a, b),
        TemplateOperator.LessOrEqual => Expression.LessThanOrEqual(a, b),
        TemplateOperator.Greater => Expression.GreaterThan(a, b),
        _ => Expression.GreaterThanOrEqual(a, b),
    };

    /// <summary>The value of an operand.</summary>
    private Expression Value(BoundExpression expression)
    {
        var isText = false;
        var read = frame.Read(expression, () => Expression.Default(typeof(TemplateValue)), v =>
        {
            isText = v.Type == typeof(string) && expression is BoundPathValue;
            return TypedValue.Of(v, expression.Type);
        });
        if (read is null) return Expression.Call(frame.Walked(expression), nameof(Evaluator<TContext>.Evaluate), null, frame.Context, frame.Rendering);
        return isText ? Expression.Call(typeof(ValueComparison), nameof(ValueComparison.Counted), null, read, frame.Rendering) : read;
    }

    private MethodCallExpression Ask(BoundExpression expression) =>
        Expression.Call(frame.Walked(expression), nameof(Evaluator<TContext>.IsTrue), null, frame.Context, frame.Rendering);
}
