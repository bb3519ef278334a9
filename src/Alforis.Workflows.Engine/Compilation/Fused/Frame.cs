using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation.Functions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>What the code of one template consists of around its pieces: parameters, and the loops at the place that is being emitted.</summary>
internal sealed class Frame<TContext>
{
    private readonly TemplateCompiler<TContext> walked;
    private readonly Dictionary<int, LoopFrame> loops = [];
    private readonly SharedPrefixes shared = new();
    private readonly PathEmitter paths;

    public Frame(TemplateCompiler<TContext> walked)
    {
        this.walked = walked;
        paths = new PathEmitter(Context, Time, Literals.Inline, shared, rendering: Rendering);
    }

    public ParameterExpression Context { get; } = Expression.Parameter(typeof(TContext), "context");

    public ParameterExpression Time { get; } = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");

    public ParameterExpression Rendering { get; } = Expression.Parameter(typeof(Rendering), "rendering");

    public ParameterExpression Buffer { get; } = Expression.Parameter(typeof(TextBuffer), "buffer");

    public Expression Around(Expression body) => shared.Around(body);

    public LoopFrame? Loop(int number) => loops.GetValueOrDefault(number);

    public void Enter(int number, LoopFrame loop) => loops[number] = loop;

    public void Leave(int number) => loops.Remove(number);

    /// <summary>The evaluator of the walked tier.</summary>
    public ConstantExpression Walked(BoundExpression expression)
    {
        AskLoops();
        return Expression.Constant(walked.Compile(expression), typeof(Evaluator<TContext>));
    }

    /// <summary>A function with a fixed format, of which only the format is used.</summary>
    public ConstantExpression Formatted(BoundCall call) => Expression.Constant((FormatEvaluator<TContext>)walked.Compile(call));

    /// <summary>The piece of the walked tier.</summary>
    public ConstantExpression Walked(BoundNode node)
    {
        AskLoops();
        return Expression.Constant(walked.Compile(node), typeof(TemplatePart<TContext>));
    }

    /// <summary>
    /// Reads the value of a path, from the context or from the element of a loop, as <see cref="PathEmitter.Read"/> does;
    /// <see langword="null"/> when the expression is no path, or one that is left to the walked tier.
    /// </summary>
    public Expression? Read(BoundExpression expression, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        switch (expression)
        {
            case BoundPathValue { Path: { Kind: not ValueKind.Json } path }:
                return paths.Read(path, onNull, onValue);
            case BoundLoopItem { JsonSteps.IsEmpty: true } item when Loop(item.Loop) is { } loop && item.Type.Kind != TypeKind.Json:
                if (item.Steps.IsEmpty) return loop.Type.Kind == TypeKind.Entity ? null : Present(loop.Item, onNull, onValue);
                var fields = new BoundPath(string.Join('.', item.Steps.Select(s => s.Name)), PathRoot.Context, item.Steps, []);
                return Present(loop.Item, onNull, e => new PathEmitter(e, Time, Literals.Inline, rendering: Rendering).Read(fields, onNull, onValue));
            default:
                return null;
        }
    }

    private static Expression Present(ParameterExpression item, Func<Expression> onNull, Func<Expression, Expression> onValue) => item.Type.IsValueType
        ? onValue(item)
        : Expression.Condition(Expression.ReferenceEqual(item, Expression.Constant(null)), onNull(), onValue(item));

    /// <summary>Evaluators find the elements of loops in the rendering.</summary>
    private void AskLoops()
    {
        foreach (var loop in loops.Values) loop.IsAsked = true;
    }
}

/// <summary>A loop that is being emitted.</summary>
/// <param name="Item">The element.</param>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Type">What the elements are.</param>
internal sealed record LoopFrame(ParameterExpression Item, ParameterExpression Index, ParameterExpression Count, TemplateType Type)
{
    /// <summary>Whether its body asks evaluators of the walked tier.</summary>
    public bool IsAsked { get; set; }
}
