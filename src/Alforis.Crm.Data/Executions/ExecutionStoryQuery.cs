using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Reads all that the history knows of an execution. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class ExecutionStoryQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT x.id, x.created_at, x.workflow_id, w.name, x.workflow_version, x.trigger_type, x.entity_type, x.entity_id, x.status,
          x.duration_us, x.error, x.started_at, x.conditions::text, x.actions::text, x.event_id,
          e.occurred_at, e.types, e.actor, coalesce(c.changes, '[]')::text, x.wake_at,
          (e.payload ->> 'scheduled_at')::timestamptz, (e.payload -> 'webhook')::text, e.after::text, (v.definition -> 'conditions')::text,
          CASE x.entity_type WHEN 'deal' THEN (SELECT d.nom FROM public.deals d WHERE d.id = x.entity_id)
            WHEN 'organisation' THEN (SELECT o.nom FROM public.organisations o WHERE o.id = x.entity_id) END, x.error_code
        FROM (
          SELECT h.id, h.created_at, h.workflow_id, h.workflow_version, h.trigger_type, h.entity_type, h.entity_id, h.status, h.duration_us, h.error,
            h.started_at, h.conditions, h.actions, h.event_id, NULL::timestamptz AS wake_at, h.error_code
          FROM public.workflow_executions h WHERE h.id = $1
          UNION ALL
          SELECT l.id, l.created_at, l.workflow_id, l.workflow_version, l.trigger_type, l.entity_type, l.entity_id, l.status, NULL, l.error,
            l.started_at, l.conditions, CASE WHEN s.id IS NULL THEN l.actions ELSE (l.actions::jsonb || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
              'id', s.action_id, 'type', s.action_type, 'status', CASE s.status WHEN 'pending' THEN 'waiting' ELSE s.status END, 'settings', s.settings,
              'attempts', s.attempts, 'idempotency_key', s.idempotency_key, 'error', s.error, 'error_code', s.error_code,
              'next_attempt_at', CASE WHEN s.status = 'pending' THEN s.run_after END, 'worker', s.leased_by))))::json END,
            l.event_id, CASE WHEN l.sleeps THEN l.wake_at END, NULL
          FROM workflow.live_executions l LEFT JOIN workflow.steps s ON s.execution_id = l.id
          WHERE l.id = $1) x
        LEFT JOIN public.workflows w ON w.id = x.workflow_id
        LEFT JOIN public.workflow_versions v ON v.workflow_id = x.workflow_id AND v.version = x.workflow_version
        LEFT JOIN workflow.events e ON e.event_id = x.event_id
        LEFT JOIN LATERAL (
          SELECT jsonb_agg(jsonb_build_object('field', f.name, 'before', e.before -> f.name, 'after', e.after -> f.name) ORDER BY f.position) AS changes
          FROM unnest(e.changed_fields) WITH ORDINALITY AS f (name, position)
        ) c ON true
        """;

    private const string AttemptsSql = """
        SELECT a.step_id, a.attempt, a.started_at, a.completed_at, a.outcome, a.worker, a.error, a.error_code
        FROM workflow.step_attempts a WHERE a.execution_id = $1
        ORDER BY a.started_at, a.step_id, a.attempt
        """;

    /// <summary>Reads an execution.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>Its story, or <see langword="null"/> when the history has no execution of this number.</returns>
    public async Task<ExecutionStory?> FindAsync(long id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct).ConfigureAwait(false) is not { } story) return null;
        return story with
        {
            Causes = await ExecutionCauses.ReadAsync(dataSource, id, ct).ConfigureAwait(false),
            Effects = await ExecutionEffects.ReadAsync(dataSource, id, ct).ConfigureAwait(false),
            Attempts = await ReadAttemptsAsync(id, ct).ConfigureAwait(false),
        };
    }

    private async Task<ExecutionStory?> ReadAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    private async Task<IReadOnlyList<StepAttempt>> ReadAttemptsAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(AttemptsSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var attempts = new List<StepAttempt>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            attempts.Add(new StepAttempt(
                reader.GetInt64(0), reader.GetInt16(1), reader.GetFieldValue<DateTimeOffset>(2), reader.Moment(3), reader.GetString(4), reader.Text(5),
                reader.Text(6), reader.Text(7)));
        }

        return attempts;
    }

    private static ExecutionStory Read(NpgsqlDataReader reader) => new()
    {
        Summary = new ExecutionSummary
        {
            Id = reader.GetInt64(0),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(1),
            WorkflowId = reader.GetInt64(2),
            WorkflowName = reader.Text(3),
            WorkflowVersion = reader.GetInt32(4),
            TriggerType = reader.GetString(5),
            EntityType = reader.Text(6),
            EntityId = reader.Number(7),
            EntityName = reader.Text(24),
            Status = reader.GetString(8),
            Duration = reader.Microseconds(9),
            Error = reader.Text(10),
            ErrorCode = reader.Text(25),
        },
        StartedAt = reader.Moment(11),
        Conditions = reader.Text(12),
        Definition = reader.Text(23),
        Actions = StoredSecrets.Remove(reader.Text(13)),
        EventId = reader.Number(14),
        Event = reader.Moment(15) is { } occurredAt
            ? new ExecutionEvent(occurredAt, reader.GetFieldValue<string[]>(16), reader.Text(17), reader.GetString(18))
            {
                ScheduledAt = reader.Moment(20),
                Webhook = reader.Text(21),
                After = reader.Text(22),
            }
            : null,
        Causes = [],
        Effects = [],
        WakesAt = reader.Moment(19),
        Attempts = [],
    };
}
