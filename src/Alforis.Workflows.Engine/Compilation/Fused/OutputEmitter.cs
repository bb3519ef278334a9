using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation.Functions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>Emits placeholders: what is read goes straight into the text.</summary>
internal sealed class OutputEmitter<TContext>(Frame<TContext> frame, TruthEmitter<TContext> truths)
{
    private static readonly Expression True = Expression.Constant(true);
    private static readonly Expression False = Expression.Constant(false);

    /// <summary>Appends fixed text.</summary>
    public Expression Append(string text) => Expression.Call(frame.Buffer, nameof(TextBuffer.AppendText), null, Expression.Constant(text));

    /// <summary>Writes the value of a placeholder.</summary>
    public Expression Emit(BoundExpression expression, SettingDestination escaping) => expression switch
    {
        BoundPathValue or BoundLoopItem => frame.Read(expression, Expression.Empty, v => Write(expression, v, escaping, isCounted: false)) ?? Ask(expression, escaping),
        BoundOperation { Operator: TemplateOperator.Coalesce } or BoundChoice or BoundLoopMember or BoundFixedValue => Found(expression, escaping),
        BoundCall call => Format(call, escaping) ?? Ask(expression, escaping),
        _ => Ask(expression, escaping),
    };

    /// <summary>Writes the value, and is whether there was one. The value is an operand, so that reading it may count.</summary>
    private Expression Found(BoundExpression expression, SettingDestination escaping) => expression switch
    {
        BoundPathValue or BoundLoopItem => frame.Read(
            expression, () => False, v => Expression.Block(Write(expression, v, escaping, isCounted: expression is BoundPathValue), True)) ?? AskFound(expression, escaping),
        BoundOperation { Operator: TemplateOperator.Coalesce } operation => Expression.OrElse(Found(operation.Left, escaping), Found(operation.Right, escaping)),
        BoundChoice choice => Expression.Condition(truths.Emit(choice.Condition), Found(choice.Then, escaping), Found(choice.Else, escaping)),
        BoundFixedValue { Value: null } => False,
        BoundFixedValue { Value: string text } => Expression.Block(WriteText(Expression.Constant(text), escaping, isCounted: false), True),
        BoundFixedValue { Value: long number } => Expression.Block(Number(nameof(TextBuffer.AppendInteger), Expression.Constant(number)), True),
        BoundLoopMember { Member: LoopMember.Index } member when frame.Loop(member.Loop) is { } loop =>
            Expression.Block(Number(nameof(TextBuffer.AppendInteger), Expression.Convert(loop.Index, typeof(long))), True),
        _ => AskFound(expression, escaping),
    };

    /// <summary>A value that is not null.</summary>
    private MethodCallExpression Write(BoundExpression expression, Expression value, SettingDestination escaping, bool isCounted)
    {
        if (value.Type.IsEnum) value = EnumNames.ToText(value, expression.Type.EnumValues);
        if (value.Type == typeof(string)) return WriteText(value, escaping, isCounted);
        if (Operands.IsWhole(value.Type)) return Number(nameof(TextBuffer.AppendInteger), Expression.Convert(value, typeof(long)));
        if (value.Type == typeof(decimal)) return Number(nameof(TextBuffer.AppendDecimal), value);
        if (value.Type == typeof(DateOnly)) return Number(nameof(TextBuffer.AppendDate), value);
        return Expression.Call(
            typeof(OutputWriter), nameof(OutputWriter.WriteValue), null,
            TypedValue.Of(value, expression.Type), Expression.Constant(escaping), frame.Buffer, frame.Rendering);
    }

    private MethodCallExpression WriteText(Expression text, SettingDestination escaping, bool isCounted)
    {
        if (isCounted)
        {
            return Expression.Call(typeof(OutputWriter), nameof(OutputWriter.WriteCounted), null, text, Expression.Constant(escaping), frame.Buffer, frame.Rendering);
        }

        return escaping == SettingDestination.Text
            ? Expression.Call(frame.Buffer, nameof(TextBuffer.AppendText), null, text)
            : Expression.Call(typeof(OutputWriter), nameof(OutputWriter.WriteText), null, text, Expression.Constant(escaping), frame.Buffer);
    }

    private MethodCallExpression Number(string method, Expression value) => Expression.Call(frame.Buffer, method, null, value);

    /// <summary>A function that writes a value of a path by a fixed format.</summary>
    private Expression? Format(BoundCall call, SettingDestination escaping) => FunctionBodies.FormatOf(call) is null
        ? null
        : frame.Read(call.Arguments[0], Expression.Empty, v => Expression.Call(
            frame.Formatted(call), nameof(FormatEvaluator<TContext>.WriteValue), null,
            TypedValue.Of(v, call.Arguments[0].Type), frame.Rendering, Expression.Constant(escaping), frame.Buffer));

    private MethodCallExpression Ask(BoundExpression expression, SettingDestination escaping) => Expression.Call(
        frame.Walked(expression), nameof(Evaluator<TContext>.Write), null, frame.Context, frame.Rendering, Expression.Constant(escaping), frame.Buffer);

    private MethodCallExpression AskFound(BoundExpression expression, SettingDestination escaping) => Expression.Call(
        frame.Walked(expression), nameof(Evaluator<TContext>.TryWrite), null, frame.Context, frame.Rendering, Expression.Constant(escaping), frame.Buffer);
}
