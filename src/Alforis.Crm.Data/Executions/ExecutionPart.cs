using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// What an execution does in one transaction: actions in the database, up to where it must wait, for the world outside or for a delay, or
/// to its end. Immutable.
/// </summary>
/// <param name="Actions">The actions, in order; outside-world ones only when they are skipped or could not be rendered.</param>
/// <param name="End">The position behind them: where it goes on.</param>
/// <param name="Step">The outside-world action that it waits for, at <paramref name="End"/>; <see langword="null"/> for none.</param>
/// <param name="WakeAt">Until when it sleeps before it goes on at <paramref name="End"/>; <see langword="null"/> when it does not sleep.</param>
internal sealed record ExecutionPart(ImmutableArray<PlannedAction> Actions, int End, PlannedAction? Step, DateTimeOffset? WakeAt)
{
    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsLast => Step is null && WakeAt is null;

    /// <summary>The part of a new execution.</summary>
    public static ExecutionPart First(CompiledWorkflow<CrmContext> workflow, CrmContext context, DateTimeOffset now)
    {
        var actions = workflow.Actions;
        if (workflow.Delay is { } delay)
        {
            var wakeAt = delay.After(now, workflow.TimeZone);
            // The first action may have a delay of its own; there is nothing to do in between.
            return new ExecutionPart([], 0, null, actions[0].Delay?.After(wakeAt, workflow.TimeZone) ?? wakeAt);
        }

        return actions.All(IsPlain)
            ? new ExecutionPart(workflow.Plan(context, now), actions.Length, null, null)
            : From(workflow, 0, isAwake: false, context, now);
    }

    /// <summary>The part of an execution that goes on.</summary>
    /// <param name="workflow">Its workflow.</param>
    /// <param name="position">Where it goes on.</param>
    /// <param name="isAwake">Whether the delay of the action there is over.</param>
    /// <param name="context">What templates see.</param>
    /// <param name="now">The moment.</param>
    public static ExecutionPart From(CompiledWorkflow<CrmContext> workflow, int position, bool isAwake, CrmContext context, DateTimeOffset now)
    {
        var planned = ImmutableArray.CreateBuilder<PlannedAction>();
        for (; position < workflow.Actions.Length; position++)
        {
            var action = workflow.Actions[position];
            if (action.Delay is { } delay && !isAwake) return new ExecutionPart(planned.ToImmutable(), position, null, delay.After(now, workflow.TimeZone));
            isAwake = false;
            var plan = workflow.PlanAction(position, context, now);
            var isOutside = OutsideActions.Names.Contains(action.Type);
            if (isOutside && plan is { IsSkipped: false, Problem: null }) return new ExecutionPart(planned.ToImmutable(), position, plan, null);
            planned.Add(plan);
            // What is behind it is not done, and must not be waited for.
            if (plan is { Problem: not null, OnError: ErrorPolicy.Stop }) return new ExecutionPart(planned.ToImmutable(), position + 1, null, null);
        }

        return new ExecutionPart(planned.ToImmutable(), position, null, null);
    }

    private static bool IsPlain(WorkflowAction action) => action.Delay is null && !OutsideActions.Names.Contains(action.Type);
}
