using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Steps;

/// <summary>Lists outside-world steps that are not finished, the oldest first, with what each waits for. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the engine's tables.</param>
public sealed class StepListQuery(NpgsqlDataSource dataSource)
{
    // The reasons in the order in which a claim asks for them.
    private const string Sql = """
        SELECT s.id, s.execution_id, s.workflow_id, w.name, s.entity_type, s.entity_id, s.action_id, s.action_type, s.attempts, s.most_attempts,
          s.created_at, s.run_after, s.error, s.leased_by, s.leased_until,
          CASE
            WHEN s.status = 'running' AND s.leased_until < now() THEN 'lease_expired'
            WHEN s.status = 'running' THEN 'running'
            WHEN s.status IN ('success', 'failed') THEN 'done'
            WHEN s.waits_in_line THEN 'in_line'
            WHEN s.run_after > now() THEN 'retry'
            WHEN NOT s.released AND coalesce((SELECT sum(r.begun - r.released) FROM workflow.step_rates r WHERE r.workflow_id = s.workflow_id AND r.minute > now() - interval '61 minutes'), 0) >= $4
              THEN 'hourly_limit'
            ELSE 'worker'
          END
        FROM workflow.steps s
        LEFT JOIN public.workflows w ON w.id = s.workflow_id
        WHERE ($1 IS NULL OR s.workflow_id = $1) AND (NOT $2 OR s.status = 'pending')
        ORDER BY s.id
        LIMIT $3
        """;

    /// <summary>Reads the oldest steps.</summary>
    /// <param name="workflowId">Only those of this workflow; all when <see langword="null"/>.</param>
    /// <param name="waitingOnly">Whether those under way are left out.</param>
    /// <param name="callsPerHour">How many calls a workflow may make in an hour.</param>
    /// <param name="most">Most steps.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<StepSummary>> ReadAsync(long? workflowId, bool waitingOnly, int callsPerHour, int most, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)workflowId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = waitingOnly });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = callsPerHour });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var steps = new List<StepSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) steps.Add(Read(reader));
        return steps;
    }

    private static StepSummary Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        ExecutionId = reader.GetInt64(1),
        WorkflowId = reader.GetInt64(2),
        WorkflowName = reader.Text(3),
        EntityType = reader.Text(4),
        EntityId = reader.Number(5),
        ActionId = reader.GetString(6),
        ActionType = reader.GetString(7),
        Attempts = reader.GetInt16(8),
        MostAttempts = reader.GetInt16(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        RunAfter = reader.GetFieldValue<DateTimeOffset>(11),
        Error = reader.Text(12),
        Worker = reader.Text(13),
        LeasedUntil = reader.Moment(14),
        WaitsFor = reader.GetString(15) switch
        {
            "running" => StepWait.Itself,
            "lease_expired" => StepWait.LeaseExpired,
            "done" => StepWait.Continuation,
            "in_line" => StepWait.Line,
            "retry" => StepWait.Retry,
            "hourly_limit" => StepWait.HourlyLimit,
            _ => StepWait.Worker,
        },
    };
}
