using System.Collections.Immutable;
using System.Diagnostics;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>
/// Runs one workflow for one event, whether it fires or not: actions in order, one after another. For those who match events themselves;
/// <see cref="WorkflowEngine{TContext}"/> does both. Thread-safe.
/// </summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowRunner<TContext>
{
    private readonly ActionSet<TContext> actions;
    private readonly IServiceScopeFactory? scopes;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    internal WorkflowRunner(ActionSet<TContext> actions, IServiceScopeFactory? scopes, TimeProvider clock, ILogger logger)
    {
        this.actions = actions;
        this.scopes = scopes;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>
    /// Runs the workflow's actions. All are planned before the first is done, so that <c>when</c> and templates see the context as the event
    /// left it. Handlers come from a scope of the execution's own. What handlers throw makes their action fail; a failed action keeps the
    /// later ones from being tried, unless it says <c>continue</c>.
    /// </summary>
    /// <param name="entry">The workflow.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="executionId">The execution's id, from which idempotency keys are made.</param>
    /// <param name="now">The moment of evaluation; <see langword="null"/> for the present.</param>
    /// <param name="cancellationToken">Cancels between actions, and in those whose handlers heed it.</param>
    /// <returns>What became of every action.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled before all actions were done.</exception>
    /// <exception cref="InvalidOperationException">The workflow has an action that no handler does: or it waits: it was compiled for another schema.</exception>
    public async Task<WorkflowExecution<TContext>> RunAsync(
        WorkflowEntry<TContext> entry, TContext context, string executionId, DateTimeOffset? now = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentException.ThrowIfNullOrEmpty(executionId);
        cancellationToken.ThrowIfCancellationRequested();
        actions.Require(entry.Workflow.ActionTypes);
        RefuseWaiting(entry.Workflow);

        using var span = ExecutionTelemetry.StartExecution(entry, executionId);
        var started = clock.GetTimestamp();
        var moment = now ?? clock.GetUtcNow();
        var outcomes = new List<ActionOutcome>();
        Exception? fault = null;
        try
        {
            fault = Plan(entry, context, moment, out var plan);
            await RunAsync(plan, new ActionCall<TContext>(entry, null!, context, executionId, moment), outcomes, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.ExecutionCancelled(logger, executionId, entry.Id, outcomes.Count);
            ExecutionTelemetry.EndExecution(span, entry.Workflow.TriggerType, ExecutionTelemetry.Cancelled, clock.GetElapsedTime(started));
            throw;
        }

        return Ended(span, entry, context, executionId, moment, started, [.. outcomes], fault);
    }

    /// <summary>A delay that is not kept would be worse than none.</summary>
    private static void RefuseWaiting(CompiledWorkflow<TContext> workflow)
    {
        if (workflow.Delay is null && workflow.Actions.All(a => a is { Delay: null, Retry: null })) return;
        throw new InvalidOperationException($"'{workflow.Definition.Name}' waits, and everything is done at once here: the workflow was compiled for another schema.");
    }

    /// <summary>An execution that failed before its actions: a property of the context threw when the conditions were asked.</summary>
    internal WorkflowExecution<TContext> Fail(
        WorkflowEntry<TContext> entry, TContext context, string executionId, DateTimeOffset now, Exception fault)
    {
        using var span = ExecutionTelemetry.StartExecution(entry, executionId);
        return Ended(span, entry, context, executionId, now, clock.GetTimestamp(), [], fault);
    }

    private WorkflowExecution<TContext> Ended(
        Activity? span, WorkflowEntry<TContext> entry, TContext context, string executionId, DateTimeOffset now, long started,
        ImmutableArray<ActionOutcome> outcomes, Exception? fault)
    {
        var execution = new WorkflowExecution<TContext>
        {
            Id = executionId,
            Entry = entry,
            Context = context,
            Now = now,
            Duration = clock.GetElapsedTime(started),
            Actions = outcomes,
            ContextException = fault,
        };
        ExecutionTelemetry.EndExecution(span, entry.Workflow.TriggerType, ExecutionTelemetry.Name(execution.Status), execution.Duration);
        if (execution.Error is { } error) Log.ExecutionFailed(logger, executionId, entry.Id, error, fault);
        else Log.ExecutionSucceeded(logger, executionId, entry.Id);
        return execution;
    }

    /// <summary>Properties of the context are the embedder's code, and may throw.</summary>
    private static Exception? Plan(WorkflowEntry<TContext> entry, TContext context, DateTimeOffset now, out ImmutableArray<PlannedAction> plan)
    {
        try
        {
            plan = entry.Workflow.Plan(context, now);
            return null;
        }
        catch (Exception e)
        {
            plan = [];
            return e;
        }
    }

    private async Task RunAsync(
        ImmutableArray<PlannedAction> plan, ActionCall<TContext> call, List<ActionOutcome> outcomes, CancellationToken ct)
    {
        var scope = scopes?.CreateAsyncScope();
        try
        {
            var attempt = new ActionAttempt<TContext>(actions, scope?.ServiceProvider, clock, logger);
            var stopped = false;
            foreach (var action in plan)
            {
                var outcome = action.IsSkipped ? Skip(action, SkipReason.When)
                    : stopped ? Skip(action, SkipReason.EarlierFailure)
                    : await attempt.RunAsync(call with { Action = action }, ct).ConfigureAwait(false);
                outcomes.Add(outcome);
                stopped |= outcome.Stops;
            }
        }
        finally
        {
            if (scope is { } open) await DisposeAsync(open, call.ExecutionId).ConfigureAwait(false);
        }
    }

    private static ActionOutcome Skip(PlannedAction action, SkipReason reason)
    {
        ExecutionTelemetry.SkipAction(action.Type);
        return new ActionOutcome { Action = action, Status = ActionStatus.Skipped, SkipReason = reason };
    }

    /// <summary>The actions are done by now: what they did must not be lost to a service that cannot be disposed of.</summary>
    private async ValueTask DisposeAsync(AsyncServiceScope scope, string executionId)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.DisposalFailed(logger, executionId, e);
        }
    }
}
