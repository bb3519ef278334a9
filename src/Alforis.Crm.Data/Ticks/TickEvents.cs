using System.Text.Json;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Ticks;

/// <summary>Makes events of a tick, with the queue's rows: each concerns the tick's workflow alone, and is nobody's doing.</summary>
internal static class TickEvents
{
    /// <summary>So many events of a tick are single ones; those after are a burst, which lets the events of others go first.</summary>
    public const int MostSingle = 100;

    /// <summary>The backlog of bursts above which no more is added: it shall not fill the disk, and stops soon when the workflow is switched off.</summary>
    private const int MostWaiting = 20_000;

    private const string BacklogSql = "SELECT count(*) FROM (SELECT FROM workflow.event_queue q WHERE q.bulk AND q.parked_at IS NULL LIMIT $1) b";

    private const string SingleSql = """
        WITH made AS (
          INSERT INTO workflow.events (types, workflow_id, workflow_version, payload, actor)
          VALUES (ARRAY[$1], $2, $3, $4::jsonb, 'system')
          RETURNING event_id, occurred_at
        )
        INSERT INTO workflow.event_queue (event_id, occurred_at, lane)
        SELECT m.event_id, m.occurred_at, workflow.lane_of(NULL, NULL) FROM made m
        """;

    /// <summary>Whether so much waits already that it is better to wait.</summary>
    public static async Task<bool> IsBacklogAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(BacklogSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<int> { TypedValue = MostWaiting } } };
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))! >= MostWaiting;
    }

    /// <summary>One event of no entity.</summary>
    /// <returns>How many events were made: one.</returns>
    public static async Task<long> InsertAsync(NpgsqlTransaction transaction, OpenTick tick, string trigger, CancellationToken ct)
    {
        using var command = Command(transaction, SingleSql, tick, trigger);
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>One event for each of some entities, with its row as it is now; none for those that are gone.</summary>
    /// <returns>How many events were made.</returns>
    public static async Task<long> InsertAsync(
        NpgsqlTransaction transaction, OpenTick tick, string trigger, string entityType, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return 0;
        using var command = Command(transaction, EntitiesSql(entityType), tick, trigger);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tick.Events });
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>One event for each of some entities that have been silent since a moment or longer, and have not fired in this silence.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="tick">The sweep.</param>
    /// <param name="trigger">Its trigger.</param>
    /// <param name="entityType">The kind of entity.</param>
    /// <param name="ids">The entities; some may have had an activity since they were chosen.</param>
    /// <param name="line">The moment.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many events were made.</returns>
    public static async Task<long> InsertSilentAsync(
        NpgsqlTransaction transaction, OpenTick tick, string trigger, string entityType, IReadOnlyCollection<long> ids, DateTimeOffset line, CancellationToken ct)
    {
        if (ids.Count == 0) return 0;
        using var command = Command(transaction, SilentSql(entityType), tick, trigger);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tick.Events });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = line });
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, OpenTick tick, string trigger) => new(sql, transaction.Connection, transaction)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = trigger },
            new NpgsqlParameter<long> { TypedValue = tick.WorkflowId },
            new NpgsqlParameter<int> { TypedValue = tick.Version },
            new NpgsqlParameter
            {
                Value = JsonSerializer.Serialize(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [EventPayload.ScheduledAtMember] = tick.FireTime }),
                NpgsqlDbType = NpgsqlDbType.Text,
            },
        },
    };

    private static string EntitiesSql(string entityType) => $"""
        WITH made AS (
          INSERT INTO workflow.events (types, entity_type, entity_id, after, workflow_id, workflow_version, payload, actor)
          SELECT ARRAY[$1], '{entityType}', e.id, to_jsonb(e), $2, $3, $4::jsonb, 'system'
          FROM {EntityNames.TableOf(entityType)} e WHERE e.id = ANY ($5) ORDER BY e.id
          RETURNING event_id, occurred_at, entity_id, after
        )
        {QueueSql(entityType)}
        """;

    private static string SilentSql(string entityType) => $"""
        WITH chosen AS MATERIALIZED (
          SELECT e.id, coalesce(a.last_activity_at, e.created_at) AS silent_since, to_jsonb(e) AS image
          FROM {EntityNames.TableOf(entityType)} e
          LEFT JOIN workflow.entity_activity a ON a.entity_type = '{entityType}' AND a.entity_id = e.id
          WHERE e.id = ANY ($5) AND coalesce(a.last_activity_at, e.created_at) <= $7
        ), fired AS (
          INSERT INTO workflow.inactivity_ledger AS l (workflow_id, entity_type, entity_id, silent_since, event_id)
          SELECT $2, '{entityType}', c.id, c.silent_since, nextval('workflow.event_ids') FROM chosen c ORDER BY c.id
          ON CONFLICT (workflow_id, entity_type, entity_id) DO UPDATE
          SET silent_since = excluded.silent_since, event_id = excluded.event_id, created_at = excluded.created_at
          WHERE l.silent_since < excluded.silent_since
          RETURNING entity_id, event_id
        ), made AS (
          INSERT INTO workflow.events (event_id, types, entity_type, entity_id, after, workflow_id, workflow_version, payload, actor)
          SELECT f.event_id, ARRAY[$1], '{entityType}', c.id, c.image, $2, $3, $4::jsonb, 'system'
          FROM fired f JOIN chosen c ON c.id = f.entity_id
          RETURNING event_id, occurred_at, entity_id, after
        )
        {QueueSql(entityType)}
        """;

    private static string QueueSql(string entityType) => $"""
        INSERT INTO workflow.event_queue (event_id, occurred_at, lane, entity_type, entity_id, bulk, size)
        SELECT m.event_id, m.occurred_at, workflow.lane_of('{entityType}', m.entity_id), '{entityType}', m.entity_id,
          $6 + row_number() OVER (ORDER BY m.event_id) > {MostSingle}, pg_column_size(m.after)
        FROM made m
        """;
}
