using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Tells what came of running a workflow by hand. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class ManualResultQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT x.id, x.status, CASE WHEN x.status = 'skipped' THEN x.error END FROM public.workflow_executions x
        WHERE x.workflow_id = $1 AND x.event_id = $2 AND x.created_at > now() - interval '1 day'
        UNION ALL
        SELECT l.id, l.status, NULL FROM workflow.live_executions l WHERE l.workflow_id = $1 AND l.event_id = $2
        LIMIT 1
        """;

    /// <summary>The execution that an event made.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="eventId">The event, at most a day old.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>What came of it; <see langword="null"/> while nobody has come to it.</returns>
    public async Task<ManualResult?> FindAsync(long workflowId, long eventId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = workflowId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = eventId });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? new ManualResult(reader.GetInt64(0), reader.GetString(1), reader.Text(2)) : null;
    }
}

/// <summary>What came of running a workflow by hand.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Status">How it stands; <c>skipped</c> when the conditions did not hold, the payload is not as it should be, or the workflow was deleted meanwhile.</param>
/// <param name="Reason">Of one that is <c>skipped</c> for another reason than its conditions, that reason as a sentence.</param>
public sealed record ManualResult(long ExecutionId, string Status, string? Reason);
