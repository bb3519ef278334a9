using System.Collections.Immutable;
using System.Diagnostics;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Telemetry;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Handles claimed events in the transaction of their claim: contexts, matching, actions in sets, history, and the events leave
/// the queue. All of it or nothing.
/// </summary>
internal sealed class DispatchBatch(
    IReadOnlyList<IDatabaseAction> kinds, ActiveWorkflows workflows, DeferralBackoff backoff, LockPatience patience, TimeProvider clock,
    ILogger logger)
{
    private readonly SetPerformance performance = new(kinds, logger);
    private readonly WorkflowVersions versions = new();

    /// <summary>Handles the events.</summary>
    /// <returns>What is done once the transaction is committed.</returns>
    public async Task<HandledBatch> HandleAsync(
        NpgsqlTransaction transaction, ImmutableArray<CrmEvent> events, CancellationToken ct)
    {
        var startedAt = clock.GetUtcNow();
        var stopwatch = Stopwatch.StartNew();
        var single = await SingleWorkflows.LoadAsync(transaction, events, versions, ct).ConfigureAwait(false);
        var needs = workflows.Needs.And(ContextNeeds.Of(single.Entries));
        var contexts = await ContextLoader.LoadAsync(transaction, events, needs, startedAt, ct).ConfigureAwait(false);
        var plan = new BatchPlan(events, contexts, new ExecutionPlanner(workflows.Current, single, startedAt));
        await TargetAsync(transaction, plan, startedAt, ct).ConfigureAwait(false);
        await PerformAsync(transaction, plan, ct).ConfigureAwait(false);
        var trace = BatchTrace.Start(plan.Executions, startedAt);
        await WriteAsync(transaction, plan, startedAt, stopwatch.Elapsed, ct).ConfigureAwait(false);
        return new HandledBatch(plan, trace);
    }

    /// <summary>Looks for the entities that events name.</summary>
    private static async Task TargetAsync(NpgsqlTransaction transaction, BatchPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        if (plan.Wanted.Count == 0) return;
        var (found, missing) = await TargetedEvents.ReadAsync(transaction, plan.Wanted, ct).ConfigureAwait(false);
        plan.Targeted.AddRange(found);
        plan.Executions.AddRange(missing.Select(m => PendingExecution.Skip(
            m.Source, m.Context, m.Workflow, now, FormattableString.Invariant($"There is no {m.EntityType} {m.EntityId}, which the payload names."))));
    }

    private async Task PerformAsync(NpgsqlTransaction transaction, BatchPlan plan, CancellationToken ct)
    {
        if (plan.Executions.Count == 0) return;
        await patience.WaitAsync(transaction, plan.Executions, ct).ConfigureAwait(false);
        await performance.PerformAsync(transaction, plan, ct).ConfigureAwait(false);
    }

    private async Task WriteAsync(
        NpgsqlTransaction transaction, BatchPlan plan, DateTimeOffset startedAt, TimeSpan elapsed, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var (finished, waiting) = plan.Split();
        if (finished.Count > 0) batch.BatchCommands.Add(ExecutionHistory.Insert(finished, elapsed));
        if (waiting.Count > 0) batch.BatchCommands.Add(LiveExecutions.Begin(waiting, startedAt, elapsed));
        List<PendingExecution> stepping = [.. waiting.Where(e => e.Part.Step is not null)];
        if (stepping.Count > 0) batch.BatchCommands.Add(LiveExecutions.Steps(stepping));
        if (finished.Count > 0 || plan.Skipped.Count > 0)
        {
            batch.BatchCommands.Add(ExecutionHistory.Count(finished, plan.Skipped, elapsed));
        }

        if (plan.Targeted.Count > 0) batch.BatchCommands.Add(TargetedEvents.Insert(plan.Targeted));
        List<SkippedWorkflows> recorded = [.. plan.Skipped.Where(s => s.IsRecorded)];
        if (recorded.Count > 0) batch.BatchCommands.Add(ExecutionHistory.Skip(recorded));
        List<SkippedWorkflows> promised = [.. plan.Skipped.Where(s => s.Source.ExecutionId is not null)];
        if (promised.Count > 0) batch.BatchCommands.Add(ExecutionHistory.Refuse(promised));
        if (plan.Deferred.Count > 0)
        {
            batch.BatchCommands.Add(EventQueue.Defer([.. plan.FirstDeferred.Select(e => (e.EventId, backoff.Wait(e.Deferrals)))]));
        }

        batch.BatchCommands.Add(EventQueue.Remove(plan.Handled));
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
