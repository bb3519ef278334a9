using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Handles claimed events in the transaction of their claim: contexts, matching, actions in sets, history, and the events leave
/// the queue. All of it or nothing.
/// </summary>
internal sealed class DispatchBatch(IReadOnlyList<IDatabaseAction> actions, ActiveWorkflows workflows, DispatchOptions options, TimeProvider clock)
{
    public async Task<DispatchReport> HandleAsync(NpgsqlTransaction transaction, ImmutableArray<CrmEvent> events, CancellationToken ct)
    {
        var startedAt = clock.GetUtcNow();
        var stopwatch = Stopwatch.StartNew();
        var contexts = await ContextLoader.LoadAsync(transaction, events, startedAt, ct).ConfigureAwait(false);
        var plan = new BatchPlan(events, contexts, new ExecutionPlanner(workflows.Current, startedAt));
        await PerformAsync(transaction, plan, ct).ConfigureAwait(false);
        await WriteAsync(transaction, plan, startedAt, stopwatch.Elapsed, ct).ConfigureAwait(false);
        return new DispatchReport(plan.Handled.Length, plan.Executions.Count, plan.Deferred.Count, 0);
    }

    private async Task PerformAsync(NpgsqlTransaction transaction, BatchPlan plan, CancellationToken ct)
    {
        if (plan.Executions.Count == 0) return;
        var batches = Begin(plan);
        var needs = new BatchNeeds();
        foreach (var batch in batches) batch.Gather(needs);
        var users = await UserDirectory.ReadAsync(transaction, needs.Users, ct).ConfigureAwait(false);
        var (locked, held) = await TargetRowsQuery.LockAsync(transaction, needs.Rows, ct).ConfigureAwait(false);
        if (held.Count > 0)
        {
            plan.Defer(held);
            batches = Begin(plan);
        }

        var rows = new BatchRows(users, locked.ToFrozenDictionary(), held.ToFrozenSet());
        foreach (var batch in batches) batch.Check(rows);
        foreach (var execution in plan.Executions) execution.Settle();
        await ExecutionIds.AllotAsync(transaction, plan.Executions, ct).ConfigureAwait(false);
        foreach (var batch in batches) await batch.PerformAsync(transaction, ct).ConfigureAwait(false);
    }

    private List<IActionBatch> Begin(BatchPlan plan)
    {
        var byType = plan.Executions.SelectMany(e => e.Actions).ToLookup(a => a.Planned.Type, StringComparer.Ordinal);
        return [.. actions.Where(a => byType.Contains(a.Name)).Select(a => a.Begin([.. byType[a.Name]]))];
    }

    private async Task WriteAsync(
        NpgsqlTransaction transaction, BatchPlan plan, DateTimeOffset startedAt, TimeSpan elapsed, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        if (plan.Executions.Count > 0)
        {
            batch.BatchCommands.Add(ExecutionHistory.Insert(plan.Executions, startedAt, elapsed));
            batch.BatchCommands.Add(ExecutionHistory.Count(plan.Executions, startedAt, elapsed));
        }

        if (plan.Skipped.Count > 0) batch.BatchCommands.Add(ExecutionHistory.Skip(plan.Skipped));
        if (plan.Deferred.Count > 0) batch.BatchCommands.Add(EventQueue.Defer([.. plan.Deferred], options.DeferralWait));
        batch.BatchCommands.Add(EventQueue.Remove(plan.Handled));
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
