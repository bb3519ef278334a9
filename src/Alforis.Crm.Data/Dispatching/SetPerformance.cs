using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Executions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Performs what a plan's executions do in the database, in sets; those whose rows somebody else holds leave the plan.</summary>
internal sealed class SetPerformance(IReadOnlyList<IDatabaseAction> kinds, ILogger logger)
{
    private const string BatchSavepoint = "batch";

    private readonly FailureIsolation isolation = new(kinds, logger);

    /// <summary>Rows are locked before the first savepoint: a rollback to it must not let them go.</summary>
    public async Task PerformAsync(NpgsqlTransaction transaction, BatchPlan plan, CancellationToken ct)
    {
        var set = new ActionSet(kinds, [.. plan.Executions.SelectMany(e => e.Actions)]);
        var waiting = await set.LockAsync(transaction, ct).ConfigureAwait(false);
        plan.Defer(waiting);
        if (plan.Executions.Count == 0) return;
        await ExecutionIds.AllotAsync(transaction, [.. plan.Executions.Where(e => e.Live is null)], ct).ConfigureAwait(false);
        var prepared = waiting.Count == 0 ? set : null;
        while (plan.Executions.Count > 0)
        {
            await transaction.SaveAsync(BatchSavepoint, ct).ConfigureAwait(false);
            var blocked = await isolation.PerformAsync(transaction, plan.Executions, prepared, ct).ConfigureAwait(false);
            if (blocked.Count == 0) return;

            // Somebody holds a lock that was not foreseen. Later events of the same entities may be done already: all is undone and done
            // again without them.
            await transaction.RollbackAsync(BatchSavepoint, ct).ConfigureAwait(false);
            plan.Defer(blocked);
            prepared = null;
        }
    }
}
