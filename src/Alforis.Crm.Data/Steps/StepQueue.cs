using System.Text.Json.Nodes;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Steps;

/// <summary>
/// The queue of outside-world steps: leased, prolonged, completed, taken back. Each operation is one statement, so that it is done or not,
/// whatever happens to the caller. Times are the database's. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
internal sealed class StepQueue(NpgsqlDataSource dataSource)
{
    private const string ClaimSql = """
        SELECT s.id, s.execution_id, s.workflow_id, s.action_id, s.action_type, s.settings::text, s.idempotency_key, s.attempts,
          s.lease_token, s.started_at, s.attempts - s.losses - 1, s.most_attempts, s.first_wait, s.most_wait,
          s.trace_parent
        FROM workflow.claim_steps($1, $2, $3, $4, $5) s
        """;

    // A row that somebody holds is prolonged the next time: who waits for several rows may be waited for.
    private const string ProlongSql = """
        WITH held AS MATERIALIZED (
          SELECT s.id, x.token FROM unnest($1::bigint[], $2::uuid[]) AS x (id, token) JOIN workflow.steps s ON s.id = x.id AND s.lease_token = x.token
        ), prolonged AS (
          UPDATE workflow.steps s SET leased_until = statement_timestamp() + $3
          WHERE s.lease_token = ANY ($2) AND s.id = ANY (ARRAY(
            SELECT f.id FROM workflow.steps f WHERE f.id = ANY (ARRAY(SELECT h.id FROM held h)) FOR NO KEY UPDATE SKIP LOCKED))
        )
        SELECT h.token FROM held h
        """;

    // The journal is written in any case; only the holder of the lease changes the step. The execution is locked before its step, as whoever
    // cancels it does. What jsonb cannot hold could neither be cancelled nor retried.
    private const string CompleteSql = """
        WITH execution AS MATERIALIZED (
          SELECT e.id FROM workflow.live_executions e WHERE e.id = $11 FOR NO KEY UPDATE
        ), done AS (
          UPDATE workflow.steps s SET
            status = $3, run_after = statement_timestamp() + $4, losses = s.losses + $5, error = $6, error_code = $14, result = CASE WHEN $7::jsonb IS NOT NULL THEN $7::json END,
            completed_at = CASE WHEN $3 <> 'pending' THEN statement_timestamp() END,
            lease_token = NULL, leased_by = NULL, leased_until = NULL
          FROM execution e WHERE s.id = $1 AND s.execution_id = e.id AND s.lease_token = $2
          RETURNING s.execution_id, s.status
        ), woken AS (
          UPDATE workflow.live_executions e SET
            worked_us = e.worked_us + $8, wake_at = CASE WHEN d.status = 'pending' THEN e.wake_at ELSE statement_timestamp() END
          FROM done d WHERE e.id = d.execution_id
        )
        INSERT INTO workflow.step_attempts AS a
          (step_id, attempt, started_at, execution_id, completed_at, outcome, worker, error, result, error_code)
        SELECT $1, $9, $10, $11, $10 + $8 * interval '1 microsecond', CASE WHEN EXISTS (SELECT FROM done) THEN $12 ELSE 'lease_lost' END, $13, $6, $7::json, $14
        ON CONFLICT (step_id, attempt, started_at) DO UPDATE SET
          completed_at = excluded.completed_at, error = coalesce(excluded.error, a.error), error_code = coalesce(excluded.error_code, a.error_code), result = excluded.result
        RETURNING a.outcome
        """;

    private const string SweepSql = "SELECT workflow.sweep_steps($1)";

    /// <summary>Leases due steps.</summary>
    /// <param name="worker">Who takes them, for people who look.</param>
    /// <param name="room">How many of each kind.</param>
    /// <param name="options">The lease and the hourly limit.</param>
    /// <param name="ct">Cancels; what was leased then comes back when its lease ends.</param>
    public async Task<IReadOnlyList<LeasedStep>> ClaimAsync(
        string worker, IReadOnlyCollection<KeyValuePair<string, int>> room, StepOptions options, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(ClaimSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Lease });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. room.Select(r => r.Key)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. room.Select(r => r.Value)] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.CallsPerHour });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var steps = new List<LeasedStep>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) steps.Add(Read(reader));
        return steps;
    }

    /// <summary>Prolongs leases.</summary>
    /// <returns>The tokens of the leases that still hold.</returns>
    public async Task<IReadOnlySet<Guid>> ProlongAsync(IReadOnlyCollection<LeasedStep> steps, TimeSpan lease, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(ProlongSql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. steps.Select(s => s.Call.StepId)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. steps.Select(s => s.Token)] });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var held = new HashSet<Guid>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) held.Add(reader.GetGuid(0));
        return held;
    }

    /// <summary>Stores what came of an attempt, if the lease is still held, and journals it.</summary>
    /// <returns>The outcome as journaled: <c>lease_lost</c> when somebody else has the step by now, or nobody.</returns>
    public async Task<string> CompleteAsync(LeasedStep step, string worker, StepOutcome outcome, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(CompleteSql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<long> { TypedValue = step.Call.StepId });
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = step.Token });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = outcome.Status });
        parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = outcome.Wait });
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)(outcome.IsLoss ? 1 : 0) });
        parameters.Add(new NpgsqlParameter { Value = (object?)outcome.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new NpgsqlParameter { Value = (object?)outcome.Details ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)outcome.Duration.TotalMicroseconds });
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)step.Call.Attempt });
        parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = step.StartedAt.ToUniversalTime() });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = step.Call.ExecutionId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = outcome.Journal });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = worker });
        parameters.Add(new NpgsqlParameter { Value = (object?)outcome.ErrorCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    /// <summary>Takes back the steps whose lease has ended.</summary>
    /// <returns>How many.</returns>
    public async Task<long> SweepAsync(int mostLosses, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(SweepSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = mostLosses });
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    private static LeasedStep Read(NpgsqlDataReader reader) => new(
        new StepCall
        {
            StepId = reader.GetInt64(0),
            ExecutionId = reader.GetInt64(1),
            WorkflowId = reader.GetInt64(2),
            ActionId = reader.GetString(3),
            ActionType = reader.GetString(4),
            Settings = JsonNode.Parse(reader.GetString(5))!.AsObject(),
            IdempotencyKey = reader.GetGuid(6),
            Attempt = reader.GetInt16(7),
        },
        reader.GetGuid(8), reader.GetFieldValue<DateTimeOffset>(9), reader.GetInt32(10), reader.GetInt16(11),
        reader.GetTimeSpan(12), reader.GetTimeSpan(13))
    {
        TraceParent = reader.Text(14),
    };
}
