using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Silence;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Ticks;

/// <summary>
/// One pass over the open ticks: makes the events of one of them, or a part of these, in one transaction with the note of how far it has come. So a host
/// that ends anywhere loses nothing and makes nothing twice, and several hosts share the ticks. Not thread-safe.
/// </summary>
public sealed class TickPass
{
    private const int MostEntities = 10_000;
    private const int MostAttempts = 5;
    private static readonly TimeSpan BacklogWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TroubleWait = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource dataSource;
    private readonly DispatchOptions options;
    private readonly ILogger<TickPass> logger;
    private readonly WorkflowVersions versions = new();
    private readonly SelectionAhead ahead = new(TimeProvider.System);

    internal TickPass(NpgsqlDataSource dataSource, DispatchOptions options, ILogger<TickPass> logger)
    {
        this.dataSource = dataSource;
        this.options = options;
        this.logger = logger;
    }

    /// <summary>Makes events of the tick that has waited longest.</summary>
    /// <param name="ct">Cancels; what is not committed then is done by a later pass.</param>
    /// <returns>Whether there was one that could get on.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or is too busy; a later pass will do.</exception>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        OpenTick? tick = null;
        try
        {
            var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using var connectionDisposal = connection.ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using var transactionDisposal = transaction.ConfigureAwait(false);
            tick = await TickTable.ClaimAsync(transaction, options.LongestSilence, ct).ConfigureAwait(false);
            if (tick is null) return false;
            var progress = await WorkAsync(transaction, tick, ct).ConfigureAwait(false);
            using (var batch = new NpgsqlBatch(connection, transaction))
            {
                foreach (var command in progress.Commands) batch.BatchCommands.Add(command);
                await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            }

            Failpoints.Reach(Failpoints.TickBeforeCommit);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            Failpoints.Reach(Failpoints.TickAfterCommit);
            progress.Tell(logger);
            return progress.IsMade;
        }
        catch (Exception e) when (tick is not null && ContentFault.Is(e))
        {
            var reason = FailureText.Of(e);
            if (await TickTable.FailAsync(dataSource, tick, reason, MostAttempts, ct).ConfigureAwait(false) is not var (attempts, isClosed)) return true;
            if (isClosed) Log.TickGivenUp(logger, tick.WorkflowId, tick.FireTime, attempts, reason);
            else Log.TickFailed(logger, tick.WorkflowId, tick.FireTime, attempts, reason);
            return true;
        }
        catch (NpgsqlException) when (tick is not null)
        {
            await LetOthersGoFirstAsync(tick, ct).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The trouble may be of this tick alone, a selection that takes too long for instance: no other one shall wait for it.</summary>
    private async Task LetOthersGoFirstAsync(OpenTick tick, CancellationToken ct)
    {
        try
        {
            await TickTable.PutOffAsync(dataSource, tick, TroubleWait, ct).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The database is away, for all of them.
        }
    }

    private async Task<TickProgress> WorkAsync(NpgsqlTransaction transaction, OpenTick tick, CancellationToken ct)
    {
        if (!tick.IsActive) return TickProgress.Closed(tick, "The workflow is not active.");
        await versions.LoadAsync(transaction, [(tick.WorkflowId, tick.Version)], ct).ConfigureAwait(false);
        var (entry, problem) = versions.Find(tick.WorkflowId, tick.Version);
        if (entry is null) return TickProgress.Closed(tick, problem!);
        var workflow = entry.Workflow;
        if (workflow.TriggerType is not (TriggerNames.Scheduled or TriggerNames.InactivityDelay)) return TickProgress.Closed(tick, "The workflow has no schedule any more.");
        if (workflow.Entity is null)
            return TickProgress.Moved(tick, await TickEvents.InsertAsync(transaction, tick, workflow.TriggerType, ct).ConfigureAwait(false), null);
        var isBacklog = await TickEvents.IsBacklogAsync(transaction, ct).ConfigureAwait(false);
        if (isBacklog && tick.Events > 0) return TickProgress.Waits(tick, BacklogWait);
        // Its single events need not wait for bursts; more of them would be one.
        var most = isBacklog ? TickEvents.MostSingle : MostEntities;
        return workflow.TriggerType == TriggerNames.Scheduled
            ? await SelectAsync(transaction, tick, workflow, most, ct).ConfigureAwait(false)
            : await SweepAsync(transaction, tick, workflow, most, ct).ConfigureAwait(false);
    }

    private async Task<TickProgress> SelectAsync(
        NpgsqlTransaction transaction, OpenTick tick, CompiledWorkflow<CrmContext> workflow, int most, CancellationToken ct)
    {
        var page = await PageAsync(transaction, tick, EntitySelection.Of(workflow, tick.FireTime), most, ct).ConfigureAwait(false);
        var events = await TickEvents.InsertAsync(transaction, tick, workflow.TriggerType, workflow.Entity!, page.Ids, ct).ConfigureAwait(false);
        return TickProgress.Moved(tick, events, page.Next);
    }

    private async Task<TickProgress> SweepAsync(
        NpgsqlTransaction transaction, OpenTick tick, CompiledWorkflow<CrmContext> workflow, int most, CancellationToken ct)
    {
        var sweep = await SilenceSweep.FindAsync(transaction, tick, workflow, ct).ConfigureAwait(false);
        // A sweep of everything goes through the table once, page by page.
        var selection = EntitySelection.Of(workflow, tick.FireTime, silentOnly: sweep.Since is null);
        var page = sweep.Since is { } since
            ? await selection.AmongAsync(transaction, SilenceCandidates.Of(sweep, since), tick.NextId, most, tick.BegunAt, ct).ConfigureAwait(false)
            : await PageAsync(transaction, tick, selection, most, ct).ConfigureAwait(false);
        var events = await TickEvents.InsertSilentAsync(transaction, tick, workflow.TriggerType, workflow.Entity!, page.Ids, sweep.Line, ct).ConfigureAwait(false);
        var progress = TickProgress.Moved(tick, events, page.Next);
        return page.Next is null ? progress with { Commands = [sweep.Record(tick), .. progress.Commands] } : progress;
    }

    private Task<SelectedPage> PageAsync(NpgsqlTransaction transaction, OpenTick tick, EntitySelection selection, int most, CancellationToken ct) =>
        ahead.PageAsync((tick.WorkflowId, tick.Version, tick.FireTime), selection, transaction, tick.NextId, most, tick.BegunAt, ct);
}
