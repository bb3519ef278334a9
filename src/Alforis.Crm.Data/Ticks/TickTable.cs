using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Ticks;

/// <summary>The open ticks: taken, moved on, closed.</summary>
internal static class TickTable
{
    // Compiling a query to machine code takes longer than reading a page of it.
    private const string SettingsSql = "SELECT set_config('lock_timeout', '2s', true), set_config('jit', 'off', true)";

    private const string ClaimSql = """
        SELECT t.workflow_id, coalesce(t.workflow_version, w.current_version), t.fire_time, coalesce(t.begun_at, now()), t.next_id, t.events, t.whole,
          w.status = 'active' AND w.suspended_at IS NULL AND NOT w.is_template AND w.deleted_at IS NULL
        FROM workflow.ticks t
        JOIN public.workflows w ON w.id = t.workflow_id
        WHERE t.completed_at IS NULL AND (t.not_before IS NULL OR t.not_before <= statement_timestamp())
        ORDER BY greatest(t.worked_at, t.not_before) NULLS FIRST, t.fire_time, t.workflow_id
        LIMIT 1
        FOR UPDATE OF t SKIP LOCKED
        """;

    private const string MoveSql = """
        UPDATE workflow.ticks SET workflow_version = $3, begun_at = $4, worked_at = clock_timestamp(), next_id = $5, events = $6, attempts = 0, not_before = NULL,
          completed_at = CASE WHEN $7 THEN clock_timestamp() END, error = $8
        WHERE workflow_id = $1 AND fire_time = $2
        """;

    private const string WaitSql = "UPDATE workflow.ticks SET not_before = clock_timestamp() + $3 WHERE workflow_id = $1 AND fire_time = $2";

    private const string FailSql = """
        UPDATE workflow.ticks SET
          attempts = attempts + 1, error = $3, worked_at = clock_timestamp(),
          not_before = clock_timestamp() + power(2, attempts) * interval '1 second',
          completed_at = CASE WHEN attempts + 1 >= $4 THEN clock_timestamp() END
        WHERE workflow_id = $1 AND fire_time = $2 AND completed_at IS NULL
        RETURNING attempts, completed_at IS NOT NULL
        """;

    /// <summary>Takes the tick that has waited longest; <see langword="null"/> when none is due that nobody else works at.</summary>
    public static async Task<OpenTick?> ClaimAsync(NpgsqlTransaction transaction, TimeSpan longestSilence, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { SilenceLimit.Command(longestSilence), new(SettingsSql), new(ClaimSql) },
        };
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new OpenTick(reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3))
        {
            NextId = reader.GetInt64(4),
            Events = reader.GetInt64(5),
            IsWhole = reader.GetBoolean(6),
            IsActive = reader.GetBoolean(7),
        };
    }

    /// <summary>A part of it is made, perhaps the last.</summary>
    /// <param name="tick">The tick as it was.</param>
    /// <param name="events">How many events the part has made.</param>
    /// <param name="nextId">The number that the next part begins after; <see langword="null"/> when there is no more.</param>
    public static NpgsqlBatchCommand Move(OpenTick tick, long events, long? nextId) =>
        Move(tick, nextId ?? tick.NextId, tick.Events + events, nextId is null, null);

    /// <summary>It makes no more events, and says why.</summary>
    public static NpgsqlBatchCommand Close(OpenTick tick, string reason) => Move(tick, tick.NextId, tick.Events, true, reason);

    /// <summary>Something else must get on first.</summary>
    public static NpgsqlBatchCommand Wait(OpenTick tick, TimeSpan wait)
    {
        var command = Of(WaitSql, tick);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = wait });
        return command;
    }

    /// <summary>It is not its fault that it could not get on: it is tried again as often as it takes, after those that wait.</summary>
    public static async Task PutOffAsync(NpgsqlDataSource dataSource, OpenTick tick, TimeSpan wait, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(WaitSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tick.WorkflowId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = tick.FireTime });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = wait });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Making its events failed: it is tried again a few times.</summary>
    /// <returns>How often it has failed, and whether that is enough; nothing when somebody else has closed it.</returns>
    public static async Task<(int Attempts, bool IsClosed)?> FailAsync(
        NpgsqlDataSource dataSource, OpenTick tick, string error, int mostAttempts, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(FailSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tick.WorkflowId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = tick.FireTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = mostAttempts });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt16(0), reader.GetBoolean(1)) : null;
    }

    private static NpgsqlBatchCommand Move(OpenTick tick, long nextId, long events, bool isLast, string? error)
    {
        var command = Of(MoveSql, tick);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tick.Version });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = tick.BegunAt });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = nextId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = events });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isLast });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return command;
    }

    private static NpgsqlBatchCommand Of(string sql, OpenTick tick) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = tick.WorkflowId },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = tick.FireTime },
        },
    };
}
