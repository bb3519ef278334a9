using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Events;

/// <summary>Lists events and where they stand, newest first, page by page. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the log and the queue.</param>
public sealed class EventListQuery(NpgsqlDataSource dataSource)
{
    private const string Queue = "q.event_id IS NOT NULL, coalesce(q.attempts, 0)::int, q.not_before, q.parked_at, q.last_error";

    // The log's keys give all events by number, and those of one entity by time.
    private const string LogSql = $"""
        SELECT e.event_id, e.occurred_at, e.types, e.entity_type, e.entity_id, e.actor, {Queue}
        FROM workflow.events e
        LEFT JOIN workflow.event_queue q ON q.event_id = e.event_id
        """;

    private const string AllSql = $"""
        {LogSql}
        WHERE $4::bigint IS NULL OR e.event_id < $4
        ORDER BY e.event_id DESC
        LIMIT $5
        """;

    private const string OfEntitySql = $"""
        {LogSql}
        WHERE e.entity_type = $1 AND e.entity_id = $2 AND ($3::timestamptz IS NULL OR (e.occurred_at, e.event_id) < ($3, $4))
        ORDER BY e.occurred_at DESC, e.event_id DESC
        LIMIT $5
        """;

    private const string ParkedSql = $"""
        SELECT q.event_id, q.occurred_at, coalesce(e.types, ARRAY[]::text[]), q.entity_type, q.entity_id, e.actor, {Queue}
        FROM workflow.event_queue q
        LEFT JOIN workflow.events e ON e.event_id = q.event_id AND e.occurred_at = q.occurred_at
        WHERE q.parked_at IS NOT NULL AND ($1 IS NULL OR q.entity_type = $1) AND ($2 IS NULL OR q.entity_id = $2)
          AND ($4 IS NULL OR q.event_id < $4)
        ORDER BY q.event_id DESC
        LIMIT $5
        """;

    /// <summary>Reads a page.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="most">Most events.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<EventSummary>> ReadAsync(EventFilter filter, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var command = dataSource.CreateCommand(filter.IsParked ? ParkedSql : filter.EntityType is null ? AllSql : OfEntitySql);
        command.Parameters.Add(Parameter(filter.EntityType, NpgsqlDbType.Text));
        command.Parameters.Add(Parameter(filter.EntityId, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameter(filter.Before?.OccurredAt.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Parameter(filter.Before?.Id, NpgsqlDbType.Bigint));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var events = new List<EventSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) events.Add(Read(reader));
        return events;
    }

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static EventSummary Read(NpgsqlDataReader reader)
    {
        var parkedAt = reader.Moment(9);
        return new EventSummary
        {
            Id = reader.GetInt64(0),
            OccurredAt = reader.GetFieldValue<DateTimeOffset>(1),
            Types = reader.GetFieldValue<string[]>(2),
            EntityType = reader.Text(3),
            EntityId = reader.Number(4),
            Actor = reader.Text(5),
            State = parkedAt is not null ? EventState.Parked : reader.GetBoolean(6) ? EventState.Waiting : EventState.Handled,
            Attempts = reader.GetInt32(7),
            NotBefore = reader.Moment(8),
            ParkedAt = parkedAt,
            LastError = reader.Text(10),
        };
    }
}
