using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A workflow ready to be asked whether it fires and what it would do. Immutable, thread-safe.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class CompiledWorkflow<TContext>
{
    private readonly TieredCondition<TContext> filter;
    private readonly TieredCondition<TContext> condition;
    private readonly ImmutableArray<CompiledAction<TContext>> actions;
    private readonly BoundObject triggerSettings;

    internal CompiledWorkflow(
        WorkflowDefinition definition, string triggerType, string? entity, TimeZoneInfo timeZone, ImmutableArray<string> paths,
        TieredCondition<TContext> filter, TieredCondition<TContext> condition, ImmutableArray<CompiledAction<TContext>> actions,
        BoundObject triggerSettings, ConditionSource<TContext> source)
    {
        Definition = definition;
        TriggerType = triggerType;
        Entity = entity;
        TimeZone = timeZone;
        Paths = paths;
        this.filter = filter;
        this.condition = condition;
        this.actions = actions;
        this.triggerSettings = triggerSettings;
        Source = source;
        Actions = [.. actions.Select(a => a.Fixed)];
    }

    /// <summary>The definition that it was compiled from.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>The trigger, as the schema writes it.</summary>
    public string TriggerType { get; }

    /// <summary>The root of the context that is the triggering entity, for example <c>deal</c>; <see langword="null"/> for none.</summary>
    public string? Entity { get; }

    /// <summary>The time zone in which its dates are meant.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>
    /// The paths of the context that filter, conditions and templates read, in their canonical form and ordinal order, for example
    /// <c>deal.organisation.nom</c>: who makes contexts need not load what no workflow reads.
    /// </summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>How long it waits before it acts; <see langword="null"/> for not at all.</summary>
    public Delay? Delay { get; internal init; }

    /// <summary>
    /// Whether its conditions are asked again when <see cref="Delay"/> is over, and nothing is done unless they still hold. Never without a delay.
    /// </summary>
    public bool Recheck { get; internal init; }

    /// <summary>Its actions in order: what is fixed about them, whatever the context.</summary>
    public ImmutableArray<WorkflowAction> Actions { get; }

    /// <summary>The kinds of action that it runs, as the schema writes them, in order and with repeats.</summary>
    public IEnumerable<string> ActionTypes => actions.Select(a => a.Type);

    /// <summary>What filter and condition were compiled from, for those who ask why.</summary>
    internal ConditionSource<TContext> Source { get; }

    /// <summary>Whether the conditions have code of their own by now.</summary>
    internal bool IsHot => condition.IsCompiled;

    /// <summary>
    /// The trigger's settings that the definition gives, under the names and in the form that the schema has for them; filters are left out. Each
    /// call makes a copy.
    /// </summary>
    public JsonObject ReadTriggerSettings()
    {
        var settings = new JsonObject();
        foreach (var (name, value) in triggerSettings.Members)
        {
            if (value is BoundConstant { Value: { } constant }) settings[name] = constant.DeepClone();
        }

        return settings;
    }

    /// <summary>Whether the event passes the filters in the trigger's settings. Cheap; allocates nothing.</summary>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    public bool PassesFilter(TContext context, DateTimeOffset now) => filter.Holds(context, new EvaluationTime(now, TimeZone));

    /// <summary>Whether the conditions hold. Cheap; allocates nothing unless free JSON is compared.</summary>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    public bool MeetsConditions(TContext context, DateTimeOffset now) => condition.Holds(context, new EvaluationTime(now, TimeZone));

    /// <summary>
    /// The actions in order, with every placeholder filled in, those of which the <c>when</c> does not hold marked as skipped. Runs nothing. Bounded by
    /// <see cref="RenderLimits"/>.
    /// </summary>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    public ImmutableArray<PlannedAction> Plan(TContext context, DateTimeOffset now)
    {
        var rendering = Rendering.Rent(new EvaluationTime(now, TimeZone), "");
        ImmutableArray<PlannedAction> planned = [.. actions.Select(a => Plan(a, context, rendering))];
        rendering.Return();
        return planned;
    }

    /// <summary>Plans some of the actions, for executions that wait in between; otherwise as the other <c>Plan</c>.</summary>
    /// <remarks>The bounds of <see cref="RenderLimits"/> hold for each call.</remarks>
    /// <param name="from">The position of the first, from 0.</param>
    /// <param name="to">The position after the last.</param>
    /// <param name="context">The context, as it is when these actions are due.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such actions.</exception>
    public ImmutableArray<PlannedAction> Plan(int from, int to, TContext context, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, actions.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var rendering = Rendering.Rent(new EvaluationTime(now, TimeZone), "");
        var planned = ImmutableArray.CreateBuilder<PlannedAction>(to - from);
        for (var i = from; i < to; i++) planned.Add(Plan(actions[i], context, rendering));
        rendering.Return();
        return planned.MoveToImmutable();
    }

    /// <summary>Plans one of the actions; otherwise as <c>Plan</c>.</summary>
    /// <param name="position">Its position, from 0.</param>
    /// <param name="context">The context, as it is when the action is due.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public PlannedAction PlanAction(int position, TContext context, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, actions.Length);
        var rendering = Rendering.Rent(new EvaluationTime(now, TimeZone), "");
        var planned = Plan(actions[position], context, rendering);
        rendering.Return();
        return planned;
    }

    private static PlannedAction Plan(CompiledAction<TContext> action, TContext context, Rendering rendering)
    {
        if (action.When is { } when && !when.Holds(context, rendering.Time))
        {
            return new PlannedAction(action.Id, action.Type, action.OnError, action.Target, [], IsSkipped: true);
        }

        rendering.Begin();
        var settings = action.Render(context, rendering);
        return rendering.Problem is { } problem
            ? new PlannedAction(action.Id, action.Type, action.OnError, action.Target, [], problem)
            : new PlannedAction(action.Id, action.Type, action.OnError, action.Target, settings);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Definition.Name} ({TriggerType})";
}

/// <summary>Bound conditions, those of actions by the actions' ids, and what the compiler shares between workflows.</summary>
internal sealed record ConditionSource<TContext>(
    BoundCondition Filter, BoundCondition Condition, FrozenDictionary<string, BoundCondition> Whens, PathReaders<TContext> Readers, LeafPredicates<TContext> Predicates);

/// <summary>An action whose condition and settings are compiled; what every plan reads of it lies here itself.</summary>
internal sealed record CompiledAction<TContext>(
    WorkflowAction Fixed, TieredCondition<TContext>? When, Func<TContext, Rendering, JsonObject> Render)
{
    public string Id { get; } = Fixed.Id;

    public string Type { get; } = Fixed.Type;

    public ErrorPolicy OnError { get; } = Fixed.OnError;

    public string? Target { get; } = Fixed.Target;
}
