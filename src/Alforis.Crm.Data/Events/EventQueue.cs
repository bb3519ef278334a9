using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Events;

/// <summary>The queue of events: claimed, then removed or put off, in the transaction that handles them.</summary>
internal static class EventQueue
{
    /// <summary>
    /// The oldest events that are due. An event waits while an earlier one of its entity is put off, so that an entity's events stay
    /// in order; a parked event holds up nothing. One moment for the whole statement: with a running clock an event could come due
    /// between the look at it and the look at the one behind it, which would then overtake it. Rows are not locked: the lanes are. The first
    /// event is taken whatever its size.
    /// </summary>
    private const string ClaimSql = """
        SELECT c.event_id, e.event_id IS NULL, c.lane, e.occurred_at, e.types, e.entity_type, e.entity_id,
          e.after::text, e.before::text, e.changed_fields, e.actor, e.cause::text, e.depth, c.attempts, c.deferrals
        FROM (
          SELECT due.event_id, due.occurred_at, due.attempts, due.deferrals, due.lane,
            coalesce(sum(due.size::bigint) OVER (ORDER BY due.event_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
          FROM unnest($1::int[], $2::bigint[]) AS l (lane, after)
          CROSS JOIN LATERAL (
            SELECT q.event_id, q.occurred_at, q.attempts, q.deferrals, q.lane, q.size
            FROM workflow.event_queue q
            WHERE q.lane = l.lane::smallint
              AND q.event_id > l.after
              AND q.parked_at IS NULL
              AND (q.not_before IS NULL OR q.not_before <= statement_timestamp())
              AND ($5::bigint[] IS NULL OR q.event_id = ANY ($5))
              AND NOT EXISTS (
                SELECT 1 FROM workflow.event_queue d
                WHERE d.not_before > statement_timestamp() AND d.parked_at IS NULL
                  AND d.entity_type = q.entity_type AND d.entity_id = q.entity_id AND d.event_id < q.event_id)
            ORDER BY q.event_id
            LIMIT $4) due
          ORDER BY due.event_id
          LIMIT $3) c
        LEFT JOIN workflow.events e ON e.event_id = c.event_id AND e.occurred_at = c.occurred_at
        WHERE c.bytes_before < $6
        ORDER BY c.event_id
        """;

    // Read after the claim, never before: the set that events are matched with must be at least as new as they are.
    private const string RevisionSql = "SELECT s.revision FROM workflow.set_revision s";

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
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(ClaimSql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<int[]> { TypedValue = claim.Lanes },
                        new NpgsqlParameter<long[]> { TypedValue = claim.After },
                        new NpgsqlParameter<int> { TypedValue = claim.Most },
                        new NpgsqlParameter<int> { TypedValue = claim.MostPerLane },
                        new NpgsqlParameter { Value = (object?)claim.Among ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                        new NpgsqlParameter<long> { TypedValue = claim.MostBytes },
                    },
                },
                new(RevisionSql),
            },
        };
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var events = ImmutableArray.CreateBuilder<CrmEvent>();
        var lost = ImmutableArray.CreateBuilder<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            if (reader.GetBoolean(1)) lost.Add(reader.GetInt64(0));
            else events.Add(Read(reader));
        }

        await reader.NextResultAsync(ct).ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return new ClaimedEvents(reader.GetInt64(0), events.ToImmutable(), lost.ToImmutable());
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
    };
}
