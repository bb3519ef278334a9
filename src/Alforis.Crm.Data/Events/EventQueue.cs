using System.Collections.Immutable;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Events;

/// <summary>The queue of events: claimed, then removed or put off, in the transaction that handles them.</summary>
internal static class EventQueue
{
    /// <summary>
    /// The oldest events that are due, of each lane and class. An event waits while an earlier one of its entity is put off, so that an
    /// entity's events stay in order; a parked event holds up nothing. One moment for the whole statement: with a running clock an event
    /// could come due between the look at it and the look at the one behind it, which would then overtake it. Rows are not locked: the
    /// lanes are. OFFSET 0 has each look into an index be one of its own: as a join it might be planned for a table without such rows.
    /// </summary>
    private const string LookSql = """
        SELECT q.event_id, q.lane, q.bulk, q.entity_type, q.entity_id, q.size, p.first, a.ids, a.sizes
        FROM unnest($1::smallint[], $2::boolean[], $3::bigint[]) AS l (lane, bulk, after)
        CROSS JOIN (
          SELECT EXISTS (SELECT FROM unnest($6::xid8[]) AS w (id) WHERE pg_visible_in_snapshot(w.id, pg_current_snapshot())) AS has_ended) awaited
        LEFT JOIN LATERAL (
          SELECT d.event_id AS first FROM workflow.event_queue d
          WHERE d.lane = l.lane AND d.not_before IS NOT NULL AND d.parked_at IS NULL
          ORDER BY d.event_id
          LIMIT 1) p ON true
        CROSS JOIN LATERAL (
          SELECT q.event_id, q.lane, q.bulk, q.entity_type, q.entity_id, q.size
          FROM workflow.event_queue q
          WHERE q.lane = l.lane AND q.bulk = l.bulk
            AND q.event_id > CASE WHEN awaited.has_ended THEN 0 ELSE least(l.after, p.first - 1) END
            AND q.parked_at IS NULL
            AND (q.not_before IS NULL OR q.not_before <= statement_timestamp())
            AND ($5::bigint[] IS NULL OR q.event_id = ANY ($5))
            AND NOT EXISTS (
              SELECT FROM workflow.event_queue d
              WHERE d.not_before > statement_timestamp() AND d.parked_at IS NULL
                AND d.entity_type = q.entity_type AND d.entity_id = q.entity_id AND d.event_id < q.event_id
              OFFSET 0)
          ORDER BY q.event_id
          LIMIT $4) q
        LEFT JOIN LATERAL (
          SELECT array_agg(b.event_id) AS ids, array_agg(b.size) AS sizes
          FROM (
            SELECT b.event_id, b.size FROM workflow.event_queue b
            WHERE NOT q.bulk AND b.bulk AND b.parked_at IS NULL
              AND b.entity_type = q.entity_type AND b.entity_id = q.entity_id AND b.event_id < q.event_id
              AND ($5::bigint[] IS NULL OR b.event_id = ANY ($5))
            ORDER BY b.event_id
            LIMIT $7) b) a ON true
        """;

    // The transaction's number is asked for only with events: asking gives it one.
    private const string ReadSql = """
        SELECT q.event_id, e.event_id IS NULL, q.lane, e.occurred_at, e.types, e.entity_type, e.entity_id,
          e.after::text, e.before::text, e.changed_fields, e.actor, e.cause::text, e.depth, q.attempts, q.deferrals, q.bulk,
          e.workflow_id, e.workflow_version, e.payload::text, pg_current_xact_id(), q.execution_id
        FROM unnest($1::bigint[]) WITH ORDINALITY AS w (event_id, position)
        JOIN workflow.event_queue q ON q.event_id = w.event_id
        LEFT JOIN workflow.events e ON e.event_id = q.event_id AND e.occurred_at = q.occurred_at
        ORDER BY w.position
        """;

    // Read after the claim, never before: the set that events are matched with must be at least as new as they are.
    private const string RevisionSql = "SELECT s.revision, pg_current_snapshot()::text FROM workflow.set_revision s";

    private const string RemoveSql = "DELETE FROM workflow.event_queue WHERE event_id = ANY ($1)";

    private const string ParkLostSql = """
        UPDATE workflow.event_queue SET parked_at = clock_timestamp(), last_error = 'The event is not in the log any more.'
        WHERE event_id = ANY ($1)
        """;

    private const string DeferSql = """
        UPDATE workflow.event_queue q SET not_before = clock_timestamp() + x.wait, deferrals = least(q.deferrals + 1, 1000)
        FROM unnest($1::bigint[], $2::interval[]) AS x (event_id, wait)
        WHERE q.event_id = x.event_id
        """;

    private const string FailSql = """
        UPDATE workflow.event_queue SET
          attempts = attempts + 1,
          last_error = $2,
          not_before = clock_timestamp() + least(power(2, attempts), 60) * interval '1 second',
          parked_at = CASE WHEN attempts + 1 >= $3 THEN clock_timestamp() END
        WHERE event_id = $1
        RETURNING attempts, parked_at IS NOT NULL
        """;

    /// <summary>Claims events in lanes whose locks the transaction holds.</summary>
    public static async Task<ClaimedEvents> ClaimAsync(NpgsqlTransaction transaction, Claim claim, CancellationToken ct)
    {
        using var look = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { Look(claim), new(RevisionSql) } };
        var reader = await look.ExecuteReaderAsync(ct).ConfigureAwait(false);
        List<QueuedEvent> candidates;
        await using (reader.ConfigureAwait(false))
        {
            candidates = await ReadCandidatesAsync(reader, ct).ConfigureAwait(false);
            if (candidates.Count == 0) return await ReadRevisionAsync(reader, new ClaimedEvents([]), ct).ConfigureAwait(false);
        }

        var (taken, reached) = ClaimChoice.Of(claim, candidates);
        using var read = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { new(ReadSql) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = taken } } }, new(RevisionSql) },
        };
        reader = await read.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var claimed = await ReadEventsAsync(reader, ct).ConfigureAwait(false);
        return await ReadRevisionAsync(reader, claimed with { Reached = reached }, ct).ConfigureAwait(false);
    }

    /// <summary>Parks rows whose event is not in the log: they can only be looked at.</summary>
    public static NpgsqlBatchCommand ParkLost(long[] eventIds) => new(ParkLostSql)
    {
        Parameters = { new NpgsqlParameter<long[]> { TypedValue = eventIds } },
    };

    /// <summary>Removes events that are handled.</summary>
    public static NpgsqlBatchCommand Remove(long[] eventIds) => new(RemoveSql)
    {
        Parameters = { new NpgsqlParameter<long[]> { TypedValue = eventIds } },
    };

    /// <summary>Puts events off whose rows somebody else holds, each for a time of its own; this is no failure.</summary>
    public static NpgsqlBatchCommand Defer(IReadOnlyCollection<(long EventId, TimeSpan Wait)> deferrals) => new(DeferSql)
    {
        Parameters =
        {
            new NpgsqlParameter<long[]> { TypedValue = [.. deferrals.Select(d => d.EventId)] },
            new NpgsqlParameter<TimeSpan[]> { TypedValue = [.. deferrals.Select(d => d.Wait)] },
        },
    };

    /// <summary>Counts a failed attempt and puts the event off, or parks it after too many.</summary>
    /// <returns>The attempts so far, and whether the event is parked now.</returns>
    public static async Task<(int Attempts, bool Parked)> FailAsync(
        NpgsqlTransaction transaction, long eventId, string error, int mostAttempts, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FailSql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = eventId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = mostAttempts });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt16(0), reader.GetBoolean(1)) : (0, false);
    }

    private static NpgsqlBatchCommand Look(Claim claim)
    {
        var lanes = claim.Lanes;
        return new NpgsqlBatchCommand(LookSql)
        {
            Parameters =
            {
                new NpgsqlParameter<short[]> { TypedValue = [.. lanes.Concat(lanes).Select(l => (short)l.Lane)] },
                new NpgsqlParameter<bool[]> { TypedValue = [.. lanes.Select(_ => false), .. lanes.Select(_ => true)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. lanes.Select(l => l.After), .. lanes.Select(l => l.AfterBulk)] },
                new NpgsqlParameter<int> { TypedValue = claim.MostPerLane },
                new NpgsqlParameter { Value = (object?)claim.Among ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter<ulong[]> { TypedValue = claim.Awaited, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 },
                new NpgsqlParameter<int> { TypedValue = claim.MostAhead },
            },
        };
    }

    private static async Task<List<QueuedEvent>> ReadCandidatesAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var candidates = new List<QueuedEvent>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            candidates.Add(new QueuedEvent(
                reader.GetInt64(0), reader.GetInt16(1), reader.GetBoolean(2), reader.Text(3), reader.Number(4), reader.GetInt32(5))
            {
                FirstPutOff = reader.Number(6),
                Ahead = reader.IsDBNull(7) ? [] : reader.GetFieldValue<long[]>(7),
                AheadSizes = reader.IsDBNull(8) ? [] : reader.GetFieldValue<int[]>(8),
            });
        }

        candidates.Sort((a, b) => a.EventId.CompareTo(b.EventId));
        return candidates;
    }

    private static async Task<ClaimedEvents> ReadEventsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var events = ImmutableArray.CreateBuilder<CrmEvent>();
        var lost = ImmutableArray.CreateBuilder<long>();
        var transaction = 0UL;
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            transaction = reader.GetFieldValue<ulong>(19);
            if (reader.GetBoolean(1)) lost.Add(reader.GetInt64(0));
            else events.Add(Read(reader));
        }

        return new ClaimedEvents(events.ToImmutable()) { Lost = lost.ToImmutable(), Transaction = transaction };
    }

    private static async Task<ClaimedEvents> ReadRevisionAsync(NpgsqlDataReader reader, ClaimedEvents claimed, CancellationToken ct)
    {
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return claimed with { Revision = reader.GetInt64(0), Running = RunningTransactions.Parse(reader.GetString(1)) };
    }

    private static CrmEvent Read(NpgsqlDataReader reader) => new()
    {
        EventId = reader.GetInt64(0),
        Lane = reader.GetInt16(2),
        OccurredAt = reader.GetFieldValue<DateTimeOffset>(3),
        Types = reader.GetFieldValue<string[]>(4),
        EntityType = reader.IsDBNull(5) ? null : reader.GetString(5),
        EntityId = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        After = reader.IsDBNull(7) ? null : reader.GetString(7),
        Before = reader.IsDBNull(8) ? null : reader.GetString(8),
        ChangedFields = reader.IsDBNull(9) ? [] : reader.GetFieldValue<string[]>(9),
        Actor = reader.IsDBNull(10) ? null : reader.GetString(10),
        Cause = reader.GetString(11),
        Depth = reader.GetInt16(12),
        Attempts = reader.GetInt16(13),
        Deferrals = reader.GetInt16(14),
        Bulk = reader.GetBoolean(15),
        Workflow = WorkflowReference.Of(reader.Number(16), reader.IsDBNull(17) ? null : reader.GetInt32(17)),
        Payload = reader.Text(18),
        ExecutionId = reader.Number(20),
    };
}
