using System.Diagnostics;
using System.Globalization;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Telemetry;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Explaining;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// One pass over the executions whose time has come to go on, because their step has ended or their delay is over: what they do next in the
/// database is performed in sets, in one transaction, up to the next step, the next delay or the end. Not thread-safe.
/// </summary>
public sealed class ContinuePass
{
    private const int MostExecutions = 200;
    private const int MostAttempts = 5;

    private static readonly TimeSpan Deferral = TimeSpan.FromMilliseconds(300);

    private readonly NpgsqlDataSource dataSource;
    private readonly DispatchOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<ContinuePass> logger;
    private readonly SetPerformance performance;
    private readonly WorkflowVersions versions = new();

    internal ContinuePass(
        NpgsqlDataSource dataSource, IReadOnlyList<IDatabaseAction> actions, DispatchOptions options, TimeProvider clock, ILogger<ContinuePass> logger)
    {
        this.dataSource = dataSource;
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        performance = new SetPerformance(actions, logger);
    }

    /// <summary>Lets executions go on.</summary>
    /// <param name="ct">Cancels; what is not committed then is done by a later pass.</param>
    /// <returns>How many there were; 0 when none was due.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or is too busy; a later pass will do.</exception>
    public Task<int> RunAsync(CancellationToken ct) => HandleAsync(null, ct);

    private async Task<int> HandleAsync(long[]? among, CancellationToken ct)
    {
        IReadOnlyList<LiveExecution> claimed = [];
        try
        {
            var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using var connectionDisposal = connection.ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using var transactionDisposal = transaction.ConfigureAwait(false);
            var stopwatch = Stopwatch.StartNew();
            claimed = await LiveExecutions.ClaimAsync(transaction, MostExecutions, among, options, ct).ConfigureAwait(false);
            var continued = claimed.Count > 0 ? await ContinueAsync(transaction, claimed, ct).ConfigureAwait(false) : null;
            if (claimed.Count > 0) Failpoints.Reach(Failpoints.ContinueBeforeCommit);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            if (claimed.Count > 0) Failpoints.Reach(Failpoints.ContinueAfterCommit);
            continued?.Tell(stopwatch.Elapsed);
            return claimed.Count;
        }
        catch (Exception e) when (claimed.Count > 0 && ContentFault.Is(e))
        {
            if (claimed.Count == 1) await FailAsync(claimed[0], e, ct).ConfigureAwait(false);
            else await DivideAsync(claimed, e, ct).ConfigureAwait(false);
            return claimed.Count;
        }
    }

    private async Task<ContinuedBatch> ContinueAsync(NpgsqlTransaction transaction, IReadOnlyList<LiveExecution> claimed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stopwatch = Stopwatch.StartNew();
        await versions.LoadAsync(transaction, [.. claimed.Select(e => (e.WorkflowId, e.WorkflowVersion))], ct).ConfigureAwait(false);
        var ending = new List<EndedExecution>();
        var going = new List<LiveExecution>();
        using var json = new ActionsJson();
        foreach (var live in claimed)
        {
            var (entry, problem) = versions.Find(live.WorkflowId, live.WorkflowVersion);
            if (entry is null) ending.Add(new EndedExecution(live.Id, "failed", json.Of(live, []), problem, FailureCode.WorkflowUnusable, TimeSpan.Zero));
            else if (Pointless(live) is { } reason)
                ending.Add(new EndedExecution(live.Id, "cancelled", json.Of(live, entry.Workflow.Actions.Skip(live.Next)), reason, live.IsDeleted ? FailureCode.WorkflowDeleted : FailureCode.EntityGone, TimeSpan.Zero));
            else going.Add(live);
        }

        var plan = await PlanAsync(transaction, going, now, ending, ct).ConfigureAwait(false);
        if (plan.Executions.Any(e => !e.Actions.IsEmpty)) await performance.PerformAsync(transaction, plan, ct).ConfigureAwait(false);
        var trace = BatchTrace.Start(plan.Executions, now);
        await WriteAsync(transaction, plan, ending, now, stopwatch.Elapsed, ct).ConfigureAwait(false);
        return new ContinuedBatch(claimed, ending, trace);
    }

    /// <summary>The executions go on that are not asked again, or whose conditions still hold.</summary>
    private async Task<BatchPlan> PlanAsync(
        NpgsqlTransaction transaction, List<LiveExecution> going, DateTimeOffset now, List<EndedExecution> ending, CancellationToken ct)
    {
        var entries = going.Select(e => versions.Find(e.WorkflowId, e.WorkflowVersion).Entry!).ToArray();
        var contexts = await ContextLoader.LoadAsync(
            transaction, [.. going.Select(e => e.Source)], ContextNeeds.Of(entries.Distinct()), now, ct).ConfigureAwait(false);
        var executions = new List<PendingExecution>();
        using var json = new ActionsJson();
        for (var i = 0; i < going.Count; i++)
        {
            var (live, entry) = (going[i], entries[i]);
            if (live is { Wakes: true, Recheck: true } && !entry.Workflow.MeetsConditions(contexts[i], now))
            {
                ending.Add(new EndedExecution(live.Id, "skipped", json.Of(live, entry.Workflow.Actions.Skip(live.Next)), null, null, TimeSpan.Zero)
                {
                    Conditions = WorkflowExplainer.RulesToJson(entry.Workflow, contexts[i], now),
                });
            }
            else
            {
                executions.Add(PendingExecution.Continue(live, contexts[i], entry, now));
            }
        }

        return new BatchPlan(executions);
    }

    private static async Task WriteAsync(
        NpgsqlTransaction transaction, BatchPlan plan, List<EndedExecution> ending, DateTimeOffset now, TimeSpan elapsed, CancellationToken ct)
    {
        var (finished, waiting) = plan.Split();
        using var json = new ActionsJson();
        List<(long, string?)> began = [.. finished.Select(e => (e.Id, (string?)null)), .. ending.Where(e => e.Conditions is not null).Select(e => (e.Id, e.Conditions))];
        ending.AddRange(finished.Select(e => new EndedExecution(e.Id, e.Status, json.Of(e), e.Error, e.ErrorCode, elapsed)));
        using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        if (began.Count > 0) batch.BatchCommands.Add(LiveExecutions.Began(began));
        if (ending.Count > 0) batch.BatchCommands.Add(LiveExecutions.Finish(ending));
        if (waiting.Count > 0)
        {
            foreach (var command in LiveExecutions.Advance(waiting, now, elapsed)) batch.BatchCommands.Add(command);
        }

        List<PendingExecution> stepping = [.. waiting.Where(e => e.Part.Step is not null)];
        if (stepping.Count > 0) batch.BatchCommands.Add(LiveExecutions.Steps(stepping));
        if (plan.PutOff.Count > 0) batch.BatchCommands.Add(LiveExecutions.PutOff([.. plan.PutOff.Select(e => e.Id)], Deferral));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private async Task DivideAsync(IReadOnlyList<LiveExecution> claimed, Exception cause, CancellationToken ct)
    {
        Log.ContinuationsDivided(logger, claimed.Count, FailureText.Of(cause));
        var half = claimed.Count / 2;
        await HandleAsync([.. claimed.Take(half).Select(e => e.Id)], ct).ConfigureAwait(false);
        await HandleAsync([.. claimed.Skip(half).Select(e => e.Id)], ct).ConfigureAwait(false);
    }

    /// <summary>It is tried again a few times; then it ends, and says why.</summary>
    private async Task FailAsync(LiveExecution failed, Exception cause, CancellationToken ct)
    {
        var reason = FailureText.Of(cause);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var attempts = await LiveExecutions.FailAsync(transaction, failed, reason, options.LongestSilence, ct).ConfigureAwait(false);
        if (attempts is not { } times) return;
        if (times >= MostAttempts)
        {
            using var json = new ActionsJson();
            var entry = versions.Find(failed.WorkflowId, failed.WorkflowVersion).Entry;
            var ended = new EndedExecution(
                failed.Id, "failed", json.Of(failed, entry?.Workflow.Actions.Skip(failed.Next) ?? []), $"It could not go on: {reason}", FailureCode.Internal, TimeSpan.Zero);
            using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { LiveExecutions.Finish([ended]) } };
            await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }

        await transaction.CommitAsync(ct).ConfigureAwait(false);
        Log.ContinuationFailed(logger, failed.Id, times, reason);
    }

    /// <summary>Why it must not go on, or <see langword="null"/>.</summary>
    private static string? Pointless(LiveExecution live) => live switch
    {
        { IsDeleted: true } => WorkflowDeletion.Reason,
        { IsOrphan: true, Source: var source } => string.Create(
            CultureInfo.InvariantCulture, $"{source.EntityType} {source.EntityId} was deleted while the workflow waited."),
        _ => null,
    };
}
