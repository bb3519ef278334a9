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

    /// <summary>Has an execution tried again.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What came of it.</returns>
    public async Task<RetryAnswer> RetryAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))! switch
        {
            "retried" => RetryAnswer.Retried,
            "not_failed" => RetryAnswer.NotFailed,
            "no_event" => RetryAnswer.EventGone,
            "no_workflow" => RetryAnswer.WorkflowGone,
            _ => RetryAnswer.Unknown,
        };
    }
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
}
