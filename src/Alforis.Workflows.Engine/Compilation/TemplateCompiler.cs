using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation.Functions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Turns bound templates into evaluators: small objects over readers that are compiled once for each path of the schema, so that a
/// template costs microseconds to make. Thread-safe.
/// </summary>
internal sealed class TemplateCompiler<TContext>(HotCode hot)
{
    private readonly ValueReaders<TContext> readers = new();
    private readonly ValueReaders<object> itemReaders = new();

    public TieredTemplate<TContext> Compile(BoundTemplate template) => new(template, [.. template.Nodes.Select(Compile)], this, hot);

    public Evaluator<TContext> Compile(BoundExpression expression) => expression switch
    {
        BoundFixedValue value => new ConstantEvaluator<TContext>(TemplateValue.FromBoxed(value.Value)),
        BoundPathValue path => new PathEvaluator<TContext>(readers.Get(path.Path, typeof(TContext))),
        BoundLoopItem item => Compile(item),
        BoundLoopMember member => new LoopMemberEvaluator<TContext>(member.Loop, member.Member),
        BoundValueMember member => new ValueMemberEvaluator<TContext>(Compile(member.Target), member.Member),
        BoundNegation negation => new NegationEvaluator<TContext>(Compile(negation.Operand)),
        BoundMinus minus => new ArithmeticEvaluator<TContext>(new ConstantEvaluator<TContext>(TemplateValue.From(0L)), TemplateOperator.Subtract, Compile(minus.Operand)),
        BoundOperation operation => Compile(operation),
        BoundChoice choice => new ConditionalEvaluator<TContext>(Compile(choice.Condition), Compile(choice.Then), Compile(choice.Else)),
        BoundCall call => Compile(call),
        BoundItems items => new ItemsEvaluator<TContext>([.. items.Items.Select(Compile)]),
        _ => throw new NotSupportedException($"An expression of type {expression.GetType().Name} cannot be compiled."),
    };

    private Evaluator<TContext> Compile(BoundLoopItem item)
    {
        if (item.Steps.IsEmpty) return item.JsonSteps.IsEmpty ? new LoopItemEvaluator<TContext>(item.Loop) : new LoopItemJsonEvaluator<TContext>(item.Loop, [.. item.JsonSteps.Select(n => new MemberName(n))]);
        var path = new BoundPath(string.Join('.', item.Steps.Select(s => s.Name)), PathRoot.Context, item.Steps, item.JsonSteps);
        return new LoopItemFieldEvaluator<TContext>(item.Loop, itemReaders.Get(path, item.Item.Entity!.Type));
    }

    private Evaluator<TContext> Compile(BoundCall call)
    {
        var compiled = new CallEvaluator<TContext>(call.Function, FunctionBodies.Of(call, itemReaders), [.. call.Arguments.Select(Compile)]);
        return FunctionBodies.FormatOf(call) is { } format ? new FormatEvaluator<TContext>(Compile(call.Arguments[0]), format, compiled) : compiled;
    }

    private Evaluator<TContext> Compile(BoundOperation operation)
    {
        var (left, right) = (Compile(operation.Left), Compile(operation.Right));
        return operation.Operator switch
        {
            TemplateOperator.Coalesce => new CoalesceEvaluator<TContext>(left, right),
            TemplateOperator.Or => new LogicEvaluator<TContext>(left, isOr: true, right),
            TemplateOperator.And => new LogicEvaluator<TContext>(left, isOr: false, right),
            >= TemplateOperator.Equal and <= TemplateOperator.GreaterOrEqual => new ComparisonEvaluator<TContext>(left, operation.Operator, right),
            _ => new ArithmeticEvaluator<TContext>(left, operation.Operator, right),
        };
    }

    public TemplatePart<TContext> Compile(BoundNode node) => node switch
    {
        BoundFixedText text => new FixedPart<TContext>(text.Text),
        BoundOutput output => new OutputPart<TContext>(Compile(output.Expression), output.Escaping),
        BoundIf choice => new IfPart<TContext>([.. choice.Branches.Select(b => (b.Condition is null ? null : Compile(b.Condition), b.Body.Select(Compile).ToArray()))]),
        BoundFor loop => new ForPart<TContext>(
            loop.Loop, Compile(loop.List), TemplateCost.Of(loop.Body), [.. loop.Body.Select(Compile)]),
        _ => throw new NotSupportedException($"A piece of type {node.GetType().Name} cannot be compiled."),
    };
}
