using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>
/// Makes workflows agree with <c>webhooks.event_types</c>, whoever has written that. Idempotent; hosts may do it at the same time. Where everything
/// agrees it reads, and takes no lock. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class SubscriptionPass(NpgsqlDataSource dataSource)
{
    /// <summary>What the history says of executions that end with their subscription.</summary>
    internal const string Reason = "Its target's subscription was ended.";

    /// <summary>Makes them agree.</summary>
    /// <param name="ct">Cancels. Once subscriptions have ended they stay so; executions that are not cancelled yet end when their time has come.</param>
    public async Task<SubscriptionChanges> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        if (await SubscriptionDifference.ReadAllAsync(connection, null, null, ct).ConfigureAwait(false) is []) return SubscriptionChanges.None;
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        var changes = await SubscriptionWriter.ApplyAsync(transaction, null, null, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        var cancellation = new ExecutionCancellation(dataSource);
        foreach (var ended in changes.Ended) await cancellation.CancelAllAsync(ended, Reason, FailureCode.Cancelled, ct).ConfigureAwait(false);
        return changes;
    }
}
