using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Subscribes targets to types of events: each is a workflow that the system writes and that follows its target. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets and workflows.</param>
public sealed class TargetSubscriptions(NpgsqlDataSource dataSource)
{
    private const string AllowSql = "SELECT set_config('alforis.subscription', 'on', true)";
    private const string FindSql = "SELECT w.id, w.name, w.is_active FROM public.webhooks w WHERE lower(w.name) = lower($1) FOR UPDATE";
    private const string OwnSql = "UPDATE public.workflows w SET webhook_id = $1 WHERE w.id = $2";

    private const string EndSql = """
        SELECT w.id FROM public.workflows w JOIN public.webhooks t ON t.id = w.webhook_id
        WHERE lower(t.name) = lower($1) AND w.trigger_type = $2 AND w.deleted_at IS NULL
        """;

    /// <summary>Subscribes a target.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="eventType">One of <see cref="SubscriptionDefinition.EventTypes"/>.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The workflow, or <see langword="null"/> when there is no target of this name.</returns>
    public async Task<ImportedWorkflow?> SubscribeAsync(string name, string eventType, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        if (await FindAsync(transaction, name, ct).ConfigureAwait(false) is not var (id, stored, isActive)) return null;
        await AllowAsync(transaction, ct).ConfigureAwait(false);
        var text = SubscriptionDefinition.Text(stored, eventType);
        var workflow = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(text).Workflow
            ?? throw new InvalidOperationException($"The definition of a subscription to {eventType} does not compile.");
        var written = await WorkflowWriter.WriteAsync(
            connection, new WorkflowImport(text, workflow, isActive ? WorkflowStatus.Active : WorkflowStatus.Inactive), null, ct).ConfigureAwait(false);
        using var own = new NpgsqlCommand(OwnSql, connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id }, new NpgsqlParameter<long> { TypedValue = written.Id } },
        };
        await own.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return written;
    }

    /// <summary>Ends a subscription; what waits to be sent is cancelled.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="eventType">The type of events.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(string name, string eventType, CancellationToken ct)
    {
        using var find = dataSource.CreateCommand(EndSql);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = eventType });
        if (await find.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return false;
        return await new WorkflowDeletion(dataSource).DeleteSubscriptionAsync(id, ct).ConfigureAwait(false) is not null;
    }

    private static async Task AllowAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var allow = new NpgsqlCommand(AllowSql, transaction.Connection, transaction);
        await allow.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static async Task<(long Id, string Name, bool IsActive)?> FindAsync(NpgsqlTransaction transaction, string name, CancellationToken ct)
    {
        using var find = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
        var reader = await find.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2)) : null;
    }
}
