using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Statistics;

/// <summary>Reads when a workflow did not fire lately: a bounded look into the newest records and executions.</summary>
internal static class SkippedEventsQuery
{
    /// <summary>How many records of all workflows, and how many executions of the one, are looked through.</summary>
    public const int MostSeen = 5000;

    private const string Since = "((now() AT TIME ZONE 'UTC')::date - $2 + 1)::timestamp AT TIME ZONE 'UTC'";

    private const string RecordsSql = $"""
        SELECT f.event_id, f.occurred_at, f.reasons->>$1::text, e.types, e.entity_type, e.entity_id, e.after::text, e.before::text, e.changed_fields, e.actor, e.payload::text,
          coalesce((SELECT max(v.version) FROM public.workflow_versions v WHERE v.workflow_id = $1 AND v.created_at <= f.occurred_at), 1)
        FROM (
          SELECT s.event_id, s.occurred_at, s.reasons
          FROM (SELECT s.event_id, s.occurred_at, s.workflow_ids, s.reasons FROM workflow.skips s WHERE s.occurred_at >= {Since} ORDER BY s.event_id DESC LIMIT $3) s
          WHERE $1 = ANY (s.workflow_ids)
          ORDER BY s.event_id DESC
          LIMIT $4) f
        LEFT JOIN workflow.events e ON e.event_id = f.event_id AND e.occurred_at = f.occurred_at
        ORDER BY f.event_id DESC
        """;

    private const string ExecutionsSql = $"""
        SELECT s.id, s.created_at, s.event_id, s.entity_type, s.entity_id, s.error, s.conditions::text, s.workflow_version
        FROM (
          SELECT e.id, e.created_at, e.event_id, e.entity_type, e.entity_id, e.status, e.error, e.conditions, e.workflow_version
          FROM public.workflow_executions e WHERE e.workflow_id = $1 AND e.created_at >= {Since}
          ORDER BY e.created_at DESC, e.id DESC
          LIMIT $3) s
        WHERE s.status = 'skipped'
        ORDER BY s.created_at DESC, s.id DESC
        LIMIT $4
        """;

    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="days">How many days (UTC), today included.</param>
    /// <param name="most">Most records, and most executions.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<List<SkippedEvent>> ReadAsync(NpgsqlTransaction transaction, long workflowId, int days, int most, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var sql in new[] { RecordsSql, ExecutionsSql })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = workflowId }, new NpgsqlParameter<int> { TypedValue = days },
                    new NpgsqlParameter<int> { TypedValue = MostSeen }, new NpgsqlParameter<int> { TypedValue = most },
                },
            });
        }

        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<SkippedEvent>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(Record(reader));
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(Execution(reader));
        return found;
    }

    private static SkippedEvent Record(NpgsqlDataReader reader)
    {
        var (id, at, reason) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.Text(2));
        var source = reader.IsDBNull(3) ? null : new CrmEvent
        {
            EventId = id,
            Lane = 0,
            OccurredAt = at,
            Types = reader.GetFieldValue<string[]>(3),
            EntityType = reader.Text(4),
            EntityId = reader.Number(5),
            After = reader.Text(6),
            Before = reader.Text(7),
            ChangedFields = reader.IsDBNull(8) ? [] : reader.GetFieldValue<string[]>(8),
            Actor = reader.Text(9),
            Payload = reader.Text(10),
        };
        return new SkippedEvent(at, source, reader.GetInt32(11))
        {
            EventId = id, EntityType = source?.EntityType, EntityId = source?.EntityId, Reason = reason is not null ? new SkipReason(reason) : source is null ? new SkipReason("unknown") : null,
        };
    }

    private static SkippedEvent Execution(NpgsqlDataReader reader) => new(reader.GetFieldValue<DateTimeOffset>(1), null, reader.GetInt32(7))
    {
        ExecutionId = reader.GetInt64(0),
        EventId = reader.Number(2),
        EntityType = reader.Text(3),
        EntityId = reader.Number(4),
        Reason = reader.Text(5) is { } error ? new SkipReason("refused") { Message = error } : SkipReason.OfRules(reader.Text(6)),
    };
}
