using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Sql;
using Alforis.Crm.Data.Telemetry;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Executions;

/// <summary>Executions that are not finished: begun, claimed when their time has come, moved on, ended.</summary>
internal static class LiveExecutions
{
    // The event is copied from the log: an execution may outlive the log's day. Times are the database's: a host's clock may be wrong, and what
    // it let wait until its own time would wait too long, or not at all.
    private const string BeginSql = """
        INSERT INTO workflow.live_executions
          (id, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, worked_us, conditions, actions,
           next_action, event, cause, depth, wake_at, sleeps, recheck, trace_parent)
        SELECT x.id, x.workflow_id, x.workflow_version, x.event_id, x.trigger_type, v.entity_type, v.entity_id,
          CASE WHEN x.begun THEN 'running' ELSE 'pending' END, CASE WHEN x.begun THEN now() END, CASE WHEN x.begun THEN $12 ELSE 0 END,
          x.conditions::json, x.actions::json, x.next_action,
          jsonb_build_object('event_id', v.event_id, 'occurred_at', v.occurred_at, 'types', to_jsonb(v.types), 'after', v.after, 'before', v.before,
            'changed_fields', to_jsonb(v.changed_fields), 'actor', v.actor, 'payload', v.payload),
          v.cause, v.depth, x.wake_at + (now() - $11), x.wake_at IS NOT NULL, x.recheck, x.trace_parent
        FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::smallint[],
          $10::timestamptz[], $13::boolean[], $14::boolean[], $15::text[])
          AS x (id, workflow_id, workflow_version, event_id, occurred_at, trigger_type, conditions, actions, next_action, wake_at, begun, recheck,
            trace_parent)
        JOIN workflow.events v ON v.event_id = x.event_id AND v.occurred_at = x.occurred_at
        """;

    private const string StepsSql = """
        INSERT INTO workflow.steps
          (execution_id, workflow_id, entity_type, entity_id, position, action_id, action_type, settings, most_attempts, first_wait, most_wait, idempotency_key,
           trace_parent, released)
        SELECT x.execution_id, x.workflow_id, x.entity_type, x.entity_id, x.position, x.action_id, x.action_type, x.settings::json,
          x.most_attempts, x.first_wait, x.most_wait, coalesce(x.key, gen_random_uuid()), x.trace_parent,
          (SELECT e.released FROM workflow.live_executions e WHERE e.id = x.execution_id)
        FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::smallint[],
          $10::interval[], $11::interval[], $12::uuid[], $13::text[])
          AS x (execution_id, workflow_id, entity_type, entity_id, position, action_id, action_type, settings, most_attempts, first_wait, most_wait, key,
            trace_parent)
        """;

    // A step that is not over is never passed by, whoever has written a time by hand.
    private const string LockSql = """
        SELECT e.id FROM workflow.live_executions e
        WHERE e.wake_at <= statement_timestamp() AND ($2::bigint[] IS NULL OR e.id = ANY ($2))
          AND NOT EXISTS (SELECT FROM workflow.steps s WHERE s.execution_id = e.id AND s.status NOT IN ('success', 'failed'))
        ORDER BY e.wake_at, e.id
        LIMIT $1
        FOR UPDATE SKIP LOCKED
        """;

    // After the lock, never with it: a statement that locks a row which has just changed sees the row as it is now, but what it joins to
    // it as that was before. An execution that another host has just moved on would come with the step before the one that it waited for.
    // Who has slept sees the entity as it is; the others as their event saw it.
    private const string ReadSql = """
        SELECT e.id, e.workflow_id, e.workflow_version, e.event_id, (e.event ->> 'occurred_at')::timestamptz,
          ARRAY(SELECT jsonb_array_elements_text(e.event -> 'types')), e.entity_type, e.entity_id,
          CASE WHEN e.has_slept OR e.sleeps THEN coalesce(to_jsonb(o), to_jsonb(d)) ELSE nullif(e.event -> 'after', 'null') END::text,
          nullif(e.event -> 'before', 'null')::text,
          CASE WHEN jsonb_typeof(e.event -> 'changed_fields') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(e.event -> 'changed_fields')) END,
          e.event ->> 'actor', e.cause::text, e.depth, e.actions::text, e.next_action, e.sleeps, e.has_slept OR e.sleeps, e.recheck, e.retry_key, e.attempts,
          s.action_id, s.action_type, s.settings::text, s.status = 'success', s.error, s.result::text, s.attempts, s.idempotency_key,
          EXISTS (SELECT FROM public.workflows w WHERE w.id = e.workflow_id AND w.deleted_at IS NOT NULL),
          e.trigger_type, e.trace_parent, e.wake_at, nullif(e.event -> 'payload', 'null')::text, s.error_code
        FROM workflow.live_executions e
        LEFT JOIN workflow.steps s ON s.execution_id = e.id
        LEFT JOIN public.organisations o ON (e.has_slept OR e.sleeps) AND e.entity_type = 'organisation' AND o.id = e.entity_id
        LEFT JOIN public.deals d ON (e.has_slept OR e.sleeps) AND e.entity_type = 'deal' AND d.id = e.entity_id
        WHERE e.id = ANY ($1) AND (s.id IS NULL OR s.status IN ('success', 'failed'))
        ORDER BY e.wake_at, e.id
        """;

    private const string AdvanceSql = """
        UPDATE workflow.live_executions e SET
          status = CASE WHEN x.begun THEN 'running' ELSE e.status END,
          started_at = CASE WHEN x.begun THEN coalesce(e.started_at, now()) ELSE e.started_at END,
          worked_us = e.worked_us + $7, actions = x.actions::json, next_action = x.next_action, wake_at = x.wake_at + (now() - $6),
          has_slept = e.has_slept OR e.sleeps, sleeps = x.wake_at IS NOT NULL, recheck = false, retry_key = NULL, attempts = 0, error = NULL
        FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::timestamptz[], $5::boolean[]) AS x (id, actions, next_action, wake_at, begun)
        WHERE e.id = x.id
        """;

    private const string DropStepsSql = "DELETE FROM workflow.steps WHERE execution_id = ANY ($1)";

    private const string FinishSql = "SELECT workflow.finish_executions($1, $2, $3, $4, $5, $6)";

    private const string BeganSql = """
        UPDATE workflow.live_executions e SET started_at = coalesce(e.started_at, now()), conditions = coalesce(x.conditions::json, e.conditions)
        FROM unnest($1::bigint[], $2::text[]) AS x (id, conditions) WHERE e.id = x.id
        """;

    private const string PutOffSql = """
        UPDATE workflow.live_executions SET wake_at = statement_timestamp() + $2 * (0.75 + 0.25 * random()) WHERE id = ANY ($1)
        """;

    // Nothing when it has gone on elsewhere meanwhile.
    private const string FailSql = """
        UPDATE workflow.live_executions SET
          attempts = attempts + 1, error = $2, wake_at = statement_timestamp() + power(2, attempts) * interval '1 second'
        WHERE id = $1 AND wake_at = $3
        RETURNING attempts
        """;

    /// <summary>Stores new executions that have something to wait for.</summary>
    /// <param name="executions">New ones, numbered.</param>
    /// <param name="startedAt">When their batch began, by this host's clock.</param>
    /// <param name="duration">What it has taken so far.</param>
    public static NpgsqlBatchCommand Begin(IReadOnlyList<PendingExecution> executions, DateTimeOffset startedAt, TimeSpan duration)
    {
        using var actions = new ActionsJson();
        return new NpgsqlBatchCommand(BeginSql)
        {
            Parameters =
            {
                SqlParameters.Column(executions, e => e.Id),
                SqlParameters.Column(executions, e => e.Workflow.Id),
                SqlParameters.Column(executions, e => e.Workflow.Version),
                SqlParameters.Column(executions, e => e.Source.EventId),
                SqlParameters.Column(executions, e => e.Source.OccurredAt.ToUniversalTime()),
                SqlParameters.Column(executions, e => e.Workflow.Workflow.TriggerType),
                SqlParameters.Column(executions, e => e.ExplainConditions()),
                SqlParameters.Column(executions, actions.Of),
                SqlParameters.Column(executions, e => (short)e.Part.End),
                SqlParameters.Column(executions, e => e.Part.WakeAt?.ToUniversalTime()),
                new NpgsqlParameter<DateTimeOffset> { TypedValue = startedAt.ToUniversalTime() },
                new NpgsqlParameter<long> { TypedValue = (long)duration.TotalMicroseconds },
                SqlParameters.Column(executions, HasBegun),
                SqlParameters.Column(executions, e => e.Workflow.Workflow.Recheck),
                SqlParameters.Column(executions, e => e.TraceParent),
            },
        };
    }

    /// <summary>Stores the steps that executions wait for from now on.</summary>
    /// <param name="executions">Those with a step.</param>
    public static NpgsqlBatchCommand Steps(IReadOnlyList<PendingExecution> executions) => new(StepsSql)
    {
        Parameters =
        {
            SqlParameters.Column(executions, e => e.Id),
            SqlParameters.Column(executions, e => e.Workflow.Id),
            SqlParameters.Column(executions, e => e.Source.EntityType),
            SqlParameters.Column(executions, e => e.Source.EntityId),
            SqlParameters.Column(executions, e => (short)e.Part.End),
            SqlParameters.Column(executions, e => e.Part.Step!.Id),
            SqlParameters.Column(executions, e => e.Part.Step!.Type),
            SqlParameters.Column(executions, e => e.Part.Step!.Settings.ToJsonString(ActionsJson.Readable)),
            SqlParameters.Column(executions, e => (short)e.Retry.Attempts),
            SqlParameters.Column(executions, e => e.Retry.Wait),
            SqlParameters.Column(executions, e => e.Retry.MostWait),
            SqlParameters.Column(executions, e => e.Live?.RetryKey),
            SqlParameters.Column(executions, EventTrace.Write),
        },
    };

    /// <summary>Claims the executions whose time has come, by locking their rows.</summary>
    /// <param name="transaction">The transaction that they go on in; its locks and plans are those of a batch from then on.</param>
    /// <param name="most">Most of them.</param>
    /// <param name="among">Only these; any when <see langword="null"/>.</param>
    /// <param name="options">How long it waits for locks, and may say nothing.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<LiveExecution>> ClaimAsync(
        NpgsqlTransaction transaction, int most, long[]? among, DispatchOptions options, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                BatchSettings.Command(options.LockTimeout),
                SilenceLimit.Command(options.LongestSilence),
                new NpgsqlBatchCommand(LockSql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<int> { TypedValue = most },
                        new NpgsqlParameter { Value = (object?)among ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                    },
                },
            },
        };
        var locked = new List<long>();
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextResultAsync(ct).ConfigureAwait(false);
            await reader.NextResultAsync(ct).ConfigureAwait(false);
            while (await reader.ReadAsync(ct).ConfigureAwait(false)) locked.Add(reader.GetInt64(0));
        }

        return locked.Count == 0 ? [] : await ReadAsync(transaction, [.. locked], ct).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<LiveExecution>> ReadAsync(NpgsqlTransaction transaction, long[] locked, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(ReadSql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = locked });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var executions = new List<LiveExecution>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) executions.Add(Read(reader));
        return executions;
    }

    /// <summary>Moves executions on to what they wait for next.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Advance(IReadOnlyList<PendingExecution> executions, DateTimeOffset now, TimeSpan duration)
    {
        using var actions = new ActionsJson();
        yield return DropSteps(executions);
        yield return new NpgsqlBatchCommand(AdvanceSql)
        {
            Parameters =
            {
                SqlParameters.Column(executions, e => e.Id),
                SqlParameters.Column(executions, actions.Of),
                SqlParameters.Column(executions, e => (short)e.Part.End),
                SqlParameters.Column(executions, e => e.Part.WakeAt?.ToUniversalTime()),
                SqlParameters.Column(executions, HasBegun),
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() },
                new NpgsqlParameter<long> { TypedValue = (long)duration.TotalMicroseconds },
            },
        };
    }

    /// <summary>Notes when executions began that end with their first part, and what their conditions met when they were asked again.</summary>
    public static NpgsqlBatchCommand Began(IReadOnlyList<(long Id, string? Conditions)> executions) => new(BeganSql)
    {
        Parameters =
        {
            SqlParameters.Column(executions, e => e.Id),
            SqlParameters.Column(executions, e => e.Conditions),
        },
    };

    /// <summary>Moves executions to history and counts them.</summary>
    public static NpgsqlBatchCommand Finish(IReadOnlyList<EndedExecution> executions) => new(FinishSql)
    {
        Parameters =
        {
            SqlParameters.Column(executions, e => e.Id),
            SqlParameters.Column(executions, e => e.Status),
            SqlParameters.Column(executions, e => e.Actions),
            SqlParameters.Column(executions, e => e.Error),
            SqlParameters.Column(executions, e => e.ErrorCode),
            SqlParameters.Column(executions, e => (long)e.Worked.TotalMicroseconds),
        },
    };

    /// <summary>Puts executions off whose rows somebody else holds; this is no failure.</summary>
    public static NpgsqlBatchCommand PutOff(long[] ids, TimeSpan wait) => new(PutOffSql)
    {
        Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids }, new NpgsqlParameter<TimeSpan> { TypedValue = wait } },
    };

    /// <summary>Counts a failure to go on, and puts the execution off: for 1, 2, 4 … seconds.</summary>
    /// <returns>How often it has failed; <see langword="null"/> when it has gone on, or ended, elsewhere meanwhile.</returns>
    public static async Task<int?> FailAsync(
        NpgsqlTransaction transaction, LiveExecution execution, string error, TimeSpan longestSilence, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                SilenceLimit.Command(longestSilence),
                new NpgsqlBatchCommand(FailSql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<long> { TypedValue = execution.Id },
                        new NpgsqlParameter<string> { TypedValue = error },
                        new NpgsqlParameter<DateTimeOffset> { TypedValue = execution.WakeAt.ToUniversalTime() },
                    },
                },
            },
        };
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? reader.GetInt16(0) : null;
    }

    private static NpgsqlBatchCommand DropSteps(IReadOnlyList<PendingExecution> executions) => new(DropStepsSql)
    {
        Parameters = { SqlParameters.Column(executions, e => e.Id) },
    };

    /// <summary>Sleeping before its first action is not running yet.</summary>
    private static bool HasBegun(PendingExecution execution) => execution.Part is { WakeAt: null } or { End: > 0 };

    private static LiveExecution Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        WorkflowId = reader.GetInt64(1),
        WorkflowVersion = reader.GetInt32(2),
        Source = new CrmEvent
        {
            EventId = reader.GetInt64(3),
            Lane = 0,
            OccurredAt = reader.GetFieldValue<DateTimeOffset>(4),
            Types = reader.GetFieldValue<string[]>(5),
            EntityType = reader.Text(6),
            EntityId = reader.Number(7),
            After = reader.Text(8),
            Before = reader.Text(9),
            ChangedFields = reader.IsDBNull(10) ? [] : reader.GetFieldValue<string[]>(10),
            Actor = reader.Text(11),
            Cause = reader.GetString(12),
            Depth = reader.GetInt16(13),
            Payload = reader.Text(33),
        },
        Actions = reader.GetString(14),
        Position = reader.GetInt16(15),
        Wakes = reader.GetBoolean(16),
        HasSlept = reader.GetBoolean(17),
        Recheck = reader.GetBoolean(18),
        RetryKey = reader.IsDBNull(19) ? null : reader.GetGuid(19),
        Attempts = reader.GetInt16(20),
        TriggerType = reader.GetString(30),
        TraceParent = reader.Text(31),
        IsDeleted = reader.GetBoolean(29),
        WakeAt = reader.GetFieldValue<DateTimeOffset>(32),
        Step = reader.IsDBNull(21)
            ? null
            : new FinishedStep(
                reader.GetString(21), reader.GetString(22), reader.GetString(23), reader.GetBoolean(24), reader.Text(25), reader.Text(34), reader.Text(26),
                reader.GetInt16(27), reader.GetGuid(28)),
    };
}
