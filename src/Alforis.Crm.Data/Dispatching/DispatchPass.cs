using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Events;
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

    internal DispatchPass(
        NpgsqlDataSource dataSource, IReadOnlyList<IDatabaseAction> actions, ActiveWorkflows workflows, DispatchOptions options,
        TimeProvider clock, ILogger<DispatchPass> logger)
    {
        this.dataSource = dataSource;
        this.workflows = workflows;
        this.options = options;
        this.logger = logger;
        batch = new DispatchBatch(actions, workflows, options, clock, logger);
    }

    /// <summary>Handles the next batch.</summary>
    /// <param name="ct">Cancels; what is not committed then is handled by a later pass.</param>
    /// <returns>What was done; <see cref="DispatchReport.Idle"/> when nothing was due or another dispatcher is at work.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or is too busy; a later pass will do.</exception>
    public async Task<DispatchReport> RunAsync(CancellationToken ct)
    {
        var report = await HandleAsync(options.MostEvents, null, ct).ConfigureAwait(false);
        await workflows.RecordSuspensionsAsync(dataSource, ct).ConfigureAwait(false);
        return report;
    }

    /// <summary>Handles events in one transaction of their own.</summary>
    /// <param name="most">Most events to claim.</param>
    /// <param name="among">The events to choose from; all when <see langword="null"/>.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<DispatchReport> HandleAsync(int most, long[]? among, CancellationToken ct)
    {
        long[] claimed = [];
        try
        {
            var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using var connectionDisposal = connection.ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using var transactionDisposal = transaction.ConfigureAwait(false);
            if (!await DispatchLock.TryTakeAsync(transaction, ct).ConfigureAwait(false)) return DispatchReport.Idle;
            var claim = await EventQueue.ClaimAsync(transaction, most, among, ct).ConfigureAwait(false);
            if (claim.Events.IsEmpty) return DispatchReport.Idle;
            claimed = [.. claim.Events.Select(e => e.EventId)];
            await workflows.RefreshAsync(transaction, claim.Revision, ct).ConfigureAwait(false);
            var report = await batch.HandleAsync(transaction, claim.Events, ct).ConfigureAwait(false);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            return report;
        }
        catch (Exception e) when (claimed.Length > 0 && ContentFault.Is(e))
        {
            return claimed.Length == 1
                ? await FailAsync(claimed[0], e, ct).ConfigureAwait(false)
                : await DivideAsync(claimed, e, ct).ConfigureAwait(false);
        }
    }

    private async Task<DispatchReport> DivideAsync(long[] claimed, Exception cause, CancellationToken ct)
    {
        Log.Divided(logger, claimed.Length, FailureText.Of(cause));
        var half = claimed.Length / 2;
        var first = await HandleAsync(half, claimed[..half], ct).ConfigureAwait(false);
        var second = await HandleAsync(claimed.Length - half, claimed[half..], ct).ConfigureAwait(false);
        return first.Plus(second);
    }

    private async Task<DispatchReport> FailAsync(long eventId, Exception cause, CancellationToken ct)
    {
        var reason = FailureText.Of(cause);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        var (attempts, parked) = await EventQueue.FailAsync(connection, eventId, reason, options.MostAttempts, ct).ConfigureAwait(false);
        if (parked) Log.EventParked(logger, eventId, attempts, reason);
        else Log.EventFailed(logger, eventId, attempts, reason);
        return DispatchReport.Idle with { Failed = 1 };
    }
}
