using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>Emits the pieces of templates, in order.</summary>
internal sealed class NodeEmitter<TContext>
{
    private readonly Frame<TContext> frame;
    private readonly OutputEmitter<TContext> outputs;
    private readonly TruthEmitter<TContext> truths;

    public NodeEmitter(Frame<TContext> frame)
    {
        this.frame = frame;
        truths = new TruthEmitter<TContext>(frame);
        outputs = new OutputEmitter<TContext>(frame, truths);
    }

    public Expression Emit(ImmutableArray<BoundNode> nodes) => nodes.IsEmpty ? Expression.Empty() : Expression.Block(typeof(void), nodes.Select(Emit));

    private Expression Emit(BoundNode node) => node switch
    {
        BoundFixedText text => outputs.Append(text.Text),
        BoundOutput output => outputs.Emit(output.Expression, output.Escaping),
        BoundIf choice => EmitIf(choice),
        BoundFor loop => EmitFor(loop) ?? Expression.Call(
            frame.Walked(loop), nameof(TemplatePart<TContext>.Render), null, frame.Context, frame.Rendering, frame.Buffer),
        _ => throw new NotSupportedException($"A piece of type {node.GetType().Name} cannot be emitted."),
    };

    private Expression EmitIf(BoundIf choice)
    {
        Expression rest = Expression.Empty();
        foreach (var branch in choice.Branches.Reverse())
        {
            var body = Emit(branch.Body);
            rest = branch.Condition is null ? body : Expression.IfThenElse(truths.Emit(branch.Condition), body, rest);
        }

        return rest;
    }

    /// <summary>A loop over a list whose C# type is known; <see langword="null"/> for others.</summary>
    private Expression? EmitFor(BoundFor loop)
    {
        var isTyped = true;
        var code = frame.Read(loop.List, Expression.Empty, list =>
        {
            if (TypedList.Of(list.Type) is { } typed && typed.Fits(loop.List.Type.Item!)) return EmitFor(loop, typed, list);
            isTyped = false;
            return Expression.Empty();
        });
        return isTyped ? code : null;
    }

    private BlockExpression EmitFor(BoundFor loop, TypedList typed, Expression source)
    {
        var list = Expression.Variable(source.Type, "list");
        var item = Expression.Variable(typed.Element, "item");
        var index = Expression.Variable(typeof(int), "index");
        var count = Expression.Variable(typeof(int), "count");
        var inside = new LoopFrame(item, index, count, loop.List.Type.Item!);
        frame.Enter(loop.Loop, inside);
        var body = Emit(loop.Body);
        frame.Leave(loop.Loop);

        var end = Expression.Label();
        var turn = Expression.Call(frame.Rendering, nameof(Rendering.SpendTurn), null, Expression.Constant(TemplateCost.Of(loop.Body)));
        return Expression.Block(
            [list, item, index, count],
            Expression.Assign(list, source),
            Expression.Assign(count, typed.Count(list)),
            Expression.Assign(index, Expression.Constant(0)),
            Expression.Loop(
                Expression.Block(
                    Expression.IfThen(Expression.Not(Expression.AndAlso(Expression.LessThan(index, count), turn)), Expression.Break(end)),
                    Expression.Assign(item, typed.At(list, index)),
                    inside.IsAsked ? SetLoop(loop.Loop, inside) : Expression.Empty(),
                    body,
                    Expression.PreIncrementAssign(index)),
                end));
    }

    private MethodCallExpression SetLoop(int number, LoopFrame loop) => Expression.Call(
        frame.Rendering, nameof(Rendering.SetLoop), null,
        Expression.Constant(number), TypedValue.Of(loop.Item, loop.Type), loop.Index, loop.Count);
}
