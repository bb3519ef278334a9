using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// Has failed executions tried again, from the action that failed; what is done is not done again. An outside-world step bears the same
/// key as before. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
public sealed class ExecutionRetry(NpgsqlDataSource dataSource)
{
    private const string Sql = "SELECT workflow.retry_execution($1)";

    private const string VersionSql = "SELECT workflow_id, workflow_version FROM workflow.live_executions WHERE id = $1";

    /// <summary>Has an execution tried again.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="actor">Whoever wants it; a user has done what they could do by hand, no more.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What came of it.</returns>
    public async Task<RetryAnswer> RetryAsync(long id, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var answer = await RunAsync(transaction, id, ct).ConfigureAwait(false);
        if (answer != RetryAnswer.Retried) return answer;
        // Whoever activated it may have lost the right since: a retry is no way round that.
        if (!await MayActAsync(transaction, id, actor, ct).ConfigureAwait(false)) return RetryAnswer.NotPermitted;
        await AuditTrail.WriteAsync(transaction, actor, new AuditEntry("execution.retry", "execution", id), ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return answer;
    }

    private static async Task<bool> MayActAsync(NpgsqlTransaction transaction, long id, Actor actor, CancellationToken ct)
    {
        var (workflow, version) = await ReadVersionAsync(transaction, id, ct).ConfigureAwait(false);
        var permitted = await PermittedVersions.ReadAsync(transaction, workflow, [version], actor, unreadable: true, ct).ConfigureAwait(false);
        return permitted.Contains(version);
    }

    private static async Task<(long Workflow, int Version)> ReadVersionAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(VersionSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } };
        using var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return (reader.GetInt64(0), reader.GetInt32(1));
    }

    private static async Task<RetryAnswer> RunAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return AnswerOf((string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!);
    }

    /// <summary>What the database answers.</summary>
    internal static RetryAnswer AnswerOf(string answer) => answer switch
    {
        "retried" => RetryAnswer.Retried,
        "not_failed" => RetryAnswer.NotFailed,
        "no_event" => RetryAnswer.EventGone,
        "no_workflow" => RetryAnswer.WorkflowGone,
        _ => RetryAnswer.Unknown,
    };
}

/// <summary>What came of having an execution tried again.</summary>
public enum RetryAnswer
{
    /// <summary>It goes on from where it failed.</summary>
    Retried,

    /// <summary>History has no such execution.</summary>
    Unknown,

    /// <summary>It has not failed, or is not finished.</summary>
    NotFailed,

    /// <summary>Its event is not in the log any more.</summary>
    EventGone,

    /// <summary>Its workflow was deleted.</summary>
    WorkflowGone,

    /// <summary>It does something that whoever wants it may not do.</summary>
    NotPermitted,
}
