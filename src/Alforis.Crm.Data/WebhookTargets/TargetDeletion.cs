using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What ended with a target.</summary>
/// <param name="EventTypes">What it was subscribed to.</param>
/// <param name="Cancelled">How many executions of its subscriptions were cancelled.</param>
public sealed record DeletedTarget(IReadOnlyList<string> EventTypes, long Cancelled);

/// <summary>Deletes targets. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetDeletion(NpgsqlDataSource dataSource)
{
    /// <summary>What the history says of the executions that it ends.</summary>
    internal const string Reason = "Its target was deleted, and the subscription with it.";

    private const string FindSql = """
        SELECT w.id FROM public.workflows w JOIN public.webhooks t ON t.id = w.webhook_id WHERE lower(t.name) = lower($1) AND w.deleted_at IS NULL
        """;

    private const string DeleteSql = "DELETE FROM public.webhooks WHERE lower(name) = lower($1) RETURNING id, event_types";

    /// <summary>Deletes a target with its secrets and subscriptions; what these wait to send is cancelled. Workflows that name it fail from then on, and say so.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels. Once the target is deleted it stays so; executions that are not cancelled yet end when their time has come.</param>
    /// <returns>What ended with it, or <see langword="null"/> when there was none of this name.</returns>
    public async Task<DeletedTarget?> DeleteAsync(string name, Actor actor, CancellationToken ct)
    {
        var (eventTypes, workflows) = await RemoveAsync(name, actor, ct).ConfigureAwait(false);
        if (eventTypes is null) return null;
        long cancelled = 0;
        foreach (var workflow in workflows) cancelled += await new ExecutionCancellation(dataSource).CancelAllAsync(workflow, Reason, FailureCode.Cancelled, ct).ConfigureAwait(false);
        return new DeletedTarget(eventTypes, cancelled);
    }

    private async Task<(string[]? EventTypes, IReadOnlyList<long> Workflows)> RemoveAsync(string name, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        var workflows = await FindAsync(change.Transaction, name, ct).ConfigureAwait(false);
        if (await WriteAsync(change, name, ct).ConfigureAwait(false) is not var (id, eventTypes)) return (null, []);
        await change.CommitAsync(new AuditEntry("webhook.delete", "webhook", id) { Detail = new JsonObject { ["name"] = name } }, ct).ConfigureAwait(false);
        return (eventTypes, workflows);
    }

    private static async Task<(long Id, string[] EventTypes)?> WriteAsync(AuditedChange change, string name, CancellationToken ct)
    {
        using var delete = change.Command(DeleteSql, new NpgsqlParameter<string> { TypedValue = name });
        var reader = await delete.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetFieldValue<string[]>(1)) : null;
    }

    private static async Task<IReadOnlyList<long>> FindAsync(NpgsqlTransaction transaction, string name, CancellationToken ct)
    {
        using var find = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
        var reader = await find.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(reader.GetInt64(0));
        return found;
    }
}
