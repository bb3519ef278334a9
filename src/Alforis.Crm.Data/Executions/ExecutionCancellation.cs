using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// Ends executions that are not finished: what waits is not done any more. A call that is under way cannot be taken back; its result is
/// journaled and changes nothing. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
public sealed class ExecutionCancellation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT workflow.cancel_executions(ARRAY(
          SELECT e.id FROM workflow.live_executions e
          WHERE ($1 IS NULL OR e.id = $1) AND ($2 IS NULL OR e.workflow_id = $2)
          ORDER BY e.id LIMIT 1000 FOR UPDATE), $3, $4)
        """;

    /// <summary>Cancels one execution.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="reason">Why, as a sentence for its history.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels the cancelling; nothing is changed then.</param>
    /// <returns>Whether it was there and unfinished.</returns>
    public async Task<bool> CancelAsync(long id, string reason, Actor actor, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        if (await RunAsync(connection, id, null, reason, FailureCode.Cancelled, ct).ConfigureAwait(false) != 1) return false;
        await AuditTrail.WriteAsync(transaction, actor, new AuditEntry("execution.cancel", "execution", id), ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Cancels all unfinished executions of a workflow, a thousand in each transaction.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="reason">Why, as a sentence for their history.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Stops between transactions.</param>
    /// <returns>How many.</returns>
    public async Task<long> CancelAllAsync(long workflowId, string reason, Actor actor, CancellationToken ct)
    {
        var cancelled = await CancelAllAsync(workflowId, reason, FailureCode.Cancelled, ct).ConfigureAwait(false);
        if (cancelled > 0) await AuditTrail.WriteAsync(dataSource, actor, new AuditEntry("execution.cancel", "workflow", workflowId) { Detail = new() { ["executions"] = cancelled } }, ct).ConfigureAwait(false);
        return cancelled;
    }

    /// <summary>The same as a part of something that is written down already.</summary>
    internal async Task<long> CancelAllAsync(long workflowId, string reason, string code, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        long cancelled = 0;
        for (long more = 1; more > 0; cancelled += more) more = await RunAsync(connection, null, workflowId, reason, code, ct).ConfigureAwait(false);
        return cancelled;
    }

    private static async Task<long> RunAsync(NpgsqlConnection connection, long? id, long? workflowId, string reason, string code, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)workflowId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
