using System.Collections.Immutable;
using System.Diagnostics;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Telemetry;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// One pass of the dispatcher: claims a batch of events and handles it in one transaction. An execution that the database refuses
/// fails alone. A batch that fails otherwise (an event cannot be read, say) is divided until the event at fault is alone; that one is
/// tried again later and parked after some attempts, the others go on. Not thread-safe.
/// </summary>
public sealed class DispatchPass
{
    private readonly NpgsqlDataSource dataSource;
    private readonly ActiveWorkflows workflows;
    private readonly DispatchOptions options;
    private readonly ILogger<DispatchPass> logger;
    private readonly DispatchBatch batch;
    private readonly BatchSize size;
    private readonly LaneRotation lanes = new();
    private readonly LaneWatermarks watermarks;

    internal DispatchPass(
        NpgsqlDataSource dataSource, IReadOnlyList<IDatabaseAction> actions, ActiveWorkflows workflows, DispatchOptions options,
        TimeProvider clock, Random random, ILogger<DispatchPass> logger)
    {
        this.dataSource = dataSource;
        this.workflows = workflows;
        this.options = options;
        this.logger = logger;
        batch = new DispatchBatch(actions, workflows, new DeferralBackoff(options, random), new LockPatience(options, clock), clock, logger);
        size = new BatchSize(options);
        watermarks = new LaneWatermarks(clock);
    }

    /// <summary>Handles the next batch.</summary>
    /// <param name="ct">Cancels; what is not committed then is handled by a later pass.</param>
    /// <returns>What was done; <see cref="DispatchReport.Idle"/> when nothing was due or other dispatchers have all lanes.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or is too busy; a later pass will do.</exception>
    public async Task<DispatchReport> RunAsync(CancellationToken ct)
    {
        var some = lanes.HasBacklog;
        var report = await HandleAsync(null, ct).ConfigureAwait(false);

        // Under a backlog only some of the lanes were looked at: nothing there says nothing of the others.
        if (some && !lanes.HasBacklog && report == DispatchReport.Idle) report = await HandleAsync(null, ct).ConfigureAwait(false);
        await workflows.RecordSuspensionsAsync(dataSource, ct).ConfigureAwait(false);
        return report;
    }

    /// <summary>Handles events in one transaction of their own.</summary>
    /// <param name="among">The events to choose from, in any lane; the next ones when <see langword="null"/>.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<DispatchReport> HandleAsync(long[]? among, CancellationToken ct)
    {
        ImmutableArray<CrmEvent> claimed = [];
        try
        {
            var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using var connectionDisposal = connection.ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using var transactionDisposal = transaction.ConfigureAwait(false);
            var stopwatch = Stopwatch.StartNew();
            var claim = await ClaimAsync(transaction, among, ct).ConfigureAwait(false);
            claimed = claim.Events;

            // Also when nothing is due: a new workflow is compiled, or suspended, before its first event and not because of it.
            if (claim.Revision is { } revision) await workflows.RefreshAsync(transaction, revision, ct).ConfigureAwait(false);
            if (claimed.IsEmpty)
            {
                await transaction.CommitAsync(ct).ConfigureAwait(false);
                return DispatchReport.Idle with { Failed = claim.Lost.Length };
            }

            var handled = await batch.HandleAsync(transaction, claimed, ct).ConfigureAwait(false);
            Failpoints.Reach(Failpoints.DispatchBeforeCommit);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            Failpoints.Reach(Failpoints.DispatchAfterCommit);
            if (among is null) watermarks.Note(claim, handled.Left);
            size.Learn(claimed.Length, stopwatch.Elapsed);
            handled.Tell(stopwatch.Elapsed);
            return handled.Report;
        }
        catch (Exception e) when (!claimed.IsEmpty && ContentFault.Is(e))
        {
            return claimed.Length == 1
                ? await FailAsync(claimed[0], e, ct).ConfigureAwait(false)
                : await DivideAsync(claimed, e, ct).ConfigureAwait(false);
        }
    }

    private async Task<ClaimedEvents> ClaimAsync(NpgsqlTransaction transaction, long[]? among, CancellationToken ct)
    {
        var most = among is null ? lanes.Most : LaneLocks.Count;
        var taken = await LaneLocks.TakeAsync(transaction, lanes.Next(), most, options, ct).ConfigureAwait(false);
        if (taken.Length == 0) return new ClaimedEvents([]);
        var claim = among is null
            ? new Claim(watermarks.For(taken), size.Current) { Awaited = watermarks.Awaited }
            : new Claim([.. taken.Select(lane => new LanePosition(lane, 0, 0))], size.Current) { Among = among };
        var claimed = await EventQueue.ClaimAsync(transaction, claim, ct).ConfigureAwait(false);
        if (claimed.Running is { } running) watermarks.Observe(running);
        if (among is null) lanes.HasBacklog = claimed.Events.Length == claim.Most;
        if (claimed.Lost.IsEmpty) return claimed;
        Log.EventsLost(logger, claimed.Lost.Length, claimed.Lost[0]);
        using var park = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { EventQueue.ParkLost([.. claimed.Lost]) } };
        await park.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return claimed;
    }

    private async Task<DispatchReport> DivideAsync(ImmutableArray<CrmEvent> claimed, Exception cause, CancellationToken ct)
    {
        Log.Divided(logger, claimed.Length, FailureText.Of(cause));
        var half = claimed.Length / 2;
        var first = await HandleAsync([.. claimed[..half].Select(e => e.EventId)], ct).ConfigureAwait(false);
        var second = await HandleAsync([.. claimed[half..].Select(e => e.EventId)], ct).ConfigureAwait(false);
        return first.Plus(second);
    }

    /// <summary>In the lane's lock: nobody may claim the event behind this one before it is known that this one waits.</summary>
    private async Task<DispatchReport> FailAsync(CrmEvent failed, Exception cause, CancellationToken ct)
    {
        var reason = FailureText.Of(cause);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await LaneLocks.WaitAsync(transaction, failed.EventId, options, ct).ConfigureAwait(false);
        var (attempts, parked) = await EventQueue.FailAsync(transaction, failed.EventId, reason, options.MostAttempts, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        DispatchTelemetry.Failed(parked);
        if (parked) Log.EventParked(logger, failed.EventId, attempts, reason);
        else Log.EventFailed(logger, failed.EventId, attempts, reason);
        return DispatchReport.Idle with { Failed = 1 };
    }
}
