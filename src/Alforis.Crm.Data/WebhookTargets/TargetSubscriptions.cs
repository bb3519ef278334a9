using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What became of a wish to subscribe a target.</summary>
/// <param name="WorkflowId">The workflow that sends the events; 0 when there is a problem.</param>
/// <param name="Problem">Why it cannot be subscribed, as a sentence; <see langword="null"/> when it is.</param>
public sealed record SubscriptionOutcome(long WorkflowId, string? Problem);

/// <summary>
/// Subscribes targets to types of events: an entry in the target's row, and in the same transaction a workflow that the system writes and that
/// follows its target. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write targets and workflows.</param>
public sealed class TargetSubscriptions(NpgsqlDataSource dataSource)
{
    private const string AddSql = """
        UPDATE public.webhooks SET event_types = CASE WHEN $2 = ANY (event_types) THEN event_types ELSE event_types || $2 END
        WHERE lower(name) = lower($1)
        RETURNING id
        """;

    private const string RemoveSql = "UPDATE public.webhooks SET event_types = array_remove(event_types, $2) WHERE lower(name) = lower($1) AND $2 = ANY (event_types) RETURNING id";

    private const string WorkflowSql = "SELECT w.id FROM public.workflows w WHERE w.webhook_id = $1 AND w.trigger_type = $2 AND w.deleted_at IS NULL";

    /// <summary>Subscribes a target. One that is subscribed already has its workflow written by this version's definition.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="eventType">One of <see cref="SubscriptionDefinition.EventTypes"/>.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The outcome, or <see langword="null"/> when there is no target of this name.</returns>
    public async Task<SubscriptionOutcome?> SubscribeAsync(string name, string eventType, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        if (await ChangeAsync(change.Transaction, AddSql, name, eventType, ct).ConfigureAwait(false) is not { } id) return null;
        var changes = await SubscriptionWriter.ApplyAsync(change.Transaction, id, eventType, ct).ConfigureAwait(false);
        if (changes.Problems is [var problem, ..]) return new SubscriptionOutcome(0, problem);
        using var find = new NpgsqlCommand(WorkflowSql, change.Transaction.Connection, change.Transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id }, new NpgsqlParameter<string> { TypedValue = eventType } },
        };
        var workflow = (long)(await find.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        await change.CommitAsync(new AuditEntry("webhook.subscribe", "webhook", id) { Detail = new JsonObject { ["name"] = name, ["event_type"] = eventType } }, ct).ConfigureAwait(false);
        return new SubscriptionOutcome(workflow, null);
    }

    /// <summary>Ends a subscription; what waits to be sent is cancelled.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="eventType">The type of events.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels. Once the subscription has ended it stays so; executions that are not cancelled yet end when their time has come.</param>
    /// <returns>How many executions were cancelled, or <see langword="null"/> when there was no such subscription.</returns>
    public async Task<long?> EndAsync(string name, string eventType, Actor actor, CancellationToken ct)
    {
        var ended = await RemoveAsync(name, eventType, actor, ct).ConfigureAwait(false);
        if (ended is null) return null;
        long cancelled = 0;
        foreach (var workflow in ended.Ended)
            cancelled += await new ExecutionCancellation(dataSource).CancelAllAsync(workflow, SubscriptionPass.Reason, FailureCode.Cancelled, ct).ConfigureAwait(false);
        return cancelled;
    }

    private async Task<SubscriptionChanges?> RemoveAsync(string name, string eventType, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        if (await ChangeAsync(change.Transaction, RemoveSql, name, eventType, ct).ConfigureAwait(false) is not { } id) return null;
        var changes = await SubscriptionWriter.ApplyAsync(change.Transaction, id, null, ct).ConfigureAwait(false);
        await change.CommitAsync(new AuditEntry("webhook.unsubscribe", "webhook", id) { Detail = new JsonObject { ["name"] = name, ["event_type"] = eventType } }, ct).ConfigureAwait(false);
        return changes;
    }

    private static async Task<long?> ChangeAsync(NpgsqlTransaction transaction, string sql, string name, string eventType, CancellationToken ct)
    {
        using var change = new NpgsqlCommand(sql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<string> { TypedValue = eventType } },
        };
        return await change.ExecuteScalarAsync(ct).ConfigureAwait(false) as long?;
    }
}
