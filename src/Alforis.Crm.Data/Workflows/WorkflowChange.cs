using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Runs a statement that changes one workflow and says what it was before, and writes down who did it.</summary>
internal static class WorkflowChange
{
    public static async Task<ChangedWorkflow?> RunAsync(NpgsqlDataSource dataSource, string sql, long id, Actor actor, string action, Func<WorkflowRevision, bool>? isExpected, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        if (isExpected is not null && await WorkflowRevision.LockAsync(transaction, id, ct).ConfigureAwait(false) is { } revision && !isExpected(revision))
            return new ChangedWorkflow("", "") { ChangedMeanwhile = revision };
        var changed = await ExecuteAsync(transaction, sql, id, ct).ConfigureAwait(false);
        if (changed is { IsChanged: true })
            await AuditTrail.WriteAsync(transaction, actor, new AuditEntry(action, "workflow", id) { Detail = new() { ["name"] = changed.Name, ["was"] = changed.PreviousStatus } }, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return changed;
    }

    private static async Task<ChangedWorkflow?> ExecuteAsync(NpgsqlTransaction transaction, string sql, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(sql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? new ChangedWorkflow(reader.GetString(0), reader.GetString(1)) { IsChanged = reader.GetBoolean(2) } : null;
    }
}
